import { sql } from 'drizzle-orm';
import { decryptField, type Keyring } from '../../access/cipher.ts';
import { conflict, inputError } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import type { RunRow } from '../run-store.ts';
import { itemNo } from './item-no.ts';
import type { ReturnCode } from './return-code.ts';

export interface AgainItem {
  readonly itemSeq: number;
  /** Of the new attempt. */
  readonly attempt: number;
  readonly payeeId: string;
  readonly before: 'returned' | 'held';
  readonly amountFen: number;
}

interface Candidate extends Record<string, unknown> {
  readonly itemSeq: number;
  readonly attempt: number;
  readonly payeeId: string;
  readonly state: 'returned' | 'held';
  readonly amountFen: number;
  readonly code: ReturnCode | null;
  readonly sentName: string | null;
  readonly name: string;
  readonly sentCipher: Buffer | null;
  readonly accountCipher: Buffer | null;
  /** Held by the answer to a finding, and whether it has been let go since. */
  readonly heldByAnswer: boolean;
  readonly released: boolean;
}

/** A closed account or a wrong name stays so; the others may be good again without a change in our books. */
const CONFIRMABLE: ReadonlySet<ReturnCode> = new Set(['frozen', 'limit', 'other']);

/**
 * Makes the next attempt of what came back or was held and is corrected: another account is on file, or another name
 * where the name was wrong, or somebody has confirmed the account by its item number. Errors: nothing is corrected, a
 * confirmed item that cannot be confirmed.
 */
export async function takeAgain(
  tx: Tx,
  ring: Keyring,
  run: RunRow,
  confirmed: readonly string[] = [],
): Promise<AgainItem[]> {
  const candidates = await candidatesOf(tx, run);
  const no = (one: Candidate): string => itemNo(run.runNo, one.itemSeq, one.attempt);
  refuseUnconfirmable(new Map(candidates.map((one) => [no(one), one])), confirmed);
  const chosen = candidates.filter((one) => isCorrected(ring, one) || confirmed.includes(no(one)));
  if (chosen.length === 0 || (run.state !== 'sent' && run.state !== 'settled')) throw nothingToReissue(run);
  await tx.db.execute(sql`
    insert into payment_item (run_id, item_seq, attempt, payee_person_id, division_no, amount_fen, account_cipher, state)
    select i.run_id, i.item_seq, i.attempt + 1, i.payee_person_id, i.division_no, i.amount_fen, p.account_cipher, 'ready'
      from payment_item i join person p on p.id = i.payee_person_id
      join unnest(${sql.param(chosen.map((one) => one.itemSeq))}::int[],
                  ${sql.param(chosen.map((one) => one.attempt))}::int[]) as c (item_seq, attempt)
        on c.item_seq = i.item_seq and c.attempt = i.attempt
     where i.run_id = ${run.id}::uuid`);
  return chosen.map(({ itemSeq, attempt, payeeId, state, amountFen }) => ({
    itemSeq,
    attempt: attempt + 1,
    payeeId,
    before: state,
    amountFen,
  }));
}

const candidatesOf = (tx: Tx, run: RunRow): Promise<Candidate[]> =>
  rowsOf<{ [K in keyof Candidate]: Candidate[K] }>(
    tx,
    sql`select i.item_seq as "itemSeq", i.attempt, i.payee_person_id as "payeeId", i.state, i.amount_fen as "amountFen",
               i.return_code as code, i.sent_name as "sentName", p.name, i.account_cipher as "sentCipher",
               p.account_cipher as "accountCipher", i.held_by is not null as "heldByAnswer",
               i.released_at is not null as released
          from payment_item i join person p on p.id = i.payee_person_id
         where i.run_id = ${run.id}::uuid and i.state in ('returned', 'held')
           and not exists (select 1 from payment_item n
                            where n.run_id = i.run_id and n.item_seq = i.item_seq and n.attempt > i.attempt)
         order by i.item_seq`,
  );

/** Compared in clear: the same number is encrypted differently each time, and again when keys rotate. */
function isCorrected(ring: Keyring, candidate: Candidate): boolean {
  const { accountCipher, sentCipher, code, sentName, name } = candidate;
  if (accountCipher === null) return false;
  // A decision is not undone by another account: somebody has to let the payment go.
  if (candidate.state === 'held' && candidate.heldByAnswer) return candidate.released;
  if (sentCipher === null) return true;
  if (code === 'name_mismatch' && sentName !== null && sentName !== name) return true;
  return decryptField(ring, accountCipher) !== decryptField(ring, sentCipher);
}

function refuseUnconfirmable(known: ReadonlyMap<string, Candidate>, confirmed: readonly string[]): void {
  for (const no of confirmed) {
    const item = known.get(no);
    if (item?.state === 'returned' && CONFIRMABLE.has(item.code ?? 'other')) continue;
    throw inputError(
      'payment.not-confirmable',
      `明细 ${no.slice(0, 60)} 不能按原账号重发：须为本批次已退回、原因为冻结、限额或其他的明细；销户、户名不符的须先更正。`,
      `Item ${no.slice(0, 60)} cannot be sent to the same account: it must be a returned item of this run whose account was frozen, limited or returned for another reason; a closed account or a wrong name has to be corrected first.`,
    );
  }
}

const nothingToReissue = (run: RunRow) =>
  conflict(
    'payment.nothing-to-reissue',
    `批次 ${run.runNo} 没有可重发的明细：退回或无账户的明细须先登记收款人的新账号，决定暂缓的须先解除暂缓。`,
    `Run ${run.runNo} has nothing to send again: first record a new account for the payees whose items were returned or had none, and release what was held by a decision.`,
  );
