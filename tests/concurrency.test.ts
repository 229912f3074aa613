import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../kernel/base/clock.ts';
import { DomainError } from '../kernel/base/errors.ts';
import { month } from '../kernel/base/month.ts';
import type { Actor } from '../kernel/db/actor.ts';
import type { Tx } from '../kernel/db/database.ts';
import { confirmWhatIsOpen } from '../kernel/payment/answer-findings.ts';
import { approveRun } from '../kernel/payment/approve-run.ts';
import { sendRun } from '../kernel/payment/bank-file.ts';
import type { BankSending } from '../kernel/payment/bank/hand-over.ts';
import { readBankResults } from '../kernel/payment/bank-results.ts';
import { trialBalance } from '../kernel/payment/ledger.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import { verifyLedger } from '../kernel/payment/verify-ledger.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { severeNursing } from '../modules/social-assistance/policy/disability-subsidies.ts';
import { tekun } from '../modules/social-assistance/policy/tekun.ts';
import { bankAnswer, readStaff } from './support/builders.ts';
import { huimin, startHuimin, answerOf } from './support/cli.ts';
import { createDemoDatabase } from './support/demo-database.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const NOVEMBER = month('2020-11');
const ROOT = join(import.meta.dirname, '..');
let database: TestDatabase;
let staff: Record<'clerk' | 'chief' | 'finance', Actor>;

beforeAll(async () => {
  database = await createDemoDatabase();
  staff = await readStaff(database);
});
afterAll(() => database.drop());

const within = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.db.transaction(actor, work);
const run = (programme = dibao, options = {}) =>
  runMonth(database.db, staff.clerk, programme, NOVEMBER, options);

/** Of several attempts exactly one may succeed; the others end in a coded conflict of the given kinds. */
async function oneWins<T>(attempts: readonly Promise<T>[], codes: readonly string[]): Promise<T> {
  const settled = await Promise.allSettled(attempts);
  const won = settled.filter((one) => one.status === 'fulfilled');
  for (const lost of settled) {
    if (lost.status !== 'rejected') continue;
    const reason: unknown = lost.reason;
    if (!(reason instanceof DomainError)) throw reason;
    expect(reason.kind).toBe('conflict');
    expect(codes).toContain(reason.code);
  }
  expect(won).toHaveLength(1);
  const [first] = won;
  if (first === undefined) throw new Error('nobody won');
  return first.value;
}

/** Runs of a programme's November, each with what it says of its lines and what there is. */
const novemberRuns = (programme: string) =>
  database.db.asOwner(async (owner) => {
    const found = await owner.query<{
      runNo: string;
      said: number;
      lines: number;
      items: number;
      unpaid: number;
    }>(
      `select r.run_no as "runNo", r.line_count as said,
              (select count(*)::int from payment_line l where l.run_id = r.id) as lines,
              (select count(*)::int from payment_item i where i.run_id = r.id) as items,
              (select count(*)::int from payment_line l where l.run_id = r.id and l.amount_fen > 0 and not exists (
                 select 1 from payment_item i where i.run_id = l.run_id and i.item_seq = l.item_seq)) as unpaid
         from payment_run r where r.programme = $1 and r.pay_month = '2020-11-01'`,
      [programme],
    );
    return found.rows;
  });

const TWICE = ['payment.already-run', 'payment.run-in-progress'];

describe('the same month started twice at once', () => {
  test('by two connections: one computes it, the other is told so', async () => {
    const owed = await run(tekun, { dryRun: true });
    const won = await oneWins([run(tekun), run(tekun), run(tekun)], TWICE);
    expect(won).toMatchObject({ totalFen: owed.totalFen, lines: owed.lines });
    expect(await novemberRuns('tekun')).toMatchObject([{ lines: owed.lines, said: owed.lines, unpaid: 0 }]);
  });

  test('by two further batches: the second one pays nothing that the first one has paid', async () => {
    const runs = await Promise.allSettled([
      run(tekun, { supplement: true }),
      run(tekun, { supplement: true }),
    ]);
    for (const one of runs) {
      if (one.status === 'fulfilled') expect(one.value).toMatchObject({ lines: 0, totalFen: 0 });
      else expect(one.reason).toMatchObject({ kind: 'conflict' });
    }
  });

  test('by two processes: one ends well, the other with exit code 1 and the reason', async () => {
    const args = ['pay', 'run', severeNursing.id, '--month', '2020-11', '--json'];
    const answers = await Promise.all([huimin(database, ...args), huimin(database, ...args)]);
    expect(answers.map((answer) => answer.code).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual([0, 1]);
    const lost = answers.find((answer) => answer.code === 1);
    expect(TWICE).toContain((JSON.parse(lost?.err ?? '{}') as { error: { code: string } }).error.code);
    expect(await novemberRuns(severeNursing.id)).toHaveLength(1);
  });
});

describe('a process killed in the middle of a run', () => {
  const VICTIM = `
    import { openDatabase } from './kernel/db/database.ts';
    import { getAccount } from './kernel/access/account.ts';
    import { runMonth } from './kernel/payment/run-month.ts';
    import { dibao } from './modules/social-assistance/policy/dibao.ts';
    const [home, databaseUrl] = process.argv.slice(1);
    const db = await openDatabase({ home, databaseUrl, applicationName: 'victim' });
    const clerk = await getAccount(db.pool, 'clerk');
    console.log('ready');
    // With partitions of its own: that way writes most, and must leave no table behind either.
    await runMonth(db, clerk, dibao, '2020-11', { largeFrom: 1 });
    console.log('done');
    await db.close();
  `;

  test('leaves nothing behind, and running again pays everybody once', async () => {
    const started = Date.now();
    const owed = await run(dibao, { dryRun: true });
    const duration = Date.now() - started;
    for (const share of [0.15, 0.5, 0.8, 1.1]) {
      await killAfter(share * duration * (0.8 + 0.4 * Math.random()));
      const left = await novemberRuns('dibao');
      // Killed too late the run is there as a whole; a part of one never is.
      for (const one of left) expect(one).toMatchObject({ said: owed.lines, lines: owed.lines, unpaid: 0 });
      if (left.length > 0) break;
    }
    if ((await novemberRuns('dibao')).length === 0) expect((await run()).totalFen).toBe(owed.totalFen);
    const found = await novemberRuns('dibao');
    expect(found).toMatchObject([{ runNo: 'FF202011DB01', lines: owed.lines, unpaid: 0 }]);
    expect(await run(dibao, { dryRun: true, supplement: true })).toMatchObject({
      lines: 0,
      totalFen: 0,
      overpaidFen: 0,
    });
  });

  async function killAfter(ms: number): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', VICTIM, database.home, database.url],
      { cwd: ROOT },
    );
    await once(child.stdout, 'data');
    await sleep(ms);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await expect.poll(victims, { timeout: 10_000 }).toBe(0);
  }

  const victims = () =>
    database.db.asOwner(async (owner) => {
      const found = await owner.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where application_name = 'victim'`,
      );
      return found.rows[0]?.n;
    });
});

describe('two people at the same step at once', () => {
  const RUN = 'FF202011DB01';
  const clock = fixedClock('2020-11-08T10:00');
  let file: BankSending;

  test('two approvals: the money is taken from the fund once', async () => {
    await within(staff.clerk, (tx) => confirmWhatIsOpen(tx, RUN, '测试核对', clock));
    const approve = () => within(staff.chief, (tx) => approveRun(tx, dibao, RUN, clock));
    const approved = await oneWins([approve(), approve()], ['payment.state']);
    expect(await postings('commitment')).toEqual([{ booked: approved.totalFen }]);
  });

  test('two bank files: one is written', async () => {
    const send = () => within(staff.finance, (tx) => sendRun(tx, database.keyring, dibao, RUN, clock));
    file = await oneWins([send(), send()], ['payment.state']);
    expect(await postings('posting')).toEqual(await postings('commitment'));
    expect(await postings('sending')).toEqual([{ booked: file.totalFen }]);
  });

  test('two readings of the same results: every item is settled once', async () => {
    const read = () =>
      within(staff.finance, (tx) => readBankResults(tx, dibao, RUN, bankAnswer(file), clock));
    const results = await Promise.all([read(), read()]);
    expect(
      results.map((result) => [result.paid, result.unchanged]).toSorted(([a = 0], [b = 0]) => a - b),
    ).toEqual([
      [0, file.items],
      [file.items, 0],
    ]);
    expect(await postings('settlement')).toEqual([{ booked: file.totalFen }]);
    expect((await within(staff.clerk, verifyLedger)).ok).toBe(true);
  });

  const postings = (kind: string) =>
    within(staff.clerk, async (tx) => {
      const found = await tx.client.query<{ booked: number }>(
        `select sum(e.amount_fen) filter (where e.amount_fen > 0)::bigint as booked from ledger_transaction t
           join ledger_entry e on e.transaction_id = t.id join payment_run r on r.id = t.run_id
          where r.run_no = $1 and t.kind = $2 group by t.id`,
        [RUN, kind],
      );
      return found.rows;
    });
});

describe('the demonstration killed while it is built', () => {
  let other: TestDatabase;
  beforeAll(async () => {
    other = await createTestDatabase();
  });
  afterAll(() => other.drop());

  test('says that it is unfinished, goes on where it stopped and ends as if nothing had happened', async () => {
    const child = startHuimin(other, ['demo']);
    const ended = answerOf(child);
    child.stderr?.on('data', (text: string) => {
      if (Number(/(\d+)%/.exec(text)?.[1] ?? 0) >= 40) child.kill('SIGKILL');
    });
    expect((await ended).code).toBeNull();
    const unfinished = await huimin(other, 'figures', '--lang', 'en', '--json');
    expect(unfinished.code).toBe(1);
    expect(unfinished.err).toContain('demo.unfinished');
    const half = await books(other);
    expect(half.runs.length).toBeGreaterThan(5);

    const again = await huimin(other, 'demo', '--json');
    expect(again).toMatchObject({ code: 0 });
    expect(JSON.parse(again.out)).toMatchObject({ built: true });
    const undisturbed = await createDemoDatabase();
    try {
      expect(await books(other)).toEqual(await books(undisturbed));
    } finally {
      await undisturbed.drop();
    }
  }, 180_000);

  const books = async ({ db }: TestDatabase) => {
    const { clerk } = await readStaff({ db });
    return db.transaction(clerk, async (tx) => ({
      runs: (
        await tx.client.query(
          'select run_no, state, known_at, line_count, total_fen, overpaid_fen, lines_digest from payment_run order by run_no',
        )
      ).rows,
      items: (
        await tx.client.query(
          'select state, attempt, count(*), sum(amount_fen) from payment_item group by 1, 2 order by 1, 2',
        )
      ).rows,
      facts: (
        await tx.client.query(
          'select count(*), count(*) filter (where recorded_until <> $1) as closed from fact',
          ['infinity'],
        )
      ).rows,
      balances: await trialBalance(tx),
      ok: (await verifyLedger(tx)).ok,
    }));
  };
});
