import { sql } from 'drizzle-orm';
import { conflict } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Instant } from '../party/known-at.ts';

/** Debit is positive, credit is negative; the entries of one posting sum to zero. */
export interface Entry {
  readonly account: string;
  readonly amountFen: number;
}

/** What a transaction is booked for. */
type PostingKind =
  | 'allocation'
  | 'approval'
  | 'commitment'
  | 'posting'
  | 'overpayment'
  | 'sending'
  | 'settlement'
  | 'return'
  | 'reissue'
  | 'deduction'
  | 'recovery'
  | 'waiver'
  | 'carry-over'
  | 'budget';

export interface Posting {
  readonly kind: PostingKind;
  readonly runId: string | null;
  readonly bookedOn: PlainDate;
  readonly memo: string;
  readonly entries: readonly Entry[];
  readonly at: Instant;
}

export const BANK = 'bank:treasury';
export const CLEARING = 'bank:clearing';
export const fundAccount = (fund: string): string => `fund:${fund}`;
/** What an approved run has reserved of its funds until it is posted. */
export const commitmentAccount = (programme: string): string => `commitment:${programme}`;
export const payableAccount = (programme: string): string => `payable:${programme}`;
export const returnedAccount = (programme: string): string => `returned:${programme}`;
export const receivableAccount = (programme: string): string => `receivable:${programme}`;
/** Claims that were given up; the other side of it is what can no longer be recovered. */
export const writtenOffAccount = (programme: string): string => `writtenoff:${programme}`;
export const recoverableAccount = (programme: string): string => `recoverable:${programme}`;
export const recoveredAccount = (programme: string): string => `recovered:${programme}`;

type AccountKind = 'asset' | 'liability' | 'fund';

const FLOORED = /^(commitment|payable|returned):/;

/** Opens an account when it is not there yet. Funds, what is committed and what is owed may not fall below zero. */
export async function openAccount(tx: Tx, code: string, kind: AccountKind, label: string): Promise<void> {
  const floor = kind === 'fund' || FLOORED.test(code) ? 0 : null;
  await tx.db.execute(sql`
    insert into ledger_account (code, kind, label, floor_fen) values (${code}, ${kind}, ${label}, ${floor})
    on conflict (code) do nothing`);
}

/** Opens the accounts that a programme's runs post to. */
export async function openProgrammeAccounts(tx: Tx, programme: string, label: string): Promise<void> {
  await openAccount(tx, BANK, 'asset', '财政专户银行存款');
  await openAccount(tx, CLEARING, 'liability', '在途（已交银行待回盘）');
  await openAccount(tx, commitmentAccount(programme), 'liability', `已批准待记账${label}`);
  await openAccount(tx, payableAccount(programme), 'liability', `应付${label}`);
  await openAccount(tx, returnedAccount(programme), 'liability', `退回待重发${label}`);
  await openAccount(tx, receivableAccount(programme), 'asset', `应收追缴${label}`);
  await openAccount(tx, recoverableAccount(programme), 'liability', `待收回${label}`);
  await openAccount(tx, recoveredAccount(programme), 'liability', `已收回待上缴${label}`);
  await openAccount(tx, writtenOffAccount(programme), 'asset', `已核销追缴${label}`);
}

/**
 * Books one balanced transaction. Entries of zero are left out; nothing at all is booked when none is left.
 * Errors: a fund that would be overspent or never had an allocation, with what to do. The database checks balance and floors itself.
 */
export async function post(tx: Tx, posting: Posting): Promise<void> {
  const entries = posting.entries.filter((entry) => entry.amountFen !== 0);
  if (entries.length === 0) return;
  const id = uuidv7();
  try {
    await tx.db.execute(sql`
      insert into ledger_transaction (id, kind, run_id, booked_on, memo, created_by, created_at)
      values (${id}, ${posting.kind}, ${posting.runId}, ${posting.bookedOn}, ${posting.memo}, ${tx.actor.accountId},
              ${posting.at}::timestamptz)`);
    await tx.db.execute(sql`
      insert into ledger_entry (transaction_id, seq, account_code, amount_fen)
      select ${id}::uuid, e.seq, e.account, e.amount
        from unnest(${sql.param(entries.map((_, i) => i + 1))}::int[], ${sql.param(entries.map((e) => e.account))}::text[],
                    ${sql.param(entries.map((e) => e.amountFen))}::bigint[]) as e (seq, account, amount)`);
  } catch (error) {
    throw overspent(error) ?? accountMissing(error) ?? periodClosed(error) ?? error;
  }
}

function overspent(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'HM003')) return undefined;
  const label = 'detail' in cause ? String(cause.detail) : '';
  return conflict(
    'ledger.overspent',
    `“${label}”余额不足，未记账：请先下达资金，或减少本批次金额。`,
    `Account "${label}" has not enough left; nothing was booked: allocate funds first or reduce the run.`,
  );
}

/** A fund that nothing was ever allocated to has no account yet; all other accounts are opened with their programme. */
function accountMissing(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  const missing =
    cause instanceof Error && 'constraint' in cause && cause.constraint === 'ledger_entry_account_code_fkey';
  if (!missing) return undefined;
  return conflict(
    'ledger.account-missing',
    '该资金尚未下达过，没有对应的科目，未记账：请先下达资金。',
    'Nothing was ever allocated to this fund and it has no account; nothing was booked: allocate funds first.',
  );
}

/** The database refuses what is booked in a closed month, or on a fund whose year is closed. */
function periodClosed(error: unknown) {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error && 'code' in cause && 'detail' in cause)) return undefined;
  const period = String(cause.detail);
  if (cause.code === 'HM010') {
    return conflict(
      'ledger.month-closed',
      `${period} 已结账，未记账：更正请记入当前未结账的月份，确需改动的先申请重开。`,
      `${period} is closed; nothing was booked: book corrections in the open month, or have the month reopened.`,
      { month: period },
    );
  }
  if (cause.code !== 'HM011') return undefined;
  return conflict(
    'ledger.year-closed',
    `该资金所属的 ${period} 年度已年终结转，未记账：请使用当年资金。`,
    `The year ${period} of this fund is closed; nothing was booked: use the fund of the present year.`,
    { year: period },
  );
}

/** Puts money into a fund: an allocation that has arrived on the treasury account. */
export async function allocate(
  tx: Tx,
  fund: string,
  label: string,
  amountFen: number,
  on: PlainDate,
  at: Instant,
): Promise<void> {
  await openAccount(tx, BANK, 'asset', '财政专户银行存款');
  await openAccount(tx, fundAccount(fund), 'fund', label);
  await post(tx, {
    kind: 'allocation',
    runId: null,
    bookedOn: on,
    memo: `下达${label}`,
    at,
    entries: [
      { account: BANK, amountFen },
      { account: fundAccount(fund), amountFen: -amountFen },
    ],
  });
}

export interface TrialBalanceRow {
  readonly code: string;
  readonly label: string;
  readonly kind: string;
  readonly debitFen: number;
  readonly creditFen: number;
  readonly balanceFen: number;
}

/** Debits, credits and the kept balance of every account. */
export async function trialBalance(tx: Tx): Promise<TrialBalanceRow[]> {
  return rowsOf<{ [K in keyof TrialBalanceRow]: TrialBalanceRow[K] }>(
    tx,
    sql`select a.code, a.label, a.kind,
               coalesce(sum(greatest(e.amount_fen, 0)), 0)::bigint as "debitFen",
               coalesce(sum(greatest(-e.amount_fen, 0)), 0)::bigint as "creditFen",
               b.balance_fen as "balanceFen"
          from ledger_account a
          join ledger_balance b on b.account_code = a.code
          left join ledger_entry e on e.account_code = a.code
         group by a.code, a.label, a.kind, b.balance_fen order by a.code`,
  );
}
