import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { yuan } from '../kernel/base/fen.ts';
import { month } from '../kernel/base/month.ts';
import { rowsOf } from '../kernel/db/rows.ts';
import { voidRun } from '../kernel/payment/approve-run.ts';
import { replayRun } from '../kernel/payment/replay-run.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import { findRuns, getRun } from '../kernel/payment/run-store.ts';
import { verifyLedger } from '../kernel/payment/verify-ledger.ts';
import { instant } from '../kernel/party/known-at.ts';
import { registry } from '../modules/index.ts';
import { dibaoStandard } from '../modules/social-assistance/model/parameters.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import {
  addAward,
  addFamily,
  type Bureau,
  compute,
  createBureau,
  enact,
  type Family,
  finishRun,
  learn,
  linesOf,
  payMonth,
} from './support/builders.ts';
import { refusalOf, snapshot } from './support/expectations.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
let bureau: Bureau;
/** Lives alone without income. */
let single: Family;
/** Two people, of whom one is known to earn 300 yuan a month. */
let couple: Family;
let singleAward: string;
let coupleAward: string;

beforeAll(async () => {
  database = await createTestDatabase();
  bureau = await createBureau(database);
  single = await addFamily(bureau);
  couple = await addFamily(bureau, { wages: [yuan(300), 0] });
  singleAward = (await addAward(bureau, dibao, single)).id;
  coupleAward = (await addAward(bureau, dibao, couple)).id;
});
afterAll(() => database.drop());

const amounts = async (runNo: string, awardId: string) =>
  (await linesOf(bureau, runNo, awardId)).map((line) => [line.month, line.kind, line.amountFen, line.reason]);
const findingsOf = (runId: string) =>
  database.db.transaction(bureau.clerk, (tx) =>
    rowsOf<{ kind: string; award: string; fen: number }>(
      tx,
      sql`select kind, award_id as award, now_fen as fen from payment_finding where run_id = ${runId}::uuid order by seq`,
    ),
  );
const replay = (runNo: string) =>
  database.db.transaction(bureau.clerk, (tx) => replayRun(tx, registry.programmes, runNo));
const months = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `2020-${String(from + i).padStart(2, '0')}`);

describe('what is learnt late comes out as an exact difference in the next run', () => {
  test('January to May are paid at the standard that was known: 780 a head', async () => {
    for (const paid of months(1, 5)) await payMonth(bureau, dibao, paid);
    expect(await amounts('FF202005DB01', singleAward)).toEqual([['2020-05', 'regular', yuan(780), 'due']]);
    expect(await amounts('FF202005DB01', coupleAward)).toEqual([['2020-05', 'regular', yuan(1_260), 'due']]);
  });

  test('a standard approved in May with effect from April is topped up for April and May', async () => {
    await enact(bureau, dibaoStandard, 'urban', yuan(830), {
      from: '2020-04-01',
      known: '2020-05-20 10:00:00+08',
    });
    const run = await payMonth(bureau, dibao, '2020-06');
    expect(await amounts(run.runNo, singleAward)).toEqual([
      ['2020-04', 'arrears', yuan(50), 'recalculated'],
      ['2020-05', 'arrears', yuan(50), 'recalculated'],
      ['2020-06', 'regular', yuan(830), 'due'],
    ]);
    expect(await amounts(run.runNo, coupleAward)).toEqual([
      ['2020-04', 'arrears', yuan(100), 'recalculated'],
      ['2020-05', 'arrears', yuan(100), 'recalculated'],
      ['2020-06', 'regular', yuan(1_360), 'due'],
    ]);
    expect(run).toMatchObject({ totalFen: yuan(930) + yuan(1_560), overpaidFen: 0 });
  });

  test('a death on 10 May that is learnt in August makes 2,490.00 to recover: June to August at 830', async () => {
    for (const paid of months(7, 8)) await payMonth(bureau, dibao, paid);
    await learn(
      bureau,
      single.members[0],
      { kind: 'person.life', code: 'dead', from: '2020-05-10' },
      '2020-08-20 10:00:00+08',
    );
    // The couple's income was 400 from March on, not 300.
    await learn(
      bureau,
      couple.members[0],
      { kind: 'income.wage', num: yuan(400), from: '2020-03-01' },
      '2020-08-25 10:00:00+08',
    );
    const run = await payMonth(bureau, dibao, '2020-09');
    expect(await amounts(run.runNo, singleAward)).toEqual(
      months(6, 8).map((paid) => [paid, 'overpayment', -yuan(830), 'no-longer-due']),
    );
    expect(run.overpaidFen).toBe(yuan(2_490) + yuan(600));
    expect(
      (await findingsOf(run.id))
        .filter(({ award }) => award === singleAward)
        .map(({ kind, fen }) => [kind, fen]),
    ).toEqual([
      ['stopped', 0],
      ['overpayment', -yuan(2_490)],
    ]);
  });

  test('a corrected income takes back 100 for each month since March and pays the coming month anew', async () => {
    expect(await amounts('FF202009DB01', coupleAward)).toEqual([
      ...months(3, 8).map((paid) => [paid, 'overpayment', -yuan(100), 'recalculated']),
      ['2020-09', 'regular', yuan(1_260), 'due'],
    ]);
  });

  test('what was taken back once is not taken back again', async () => {
    const run = await payMonth(bureau, dibao, '2020-10');
    expect(await amounts(run.runNo, singleAward)).toEqual([]);
    expect(await amounts(run.runNo, coupleAward)).toEqual([['2020-10', 'regular', yuan(1_260), 'due']]);
  });

  test('a correction of the correction pays back what was claimed', async () => {
    await learn(
      bureau,
      couple.members[0],
      { kind: 'income.wage', num: yuan(300), from: '2020-03-01' },
      '2020-10-20 10:00:00+08',
    );
    const run = await compute(bureau, dibao, '2020-11');
    expect(await amounts(run.runNo, coupleAward)).toEqual([
      ...months(3, 10).map((paid) => [paid, 'arrears', yuan(100), 'recalculated']),
      ['2020-11', 'regular', yuan(1_360), 'due'],
    ]);
    await finishRun(bureau, dibao, run.runNo, '2020-11');
    expect((await database.db.transaction(bureau.clerk, verifyLedger)).ok).toBe(true);
  });

  test('every run of the year still replays to the fen by what was known then', async () => {
    const runs = await database.db.transaction(bureau.clerk, (tx) => findRuns(tx));
    expect(runs).toHaveLength(11);
    for (const { runNo } of runs) {
      expect(await replay(runNo), runNo).toMatchObject({
        differences: [],
        linesDigestMatches: true,
        parametersChanged: false,
      });
    }
  });
});

describe('a further batch of the month', () => {
  test('without being asked for is a conflict that names the run there is', async () => {
    const error = await refusalOf(
      compute(bureau, dibao, '2020-11', { knownAt: instant('2020-11-20 09:00:00+08') }),
    );
    expect(error).toMatchObject({ code: 'payment.already-run', details: { run: 'FF202011DB01' } });
    expect(error.zh).toContain('--supplement');
  });

  test('pays exactly the differences since, and nothing when there are none', async () => {
    await learn(
      bureau,
      couple.members[0],
      { kind: 'income.wage', num: yuan(250), from: '2020-11-01' },
      '2020-11-10 10:00:00+08',
    );
    const second = await compute(bureau, dibao, '2020-11', {
      supplement: true,
      knownAt: instant('2020-11-20 09:00:00+08'),
    });
    expect(second).toMatchObject({ runNo: 'FF202011DB02', batch: 2, totalFen: yuan(50), lineCount: 1 });
    const third = await compute(bureau, dibao, '2020-11', {
      supplement: true,
      knownAt: instant('2020-11-21 09:00:00+08'),
    });
    expect(third).toMatchObject({ runNo: 'FF202011DB03', totalFen: 0, lineCount: 0 });
  });

  test('that took its moment before another batch was stored is refused: it would pay the same again', async () => {
    const before = await snapshot(database);
    for (const [at, run] of [
      ['2020-11-19 09:00:00+08', 'FF202011DB02'],
      ['2020-11-21 09:00:00+08', 'FF202011DB03'],
    ] as const) {
      const error = await refusalOf(
        compute(bureau, dibao, '2020-11', { supplement: true, knownAt: instant(at) }),
      );
      expect(error).toMatchObject({ code: 'payment.already-run', kind: 'conflict', details: { run } });
    }
    expect(await snapshot(database)).toEqual(before);
  });

  test('on which another one rests cannot be taken back before that', async () => {
    const takeBack = (runNo: string) =>
      database.db.transaction(bureau.clerk, (tx) => voidRun(tx, runNo, '算错'));
    expect(await refusalOf(takeBack('FF202011DB02'))).toMatchObject({
      code: 'payment.later-run',
      kind: 'conflict',
    });
    expect((await replay('FF202011DB03')).differences).toEqual([]);
    await takeBack('FF202011DB03');
    expect(await takeBack('FF202011DB02')).toMatchObject({ state: 'void' });
  });

  test('after it was taken back is computed again under a new number and owes the same', async () => {
    const again = await compute(bureau, dibao, '2020-11', {
      supplement: true,
      knownAt: instant('2020-11-22 09:00:00+08'),
    });
    expect(again).toMatchObject({ runNo: 'FF202011DB04', totalFen: yuan(50), lineCount: 1 });
    expect((await replay(again.runNo)).differences).toEqual([]);
    const approve = refusalOf(finishRun(bureau, dibao, 'FF202011DB02', '2020-11'));
    expect(await approve).toMatchObject({ code: 'payment.state', details: { state: 'void' } });
    expect(await finishRun(bureau, dibao, again.runNo, '2020-11')).toMatchObject({ state: 'settled' });
  });
});

describe('a fact recorded now', () => {
  test('leaves the old run as it was and shows in the next one', async () => {
    const known = await database.db.transaction(bureau.clerk, (tx) => getRun(tx, 'FF202010DB01'));
    // The income ended in October; recorded by the clock of today, not of the story.
    await learn(bureau, couple.members[0], { kind: 'income.wage', num: 0, from: '2020-10-01' });
    expect(await replay(known.runNo)).toMatchObject({ differences: [], recomputedTotalFen: known.totalFen });
    const next = await runMonth(database.db, bureau.clerk, dibao, month('2020-11'), { supplement: true });
    expect(await amounts(next.run?.runNo ?? '', coupleAward)).toEqual([
      ['2020-10', 'arrears', yuan(300), 'recalculated'],
      ['2020-11', 'regular', yuan(250), 'recalculated'],
    ]);
  });

  test('cannot be paid into a month that lies before the last run', async () => {
    expect(await refusalOf(compute(bureau, dibao, '2020-10', { supplement: true }))).toMatchObject({
      code: 'payment.later-run',
    });
  });
});
