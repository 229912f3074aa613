import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import { conflict } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';
import { instant } from '../../party/known-at.ts';
import type { Programme } from '../../policy/define-programme.ts';
import { fundReturnEntries } from '../fund-split.ts';
import { post, recoveredAccount } from '../ledger.ts';

/**
 * Gives what was recovered of a programme back to the funds that paid it; it may be spent again. Who asks at the same
 * moment waits, and then finds nothing left. Errors: nothing is waiting, a closed year whose source has no fund now.
 */
export async function returnRecovered(tx: Tx, programme: Programme, clock: Clock): Promise<number> {
  const account = recoveredAccount(programme.id);
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${account}, 0))`);
  const row = await findRow<{ waiting: number }>(
    tx,
    sql`select -balance_fen as waiting from ledger_balance where account_code = ${account}`,
  );
  const amountFen = row?.waiting ?? 0;
  if (amountFen <= 0) {
    throw conflict(
      'ledger.nothing-recovered',
      `“${programme.label.zh}”没有已收回待上缴的款项。`,
      `Nothing that was recovered of "${programme.label.en}" is waiting.`,
    );
  }
  const bookedOn = clock.today();
  await post(tx, {
    kind: 'recovery',
    runId: null,
    bookedOn,
    memo: `${programme.label.zh} 收回款归还资金`,
    at: instant(clock.now().toISOString()),
    entries: [{ account, amountFen }, ...(await fundReturnEntries(tx, programme.id, bookedOn, amountFen))],
  });
  return amountFen;
}
