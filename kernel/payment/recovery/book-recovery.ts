import type { Clock } from '../../base/clock.ts';
import type { Tx } from '../../db/database.ts';
import { instant } from '../../party/known-at.ts';
import {
  BANK,
  type Entry,
  payableAccount,
  post,
  receivableAccount,
  recoverableAccount,
  recoveredAccount,
  writtenOffAccount,
} from '../ledger.ts';

/** What came back of a programme's claims: the claim is less, and what was got back is owed to its fund. */
const cameBack = (programme: string, amountFen: number): Entry[] => [
  { account: receivableAccount(programme), amountFen: -amountFen },
  { account: recoverableAccount(programme), amountFen },
  { account: recoveredAccount(programme), amountFen: -amountFen },
];

interface Booking {
  readonly memo: string;
  readonly runId?: string;
}

const basis = (clock: Clock, { memo, runId }: Booking) => ({
  memo,
  runId: runId ?? null,
  bookedOn: clock.today(),
  at: instant(clock.now().toISOString()),
});

/** Money that has arrived at the bank. */
export const bookReceipt = (
  tx: Tx,
  clock: Clock,
  programme: string,
  amountFen: number,
  booking: Booking,
): Promise<void> =>
  post(tx, {
    ...basis(clock, booking),
    kind: 'recovery',
    entries: [{ account: BANK, amountFen }, ...cameBack(programme, amountFen)],
  });

/** What a run keeps back: less is owed to the payees of its programme, and the claims of each programme go down. */
export async function bookDeductions(
  tx: Tx,
  clock: Clock,
  paying: string,
  byProgramme: ReadonlyMap<string, number>,
  booking: Booking,
): Promise<void> {
  const totalFen = [...byProgramme.values()].reduce((sum, amount) => sum + amount, 0);
  await post(tx, {
    ...basis(clock, booking),
    kind: 'deduction',
    entries: [
      { account: payableAccount(paying), amountFen: totalFen },
      ...[...byProgramme].flatMap(([programme, amount]) => cameBack(programme, amount)),
    ],
  });
}

/** What is claimed no longer, or, below zero, what is taken up again. */
export const bookWriteOff = (
  tx: Tx,
  clock: Clock,
  programme: string,
  amountFen: number,
  booking: Booking,
): Promise<void> =>
  post(tx, {
    ...basis(clock, booking),
    kind: 'waiver',
    entries: [
      { account: writtenOffAccount(programme), amountFen },
      { account: receivableAccount(programme), amountFen: -amountFen },
    ],
  });
