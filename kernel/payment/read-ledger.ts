import { inDivision } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { getDistrict } from '../party/district.ts';
import type { getLedger } from './contract.ts';
import { trialBalance } from './ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Checks that look at the books alone; the others compare them with lines, of which a scoped actor sees a part. */
const BOOKS_ONLY = new Set(['transactions-balance', 'balances-follow-entries', 'funds-not-overspent']);

/** The trial balance, and whether the books hold. */
export async function readLedger(tx: Tx): Promise<OutputOf<typeof getLedger>> {
  const verification = await verifyLedger(tx);
  const seesAll = inDivision((await getDistrict(tx)).division, tx.actor.division);
  const checks = verification.checks.filter(({ check }) => seesAll || BOOKS_ONLY.has(check));
  return {
    accounts: await trialBalance(tx),
    balanced:
      verification.totalDebitFen === verification.totalCreditFen &&
      checks.every((check) => check.broken === 0),
  };
}
