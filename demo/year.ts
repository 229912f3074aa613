import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { getAccount } from '../kernel/access/account.ts';
import type { Keyring } from '../kernel/access/cipher.ts';
import { type Clock, fixedClock } from '../kernel/base/clock.ts';
import { firstDay, lastDay, type Month, monthRange } from '../kernel/base/month.ts';
import type { Actor } from '../kernel/db/actor.ts';
import type { Database } from '../kernel/db/database.ts';
import { rowsOf } from '../kernel/db/rows.ts';
import { changeBankAccount } from '../kernel/party/change-account.ts';
import { confirmWhatIsOpen } from '../kernel/payment/answer-findings.ts';
import { approveRun } from '../kernel/payment/approve-run.ts';
import { reissueRun, sendRun } from '../kernel/payment/bank-file.ts';
import type { BankSending } from '../kernel/payment/bank/hand-over.ts';
import { readBankResults } from '../kernel/payment/bank-results.ts';
import { runMonth } from '../kernel/payment/run-month.ts';
import { findRuns, getRun, type RunRow } from '../kernel/payment/run-store.ts';
import type { Programme } from '../kernel/policy/define-programme.ts';
import { instant } from '../kernel/party/known-at.ts';
import { chief, clerk, finance } from './accounts.ts';
import { bankAccount } from './identity.ts';
import { FIRST_MONTH, knownAtFor, LAST_MONTH } from './simulate.ts';

export interface YearStep {
  readonly programme: Programme;
  readonly month: Month;
}

interface Staff {
  readonly clerk: Actor;
  readonly chief: Actor;
  readonly finance: Actor;
}

/** The runs of the year in the order in which they are paid: monthly programmes first, one-off grants late. */
export async function planYear(db: Database, programmes: readonly Programme[]): Promise<YearStep[]> {
  const actor = await getAccount(db.pool, clerk.username);
  const steps: YearStep[] = [];
  for (const month of monthRange(FIRST_MONTH, LAST_MONTH)) {
    for (const programme of programmes) {
      if (programme.cycle === 'recognition') continue;
      if (programme.cycle === 'monthly' || (await hasAwards(db, actor, programme, month)))
        steps.push({ programme, month });
    }
  }
  return steps;
}

async function hasAwards(db: Database, actor: Actor, programme: Programme, month: Month): Promise<boolean> {
  const rows = await db.transaction(actor, (tx) =>
    rowsOf(
      tx,
      sql`select 1 from award_in_force where programme = ${programme.id} and valid_from <= ${lastDay(month)}::date
             and (valid_to is null or valid_to > ${firstDay(month)}::date) limit 1`,
    ),
  );
  return rows.length > 0;
}

/** Pays one month of one programme as the bureau would: compute, approve, send, read the bank's answer, send again. */
export async function payStep(db: Database, ring: Keyring, { programme, month }: YearStep): Promise<void> {
  const staff = await readStaff(db);
  const at = knownAtFor(programme, month);
  const started = at.slice(8, 10);
  // A monthly run takes a week from computation to the last reissue; a late one is done on its day.
  const days =
    started === '05' ? (['05', '06', '08', '12'] as const) : ([started, started, started, started] as const);
  const clockOn = (day: string, hour: string): Clock => fixedClock(`${month}-${day}T${hour}:00:00+08:00`);
  let run = await findRun(db, staff.clerk, programme, month);
  run ??= (await runMonth(db, staff.clerk, programme, month, { knownAt: instant(at) })).run ?? undefined;
  if (run === undefined) return;
  const { runNo } = run;
  if (run.state === 'draft') {
    await db.transaction(staff.clerk, (tx) =>
      confirmWhatIsOpen(tx, runNo, '已与街道逐户核对，情况属实', clockOn(days[0], '14')),
    );
    run = await db.transaction(staff.clerk, (tx) => getRun(tx, runNo));
  }
  if (run.state === 'checked')
    run = await db.transaction(staff.chief, (tx) => approveRun(tx, programme, runNo, clockOn(days[0], '15')));
  if (run.state !== 'approved') return;
  // Sending and settling are one transaction here, so that a killed build never waits for an answer of the bank.
  await db.transaction(staff.finance, async (tx) => {
    const file = await sendRun(tx, ring, programme, runNo, clockOn(days[1], '16'));
    if (file.items === 0) return;
    const answer = bankAnswer(file, month);
    await readBankResults(tx, programme, runNo, answer.content, clockOn(days[2], '17'));
    if (answer.returned.length === 0) return;
    await correctAccounts(tx, ring, staff.clerk, answer.returned);
    const again = await reissueRun(tx, ring, programme, runNo, clockOn(days[3], '18'));
    await readBankResults(tx, programme, runNo, bankAnswer(again, undefined).content, clockOn(days[3], '19'));
  });
}

async function readStaff(db: Database): Promise<Staff> {
  return {
    clerk: await getAccount(db.pool, clerk.username),
    chief: await getAccount(db.pool, chief.username),
    finance: await getAccount(db.pool, finance.username),
  };
}

async function findRun(
  db: Database,
  actor: Actor,
  programme: Programme,
  month: Month,
): Promise<RunRow | undefined> {
  const runs = await db.transaction(actor, (tx) =>
    findRuns(
      tx,
      sql`r.programme = ${programme.id} and r.pay_month = ${firstDay(month)} and r.state <> 'void'`,
    ),
  );
  return runs[0];
}

/** One account in so many is found closed by the bank, in one month of the year. */
const CLOSED_EVERY = 199;
const CORRECTED_FROM = 500_000;

/** The simulated bank: pays, and returns what goes to a closed account until a new one is on file. */
function bankAnswer(
  { files }: BankSending,
  month: Month | undefined,
): { content: Buffer; returned: string[] } {
  const rows = files.flatMap(({ content }) =>
    parse<Record<string, string>>(content, { bom: true, columns: true }),
  );
  const returned: string[] = [];
  const lines = rows.map((row) => {
    const account = row['账号'] ?? '';
    const serial = Number(account.slice(-9));
    const closed =
      month !== undefined && serial < CORRECTED_FROM && serial % CLOSED_EVERY === Number(month.slice(5)) * 7;
    if (closed) returned.push(account);
    return `${row['明细号'] ?? ''},${closed ? '退回,账户已销户' : '成功,'}`;
  });
  return { content: Buffer.from(`明细号,结果,原因\n${lines.join('\n')}\n`), returned };
}

async function correctAccounts(
  tx: Parameters<typeof sendRun>[0],
  ring: Keyring,
  by: Actor,
  accounts: readonly string[],
): Promise<void> {
  for (const account of accounts) {
    const serial = Number(account.slice(-9));
    const person = await rowsOf<{ id: string }>(
      tx,
      sql`select id from person order by id offset ${serial - 1} limit 1`,
    );
    const id = person[0]?.id;
    if (id !== undefined)
      await changeBankAccount({ ...tx, actor: by }, ring, id, bankAccount(CORRECTED_FROM + serial));
  }
}
