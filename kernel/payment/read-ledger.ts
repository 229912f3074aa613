import { firstDay, lastDay, month as asMonth } from '../base/month.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { getLedger } from './contract.ts';
import type { Months } from './finance/fund-statement.ts';
import { periodBalance } from './finance/period-balance.ts';
import { findLastProof } from './finance/prove-ledger.ts';
import { verifyBooks } from './verify-ledger.ts';

interface LedgerInput extends Months {
  readonly asOf?: string | undefined;
}

/**
 * The trial balance of a period or as of a day, whether debit equals credit, and what the last verification of the
 * whole ledger found. Verifying looks at every line that was ever paid; it is asked for, not done with each reading.
 */
export async function readLedger(
  tx: Tx,
  { from, to, asOf }: LedgerInput = {},
): Promise<OutputOf<typeof getLedger>> {
  const accounts = await periodBalance(tx, {
    from: from === undefined ? undefined : firstDay(asMonth(from)),
    to: asOf === undefined ? (to === undefined ? undefined : lastDay(asMonth(to))) : plainDate(asOf),
  });
  const checks = await verifyBooks(tx);
  const balanceFen = accounts.reduce((sum, account) => sum + account.balanceFen, 0);
  return {
    accounts,
    balanced: balanceFen === 0 && checks.every((check) => check.broken === 0),
    verification: (await findLastProof(tx)) ?? null,
  };
}
