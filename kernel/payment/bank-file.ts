import { stringify } from 'csv-stringify/sync';
import { type SQL, sql } from 'drizzle-orm';
import { decryptField, type Keyring } from '../access/cipher.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { type Clock, systemClock } from '../base/clock.ts';
import { sha256Hex } from '../base/digest.ts';
import { conflict } from '../base/errors.ts';
import { fen, formatYuan } from '../base/fen.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { Programme } from '../policy/define-programme.ts';
import { momentOf, requireState } from './approve-run.ts';
import { CLEARING, payableAccount, post, returnedAccount } from './ledger.ts';
import { getRun, type RunRow } from './run-store.ts';

export interface BankFile {
  readonly fileNo: string;
  /** CSV in UTF-8 with a byte-order mark; account numbers are in clear only here. */
  readonly content: Buffer;
  readonly items: number;
  readonly totalFen: number;
  readonly sha256: string;
}

interface ItemRow extends Record<string, unknown> {
  readonly itemSeq: number;
  readonly attempt: number;
  readonly name: string;
  readonly amountFen: number;
  readonly accountCipher: Buffer;
}

export const BANK_COLUMNS = ['明细号', '户名', '账号', '金额', '摘要'] as const;

/** Number of one item at the bank: run, item and attempt, so that a result is read once and lands on its item. */
export const itemNo = (runNo: string, itemSeq: number, attempt: number): string =>
  `${runNo}-${String(itemSeq).padStart(6, '0')}-${attempt}`;

/** Writes the file of an approved run for the bank and books the money as on its way. */
export async function sendRun(
  tx: Tx,
  ring: Keyring,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
): Promise<BankFile> {
  requirePermission(tx.actor, 'payment.bank');
  const run = await getRun(tx, runNo, true);
  requireState(run, 'approved', '生成银行文件');
  const items = await takeItems(tx, run, sql`i.attempt = 1 and i.state = 'ready'`, `${run.runNo}-1`);
  const file = bankFile(ring, programme, run, items, `${run.runNo}-1`);
  const at = momentOf(clock);
  await post(tx, {
    kind: 'sending',
    runId: run.id,
    bookedOn: clock.today(),
    memo: `${file.fileNo} 送银行`,
    at,
    entries: [
      { account: payableAccount(programme.id), amountFen: file.totalFen },
      { account: CLEARING, amountFen: -file.totalFen },
    ],
  });
  // A run whose items are all held, or that only claims money back, has nothing to wait for.
  await tx.db.execute(
    sql`update payment_run set state = 'sent', sent_at = ${at}::timestamptz where id = ${run.id}::uuid`,
  );
  if (items.length === 0) {
    await tx.db.execute(
      sql`update payment_run set state = 'settled', settled_at = ${at}::timestamptz where id = ${run.id}::uuid`,
    );
  }
  await audit(tx, {
    action: 'payment.send',
    objectKind: 'payment_run',
    objectId: run.id,
    purpose: '代发',
    details: fileFacts(file),
  });
  return file;
}

/**
 * Sends again what came back or was held, to the account that is on file now. Errors: nothing to send again, or no
 * payee has a new account yet.
 */
export async function reissueRun(
  tx: Tx,
  ring: Keyring,
  programme: Programme,
  runNo: string,
  clock: Clock = systemClock,
): Promise<BankFile> {
  requirePermission(tx.actor, 'payment.bank');
  const run = await getRun(tx, runNo, true);
  const again = await rowsOf<{ itemSeq: number; attempt: number; before: string; amountFen: number }>(
    tx,
    sql`insert into payment_item (run_id, item_seq, attempt, payee_person_id, division_no, amount_fen, account_cipher, state)
        select i.run_id, i.item_seq, i.attempt + 1, i.payee_person_id, i.division_no, i.amount_fen, p.account_cipher, 'ready'
          from payment_item i join person p on p.id = i.payee_person_id
         where i.run_id = ${run.id}::uuid and i.state in ('returned', 'held')
           and p.account_cipher is not null and p.account_cipher is distinct from i.account_cipher
           and not exists (select 1 from payment_item n where n.run_id = i.run_id and n.item_seq = i.item_seq and n.attempt > i.attempt)
        returning item_seq as "itemSeq", attempt, amount_fen as "amountFen",
          (select b.state from payment_item b where b.run_id = payment_item.run_id and b.item_seq = payment_item.item_seq
             and b.attempt = payment_item.attempt - 1) as before`,
  );
  if (again.length === 0 || (run.state !== 'sent' && run.state !== 'settled')) {
    throw conflict(
      'payment.nothing-to-reissue',
      `批次 ${run.runNo} 没有可重发的明细：退回或暂缓的明细须先登记收款人的新账号。`,
      `Run ${run.runNo} has nothing to send again: first record a new account for the payees whose items were returned or held.`,
    );
  }
  const fileNo = `${run.runNo}-${(await filesSent(tx, run)) + 1}`;
  const items = await takeItems(tx, run, sql`i.attempt > 1 and i.state = 'ready'`, fileNo);
  const file = bankFile(ring, programme, run, items, fileNo);
  const at = momentOf(clock);
  const sumOf = (state: string): number =>
    again.filter((item) => item.before === state).reduce((sum, item) => sum + item.amountFen, 0);
  await post(tx, {
    kind: 'reissue',
    runId: run.id,
    bookedOn: clock.today(),
    memo: `${fileNo} 重发`,
    at,
    entries: [
      { account: returnedAccount(programme.id), amountFen: sumOf('returned') },
      { account: payableAccount(programme.id), amountFen: sumOf('held') },
      { account: CLEARING, amountFen: -file.totalFen },
    ],
  });
  if (run.state === 'settled')
    await tx.db.execute(sql`update payment_run set state = 'sent' where id = ${run.id}::uuid`);
  await audit(tx, {
    action: 'payment.reissue',
    objectKind: 'payment_run',
    objectId: run.id,
    purpose: '代发',
    details: fileFacts(file),
  });
  return file;
}

/** Files of a run are counted, not named by attempt: two items returned at different times are both at their second. */
async function filesSent(tx: Tx, run: RunRow): Promise<number> {
  const [row] = await rowsOf<{ files: number }>(
    tx,
    sql`select greatest(count(distinct file_no), 1)::int as files from payment_item where run_id = ${run.id}::uuid`,
  );
  return row?.files ?? 1;
}

const fileFacts = (file: BankFile) => ({
  fileNo: file.fileNo,
  items: file.items,
  totalFen: file.totalFen,
  sha256: file.sha256,
});

async function takeItems(tx: Tx, run: RunRow, which: SQL, fileNo: string): Promise<ItemRow[]> {
  return rowsOf<ItemRow>(
    tx,
    sql`with taken as (
          update payment_item i set state = 'sent', file_no = ${fileNo}
           where i.run_id = ${run.id}::uuid and ${which} returning i.*)
        select t.item_seq as "itemSeq", t.attempt, p.name, t.amount_fen as "amountFen", t.account_cipher as "accountCipher"
          from taken t join person p on p.id = t.payee_person_id order by t.item_seq`,
  );
}

function bankFile(
  ring: Keyring,
  programme: Programme,
  run: RunRow,
  items: readonly ItemRow[],
  fileNo: string,
): BankFile {
  const rows = items.map((item) => [
    itemNo(run.runNo, item.itemSeq, item.attempt),
    item.name,
    decryptField(ring, item.accountCipher),
    formatYuan(fen(item.amountFen)).replaceAll(',', ''),
    `${run.payMonth} ${programme.label.zh}`,
  ]);
  const text = stringify(rows, {
    header: true,
    columns: [...BANK_COLUMNS],
    bom: true,
    escape_formulas: true,
  });
  const content = Buffer.from(text, 'utf8');
  return {
    fileNo,
    content,
    items: items.length,
    totalFen: items.reduce((sum, item) => sum + item.amountFen, 0),
    sha256: sha256Hex(content),
  };
}
