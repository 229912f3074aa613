import { forbidden } from '../../base/errors.ts';
import { inDivision } from '../../base/division.ts';
import type { Tx } from '../../db/database.ts';
import { getDistrict } from '../../party/district.ts';

/** Whether the actor sees all that the books stand for; a part would look broken beside them. */
export const seesWholeDistrict = async (tx: Tx): Promise<boolean> =>
  inDivision((await getDistrict(tx)).division, tx.actor.division);

/** Funds, budgets and closings are the district's. */
export async function requireDistrictBooks(tx: Tx): Promise<void> {
  if (await seesWholeDistrict(tx)) return;
  throw forbidden(
    'ledger.whole-district',
    '资金、预算和结账属于全区：请由管辖全区的账号办理。',
    'Funds, budgets and closings are those of the whole district: use an account whose jurisdiction is the district.',
  );
}
