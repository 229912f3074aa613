import { forbidden } from '../base/errors.ts';
import { type Division, inDivision } from '../base/division.ts';
import type { Tx } from '../db/database.ts';
import { getDistrict } from '../party/district.ts';

/**
 * The district, when the actor sees all of it. A run is of the whole district: who sees one street would compute,
 * sign, send, settle or reconcile that street's part only and call the run done. Errors: forbidden
 * 'payment.whole-district'.
 */
export async function requireWholeDistrict(tx: Tx): Promise<Division> {
  const { division } = await getDistrict(tx);
  if (inDivision(division, tx.actor.division)) return division;
  throw forbidden(
    'payment.whole-district',
    '发放批次属于全区，须由管辖全区的账号办理：请由区局办理。',
    'A run is that of the whole district: use an account whose jurisdiction is the district.',
  );
}

export async function seesWholeDistrict(tx: Tx): Promise<boolean> {
  return inDivision((await getDistrict(tx)).division, tx.actor.division);
}
