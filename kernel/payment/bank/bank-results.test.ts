import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../../modules/index.ts';
import { type BankDesk, clock, openBankDesk, resultCsv } from '../../../tests/support/bank-desk.ts';
import { expectWords, refusalOf } from '../../../tests/support/expectations.ts';
import { decryptField } from '../../access/cipher.ts';
import { division } from '../../base/division.ts';
import { month } from '../../base/month.ts';
import { rowsOf } from '../../db/rows.ts';
import { changeBankAccount } from '../../party/change-account.ts';
import { monthSettlement, runSettlement } from './settlement.ts';
import { readStatement } from './statement.ts';

let desk: BankDesk;

interface TaskRow extends Record<string, unknown> {
  readonly state: string;
  readonly due: string;
  readonly role: string;
}
const tasks = () =>
  desk.asFinance((tx) =>
    rowsOf<{ [K in keyof TaskRow]: TaskRow[K] }>(
      tx,
      sql`select state, to_char(due_on, 'YYYY-MM-DD') as due, role from task where kind = 'payment.contact-payee' order by key`,
    ),
  );

describe('results of the bank', () => {
  beforeAll(async () => {
    desk = await openBankDesk();
    await desk.limit(2);
    await desk.send();
  });
  afterAll(() => desk.database.drop());

  test('half of the answers, then the other half; the same file again changes nothing', async () => {
    const half = resultCsv(`${desk.item(1)},成功,`, `${desk.item(2)},退回,账户已销户`);
    expect(await desk.answer(half)).toEqual({
      run: desk.runNo,
      paid: 1,
      returned: 1,
      unknown: 0,
      unchanged: 0,
      state: 'sent',
    });
    expect(await desk.answer(half)).toMatchObject({ paid: 0, returned: 0, unchanged: 2, state: 'sent' });
    expect(
      await desk.answer(
        resultCsv(`${desk.item(3)},未知,处理中`, `${desk.item(4)},退回,账户冻结`, `${desk.item(5)},成功,`),
      ),
    ).toMatchObject({
      paid: 1,
      returned: 1,
      unknown: 1,
      state: 'sent',
    });
    expect(await desk.broken()).toEqual([]);
  });

  test('what the bank does not know yet waits, is listed, and may be paid later', async () => {
    expect(await desk.settlement()).toMatchObject({
      waiting: { items: 1 },
      unknown: { items: 1 },
      waitingItems: [{ no: desk.item(3), unknownSince: '2020-01-08', reason: '处理中' }],
      ties: true,
    });
    expect(await desk.answer(resultCsv(`${desk.item(3)},处理中,`))).toMatchObject({
      unknown: 0,
      unchanged: 1,
      state: 'sent',
    });
    expect(await desk.answer(resultCsv(`${desk.item(3)},成功,`))).toMatchObject({
      paid: 1,
      state: 'settled',
    });
    expect(await desk.settlement()).toMatchObject({
      waiting: { items: 0 },
      unknown: { items: 0 },
      ties: true,
    });
  });

  test('what contradicts an earlier answer is refused, also that a paid item is unknown', async () => {
    for (const line of [`${desk.item(3)},未知,`, `${desk.item(1)},退回,其他`, `${desk.item(2)},成功,`])
      expect((await refusalOf(desk.answer(resultCsv(line)))).code).toBe('bank.refused');
  });

  test('every return asks the street to contact the payee within five working days', async () => {
    const due = { state: 'open', due: '2020-01-15', role: 'street_clerk' };
    expect(await tasks()).toEqual([due, due]);
    const events = await desk.asFinance((tx) =>
      rowsOf(tx, sql`select subject_id as item from event where kind = 'payment.returned' order by 1`),
    );
    expect(events).toEqual([{ item: desk.item(2) }, { item: desk.item(4) }]);
  });

  test('a closed account cannot be confirmed, an unknown item neither', async () => {
    for (const no of [desk.item(2), desk.item(1), 'FF202001DB01-000099-1'])
      expect((await refusalOf(desk.reissue({ confirmed: [no] }))).code).toBe('payment.not-confirmable');
  });

  test('a rotation of keys corrects nobody: the same number encrypted anew is the same number', async () => {
    const id = desk.families[1]?.members[0] ?? '';
    await desk.database.db.transaction(desk.bureau.clerk, async (tx) => {
      const [row] = await rowsOf<{ seq: number; payee: string }>(
        tx,
        sql`select item_seq as seq, payee_person_id as payee from payment_item where state = 'returned' and return_code = 'closed'`,
      );
      expect(row).toBeDefined();
      const [person] = await rowsOf<{ cipher: Buffer }>(
        tx,
        sql`select account_cipher as cipher from person where id = ${row?.payee ?? id}::uuid`,
      );
      const same = decryptField(desk.database.keyring, person?.cipher ?? Buffer.alloc(0));
      await changeBankAccount(tx, desk.database.keyring, row?.payee ?? id, same);
    });
    expect((await refusalOf(desk.reissue())).code).toBe('payment.nothing-to-reissue');
  });

  test('a corrected account and a confirmed one go out again; their tasks are done', async () => {
    const [row] = await desk.asFinance((tx) =>
      rowsOf<{ payee: string }>(
        tx,
        sql`select payee_person_id as payee from payment_item where state = 'returned' and return_code = 'closed'`,
      ),
    );
    await desk.database.db.transaction(desk.bureau.clerk, (tx) =>
      changeBankAccount(tx, desk.database.keyring, row?.payee ?? '', '621700009999001'),
    );
    const again = await desk.reissue({ confirmed: [desk.item(4)] });
    expect(again).toMatchObject({ items: 2, manifest: { kind: 'reissue' } });
    expect(again.files.map(({ fileNo }) => fileNo)).toEqual([`${desk.runNo}-4`]);
    expect((await tasks()).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(
      await desk.answer(resultCsv(`${desk.item(2, 2)},成功,`, `${desk.item(4, 2)},成功,`)),
    ).toMatchObject({ paid: 2, state: 'settled' });
    expect(await desk.settlement()).toMatchObject({
      sent: { items: 7 },
      paid: { items: 5 },
      returned: { items: 2 },
      reissued: { items: 2 },
      toReissue: { items: 0 },
      ties: true,
      books: { clearingFen: 0 },
      onTime: { by: '2020-01-10', runs: 1, onTimeRuns: 1 },
    });
    expect(await desk.broken()).toEqual([]);
  });
});

describe('the statement of the bank', () => {
  beforeAll(async () => {
    desk = await openBankDesk();
    await desk.limit(3);
    await desk.send();
    await desk.answer(
      resultCsv(...[1, 2, 3, 5].map((n) => `${desk.item(n)},成功,`), `${desk.item(4)},退回,户名不符`),
    );
  });
  afterAll(() => desk.database.drop());

  const read = (...lines: readonly string[]) =>
    desk.asFinance((tx) =>
      readStatement(tx, Buffer.from(`日期,金额,方向,摘要\n${lines.join('\n')}\n`), clock),
    );

  test.each([
    ['a date of no calendar', '2020-02-30,1.00,支出,x'],
    ['an amount of words', '2020-01-09,一元,支出,x'],
    ['an amount of nothing', '2020-01-09,0.00,支出,x'],
    ['a fraction of a fen', '2020-01-09,1.005,支出,x'],
    ['a direction that is none', '2020-01-09,1.00,往来,x'],
  ])('%s is refused, naming the line', async (_, line) => {
    const error = await refusalOf(read('2020-01-09,1.00,支出,y', line));
    expect(error.code).toBe('bank.statement');
    expect(error.zh).toContain('第3');
    expectWords(error);
  });

  test('without a statement the report ties to the books alone', async () => {
    expect(await desk.settlement()).toMatchObject({ statement: null, ties: true, differences: [] });
  });

  test('files that went out whole and came back in part tie to the fen', async () => {
    const [one, two] = (await desk.settlement()).files;
    const yuan = (fenAmount = 0) => (fenAmount / 100).toFixed(2);
    const lines = [
      `2020-01-08,${yuan(one?.totalFen)},支出,代发 ${desk.runNo}-1`,
      `2020-01-08,${yuan(two?.totalFen)},支出,代发 ${desk.runNo}-2`,
    ];
    expect(await read(...lines)).toEqual({ rows: 2, added: 2, assigned: 2 });
    expect(await desk.settlement()).toMatchObject({
      ties: false,
      differences: [
        { kind: 'statement', reference: `${desk.runNo}-2`, oursFen: two?.paidFen, theirsFen: two?.totalFen },
      ],
    });
    const back = `2020-01-09,${yuan(two?.returnedFen)},收入,退回 ${desk.runNo}-2`;
    // The second statement overlaps with the first one.
    expect(await read(...lines, back)).toEqual({ rows: 3, added: 1, assigned: 1 });
    expect(await read(...lines, back)).toEqual({ rows: 3, added: 0, assigned: 0 });
    expect(await desk.settlement()).toMatchObject({ ties: true, differences: [] });
  });

  test('over the month, an allocation is known to the books, a fee is listed', async () => {
    await read('2020-01-02,"100,000.00",收入,财政下达', '2020-01-31,12.50,支出,手续费');
    const report = await desk.asFinance((tx) => monthSettlement(tx, { registry }, month('2020-01')));
    expect(report.differences).toMatchObject([
      { kind: 'unassigned', reference: '手续费', on: '2020-01-31', theirsFen: 1_250 },
    ]);
    expect(report.ties).toBe(false);
    expect(report.runs.map((run) => run.runNo)).toEqual([desk.runNo]);
  });

  test('who sees one street gets that street only, without books and statements', async () => {
    const street = { ...desk.bureau.clerk, division: division('420112002') };
    const report = await desk.database.db.transaction(street, (tx) =>
      runSettlement(tx, { registry }, desk.runNo),
    );
    expect(report).toMatchObject({ sent: { items: 0 }, files: [], books: null, statement: null, ties: null });
  });
});
