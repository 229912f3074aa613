import { sql } from 'drizzle-orm';
import { decryptField, encryptField, type Keyring } from '../../access/cipher.ts';
import { uuidv7 } from '../../base/ids.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import type { Programme } from '../../policy/define-programme.ts';
import type { RunRow } from '../run-store.ts';
import type { BankFormat } from './define-bank-format.ts';
import { itemNo } from './item-no.ts';
import { readBankLimits, splitItems } from './limits.ts';
import type { Manifest, ManifestBody } from './manifest-schema.ts';
import { type BankFile, checkItems, type OutgoingItem, renderFile } from './render-file.ts';
import { signDocument } from './signing-key.ts';
import { requireWholeDistrict } from '../whole-district.ts';

/** What goes to the bank at one time: the files and the signed list of them. */
export interface BankSending {
  readonly files: readonly BankFile[];
  readonly manifest: Manifest;
  readonly items: number;
  readonly totalFen: number;
}

export interface HandOver {
  readonly run: RunRow;
  readonly programme: Programme;
  readonly kind: ManifestBody['kind'];
  readonly format: BankFormat;
  readonly on: PlainDate;
  readonly at: Instant;
}

/**
 * Writes what is ready in a run into files of the format, within the limits of a file, marks the items as sent and
 * keeps files and manifest. Everything is checked first. Errors: items that do not fit the format or a file, an actor
 * who does not see the whole district.
 */
export async function handOver(tx: Tx, ring: Keyring, what: HandOver): Promise<BankSending> {
  const { run, programme, format } = what;
  const division = await requireWholeDistrict(tx);
  const items = await readyItems(tx, ring, run);
  const memo = `${run.payMonth} ${programme.label.zh}`;
  checkItems(format, memo, items);
  const first = await nextFileNumber(tx, run);
  const batches = splitItems(items, await readBankLimits(tx));
  const files = batches.map((batch, i) =>
    renderFile(format, { fileNo: `${run.runNo}-${first + i}`, date: what.on, memo }, batch),
  );
  for (const [i, batch] of batches.entries()) await markSent(tx, run, files[i]?.fileNo ?? '', batch);
  const manifest = await signManifest(tx, ring, what, files);
  await store(tx, ring, { what, division, files, manifest });
  return { files, manifest, items: manifest.items, totalFen: manifest.totalFen };
}

async function readyItems(tx: Tx, ring: Keyring, run: RunRow): Promise<OutgoingItem[]> {
  const rows = await rowsOf<{
    itemSeq: number;
    attempt: number;
    name: string;
    amountFen: number;
    accountCipher: Buffer;
  }>(
    tx,
    sql`select i.item_seq as "itemSeq", i.attempt, p.name, i.amount_fen as "amountFen",
               i.account_cipher as "accountCipher"
          from payment_item i join person p on p.id = i.payee_person_id
         where i.run_id = ${run.id}::uuid and i.state = 'ready' order by i.item_seq`,
  );
  return rows.map(({ accountCipher, ...item }) => ({
    ...item,
    no: itemNo(run.runNo, item.itemSeq, item.attempt),
    account: decryptField(ring, accountCipher),
  }));
}

/** Files of a run are counted, not named by attempt: two items returned at different times are both at their second. */
async function nextFileNumber(tx: Tx, run: RunRow): Promise<number> {
  const row = await findRow<{ last: number }>(
    tx,
    sql`select greatest(
          (select coalesce(max(substring(file_no from '[0-9]+$')::int), 0) from payment_item where run_id = ${run.id}::uuid),
          (select coalesce(max(substring(file_no from '[0-9]+$')::int), 0) from bank_file where run_id = ${run.id}::uuid),
          case when ${run.state} in ('sent', 'settled') then 1 else 0 end) as last`,
  );
  return (row?.last ?? 0) + 1;
}

/** Items of a file follow each other, so that their first and last number name them. */
async function markSent(tx: Tx, run: RunRow, fileNo: string, batch: readonly OutgoingItem[]): Promise<void> {
  const [from, to] = [batch[0]?.itemSeq, batch.at(-1)?.itemSeq];
  if (from === undefined || to === undefined) return;
  await tx.db.execute(sql`
    update payment_item i set state = 'sent', file_no = ${fileNo}, sent_name = p.name
      from person p
     where p.id = i.payee_person_id and i.run_id = ${run.id}::uuid and i.state = 'ready'
       and i.item_seq between ${from} and ${to}`);
}

async function signManifest(
  tx: Tx,
  ring: Keyring,
  { run, kind, format, at }: HandOver,
  files: readonly BankFile[],
): Promise<Manifest> {
  const body: ManifestBody = {
    manifest: 'huimin-bank-manifest-1',
    name: `${files[0]?.fileNo ?? run.runNo}.manifest.json`,
    kind,
    run: run.runNo,
    programme: run.programme,
    month: run.payMonth,
    bankFormat: format.id,
    madeBy: { account: tx.actor.username, name: tx.actor.displayName },
    madeAt: at,
    files: files.map(({ content: _, ...facts }) => facts),
    items: files.reduce((sum, file) => sum + file.items, 0),
    totalFen: files.reduce((sum, file) => sum + file.totalFen, 0),
  };
  return { ...body, signature: await signDocument(tx, ring, body) };
}

interface Stored {
  readonly what: HandOver;
  readonly division: number;
  readonly files: readonly BankFile[];
  readonly manifest: Manifest;
}

async function store(tx: Tx, ring: Keyring, { what, division, files, manifest }: Stored): Promise<void> {
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into bank_manifest (id, run_id, division_no, name, kind, format, document, made_by, made_at)
    values (${id}, ${what.run.id}, ${division}, ${manifest.name}, ${manifest.kind}, ${what.format.id},
            ${JSON.stringify(manifest)}::json, ${tx.actor.accountId}, ${what.at}::timestamptz)`);
  for (const file of files) {
    await tx.db.execute(sql`
      insert into bank_file (file_no, run_id, manifest_id, division_no, name, items, total_fen, hash_total, sha256, content_cipher)
      values (${file.fileNo}, ${what.run.id}, ${id}, ${division}, ${file.name}, ${file.items}, ${file.totalFen},
              ${file.hashTotal}, ${file.sha256}, ${encryptField(ring, file.content.toString('base64'))})`);
  }
}
