import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import type { Programme } from '../policy/define-programme.ts';
import { type Entry, fundAccount } from './ledger.ts';

/**
 * The debit entries that take `amountFen` from the funds which pay a programme on `bookedOn`; they sum to it exactly.
 */
export function fundEntries(
  _tx: Tx,
  programme: Pick<Programme, 'fund'>,
  _bookedOn: PlainDate,
  amountFen: number,
): Promise<readonly Entry[]> {
  return Promise.resolve([{ account: fundAccount(programme.fund), amountFen }]);
}
