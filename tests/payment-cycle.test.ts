import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { fixedClock } from '../kernel/base/clock.ts';
import { yuan } from '../kernel/base/fen.ts';
import { month } from '../kernel/base/month.ts';
import type { Actor } from '../kernel/db/actor.ts';
import { rowsOf } from '../kernel/db/rows.ts';
import { changeBankAccount } from '../kernel/party/change-account.ts';
import { confirmWhatIsOpen } from '../kernel/payment/answer-findings.ts';
import { approveRun, voidRun } from '../kernel/payment/approve-run.ts';
import { reissueRun, sendRun } from '../kernel/payment/bank-file.ts';
import type { BankSending } from '../kernel/payment/bank/hand-over.ts';
import { readBankResults } from '../kernel/payment/bank-results.ts';
import { replayRun } from '../kernel/payment/replay-run.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import { findRuns, getRun } from '../kernel/payment/run-store.ts';
import { verifyLedger } from '../kernel/payment/verify-ledger.ts';
import type { Programme } from '../kernel/policy/define-programme.ts';
import { registry } from '../modules/index.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { bankAnswer, bankRows, readStaff } from './support/builders.ts';
import { refusalOf, snapshot } from './support/expectations.ts';
import { createDemoDatabase } from './support/demo-database.ts';
import type { TestDatabase } from './support/test-database.ts';

const NOVEMBER = month('2020-11');
const RUN = 'FF202011DB01';
let database: TestDatabase;
let staff: Record<'clerk' | 'chief' | 'finance', Actor>;

beforeAll(async () => {
  database = await createDemoDatabase();
  staff = await readStaff(database);
});
afterAll(() => database.drop());

const clock = fixedClock('2020-11-08T10:00');
const approve = (by: Actor = staff.chief) =>
  database.db.transaction(by, (tx) => approveRun(tx, dibao, RUN, clock));
const send = () =>
  database.db.transaction(staff.finance, (tx) => sendRun(tx, database.keyring, dibao, RUN, clock));
const reissue = () =>
  database.db.transaction(staff.finance, (tx) => reissueRun(tx, database.keyring, dibao, RUN, clock));
const readAnswer = (answer: Buffer) =>
  database.db.transaction(staff.finance, (tx) => readBankResults(tx, dibao, RUN, answer, clock));
const takeBack = (runNo = RUN) => database.db.transaction(staff.clerk, (tx) => voidRun(tx, runNo, '测试'));
const run = () => database.db.transaction(staff.clerk, (tx) => getRun(tx, RUN));
const ANY_ANSWER = Buffer.from(`明细号,结果,原因\n${RUN}-000001-1,成功,\n`);

/** Each step in turn must refuse in words that name the state the run is in, and change nothing. */
async function refuses(
  state: string,
  chinese: string,
  steps: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<void> {
  for (const [name, step] of Object.entries(steps)) {
    const before = await snapshot(database);
    const error = await refusalOf(step());
    expect(error, name).toMatchObject({
      code: 'payment.state',
      kind: 'conflict',
      details: { run: RUN, state },
    });
    expect(error.zh, name).toContain(`现为“${chinese}”`);
    expect(error.en, name).toContain(`"${state}"`);
    expect(await snapshot(database), name).toEqual(before);
  }
}

describe('November 2020 of the demonstration district', () => {
  let file: BankSending;
  let returned: string[];

  test('a dry run says what would be paid and writes nothing', async () => {
    const before = await snapshot(database);
    const result = await runMonth(database.db, staff.clerk, dibao, NOVEMBER, { dryRun: true });
    expect(result).toMatchObject({ dryRun: true, run: null });
    expect(result.totalFen).toBeGreaterThan(0);
    expect(await snapshot(database)).toEqual(before);
  });

  test('the month is computed once', async () => {
    const result = await runMonth(database.db, staff.clerk, dibao, NOVEMBER);
    expect(result.run).toMatchObject({
      runNo: RUN,
      state: 'draft',
      batch: 1,
      totalFen: result.totalFen,
      lineCount: result.lines,
    });
    const again = await refusalOf(runMonth(database.db, staff.clerk, dibao, NOVEMBER));
    expect(again).toMatchObject({ code: 'payment.already-run', kind: 'conflict', details: { run: RUN } });
  });

  test('what is only computed cannot be sent, answered or reissued', async () => {
    expect(await refusalOf(approve())).toMatchObject({ code: 'payment.findings-open', kind: 'conflict' });
    await refuses('draft', '待核对', { send, results: () => readAnswer(ANY_ANSWER) });
    expect(await refusalOf(reissue())).toMatchObject({
      code: 'payment.nothing-to-reissue',
      kind: 'conflict',
    });
  });

  test('when everything that was found is answered, it is checked', async () => {
    const answered = await database.db.transaction(staff.clerk, (tx) =>
      confirmWhatIsOpen(tx, RUN, '逐户核对无误', clock),
    );
    expect(await run()).toMatchObject({
      state: 'checked',
      findingsTotal: answered,
      findingsAnswered: answered,
    });
    await refuses('checked', '已核对', { send });
  });

  test('an account without the right may not approve, and nobody may approve an own run', async () => {
    expect(await refusalOf(approve(staff.clerk))).toMatchObject({
      code: 'access.permission',
      kind: 'forbidden',
    });
    const both = { ...staff.clerk, permissions: new Set([...staff.clerk.permissions, 'payment.approve']) };
    const error = await refusalOf(approve(both));
    expect(error).toMatchObject({ code: 'payment.same-person', kind: 'forbidden' });
    expect(error.zh).toContain('请换另一账号批准');
    expect((await run()).state).toBe('checked');
    await expect(
      database.db.asOwner((owner) =>
        owner.query(`update payment_run set state = 'approved', approved_by = created_by where run_no = $1`, [
          RUN,
        ]),
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('another account approves; then it can no longer be approved or taken back', async () => {
    expect(await approve()).toMatchObject({
      state: 'approved',
      approvedBy: staff.chief.displayName,
      createdBy: staff.clerk.displayName,
    });
    await refuses('approved', '已批准', { approve, takeBack, results: () => readAnswer(ANY_ANSWER) });
  });

  test('the bank file holds every item once, and its total is the total of the run', async () => {
    file = await send();
    const rows = bankRows(file);
    expect(new Set(rows.map((row) => row['明细号'])).size).toBe(file.items);
    expect(rows.reduce((sum, row) => sum + yuan(row['金额'] ?? ''), 0)).toBe(file.totalFen);
    expect(file.totalFen).toBe((await run()).totalFen);
    await refuses('sent', '已报银行', { send, approve, takeBack });
  });

  test('a part of the answer settles its items only; the run waits for the rest', async () => {
    returned = bankRows(file)
      .slice(3, 5)
      .map((row) => row['明细号'] ?? '');
    const [header = '', ...lines] = bankAnswer(file, returned).toString().trim().split('\n');
    const part = await readAnswer(Buffer.from([header, ...lines.slice(0, 10)].join('\n')));
    expect(part).toEqual({ run: RUN, paid: 8, returned: 2, unknown: 0, unchanged: 0, state: 'sent' });
    const rest = await readAnswer(bankAnswer(file, returned));
    expect(rest).toEqual({
      run: RUN,
      paid: file.items - 10,
      returned: 0,
      unknown: 0,
      unchanged: 10,
      state: 'settled',
    });
  });

  test('nothing is sent again while the payee still has the account that was closed', async () => {
    expect(await refusalOf(reissue())).toMatchObject({ code: 'payment.nothing-to-reissue' });
    await refuses('settled', '已结清', { send, approve, takeBack });
  });

  test('each returned item goes out again to its new account, in a file of its own', async () => {
    const numbers: string[] = [];
    for (const [i, no] of returned.entries()) {
      const account = `62170000999900${i}`;
      await correctAccount(no, account);
      const again = await reissue();
      numbers.push(again.files[0]?.fileNo ?? '');
      expect(bankRows(again)).toMatchObject([{ 明细号: no.replace(/-1$/, '-2'), 账号: account }]);
      expect((await run()).state).toBe('sent');
    }
    expect(numbers).toEqual([`${RUN}-2`, `${RUN}-3`]);
    const answer = Buffer.from(
      `明细号,结果,原因\n${returned.map((no) => `${no.replace(/-1$/, '-2')},成功,`).join('\n')}\n`,
    );
    expect(await readAnswer(answer)).toMatchObject({ paid: 2, returned: 0, state: 'settled' });
  });

  test('everybody was paid once, and the books say so', async () => {
    const paid = await database.db.transaction(staff.clerk, (tx) =>
      rowsOf<{ paid: number; items: number }>(
        tx,
        sql`select sum(amount_fen)::bigint as paid, count(distinct item_seq)::int as items from payment_item i
              join payment_run r on r.id = i.run_id where r.run_no = ${RUN} and i.state = 'paid'`,
      ),
    );
    expect(paid).toEqual([{ paid: file.totalFen, items: file.items }]);
    expect((await database.db.transaction(staff.clerk, verifyLedger)).ok).toBe(true);
  });

  async function correctAccount(no: string, account: string): Promise<void> {
    const seq = Number(no.split('-')[1]);
    await database.db.transaction(staff.clerk, async (tx) => {
      const [payee] = await rowsOf<{ id: string }>(
        tx,
        sql`select i.payee_person_id as id from payment_item i join payment_run r on r.id = i.run_id
             where r.run_no = ${RUN} and i.item_seq = ${seq} and i.attempt = 1`,
      );
      await changeBankAccount(tx, database.keyring, payee?.id ?? '', account);
    });
  }
});

describe('replaying the demonstration year', () => {
  const programmes = registry.programmes;
  const replay = (runNo: string, using: ReadonlyMap<string, Programme> = programmes) =>
    database.db.transaction(staff.clerk, (tx) => replayRun(tx, using, runNo));

  test('the first and the last run of every programme come out to the fen', async () => {
    const runs = await database.db.transaction(staff.clerk, (tx) => findRuns(tx));
    for (const [, list] of Map.groupBy(runs, (row) => row.programme)) {
      for (const row of new Set([list[0], list.at(-1)])) {
        if (row === undefined) continue;
        const again = await replay(row.runNo);
        expect(again, row.runNo).toMatchObject({
          differences: [],
          totalFen: row.totalFen,
          recomputedTotalFen: row.totalFen,
          rulesChanged: false,
          parametersChanged: false,
          linesDigestMatches: true,
        });
      }
    }
  });

  test('when a rule is changed, the replay names the lines that differ and by how much', async () => {
    const [version] = dibao.versions;
    if (version === undefined) throw new Error('dibao has a version');
    // The changed rule forgets everybody's supplement.
    const changed: Programme = {
      ...dibao,
      versions: [
        {
          ...version,
          decide: (subject, parameters, draft) => {
            const pay = draft.pay.bind(draft);
            draft.pay = (component, amount, member) =>
              component === 'supplement' ? undefined : pay(component, amount, member);
            version.decide(subject, parameters, draft);
          },
        },
      ],
    };
    const result = await replay('FF202001DB01', new Map([['dibao', changed]]));
    const lost = result.differences.reduce((sum, d) => sum + d.storedFen - d.recomputedFen, 0);
    expect(result.differences.length).toBeGreaterThan(0);
    expect(new Set(result.differences.map((d) => d.component))).toEqual(new Set(['supplement']));
    expect(result.differences.every((d) => d.recomputedFen === 0 && d.awardNo.startsWith('DB'))).toBe(true);
    expect(result.totalFen - result.recomputedTotalFen).toBe(lost);
    expect(result.linesDigestMatches).toBe(false);
  });
});
