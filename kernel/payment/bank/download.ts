import { sql } from 'drizzle-orm';
import { decryptField, type Keyring } from '../../access/cipher.ts';
import { requirePermission } from '../../access/permission.ts';
import { audit } from '../../audit/audit.ts';
import { sha256Hex } from '../../base/digest.ts';
import { failed } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';
import { absentRecord } from '../../module/reading.ts';
import { manifestText } from './manifest.ts';
import { Manifest } from './manifest-schema.ts';

export interface Download {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * A file as it was handed over, account numbers in clear; every download is on record. Errors: notFound when there is
 * no such file in the jurisdiction, failed when what is kept is no longer what was sent.
 */
export async function downloadBankFile(tx: Tx, ring: Keyring, fileNo: string): Promise<Download> {
  requirePermission(tx.actor, 'payment.bank');
  const row = await findRow<{ name: string; sha256: string; runId: string; items: number; cipher: Buffer }>(
    tx,
    sql`select name, sha256, run_id as "runId", items, content_cipher as cipher from bank_file where file_no = ${fileNo}`,
  );
  if (row === undefined) throw absentRecord();
  const content = Buffer.from(decryptField(ring, row.cipher), 'base64');
  if (sha256Hex(content) !== row.sha256) {
    throw failed(
      'bank.file-altered',
      `保存的代发文件 ${fileNo} 与生成时不一致，不予下载：请核对数据库和备份。`,
      `File ${fileNo} is no longer what was sent: check database and backup.`,
      { fileNo },
    );
  }
  await audit(tx, {
    action: 'payment.download',
    objectKind: 'payment_run',
    objectId: row.runId,
    purpose: '代发',
    details: { fileNo, items: row.items, sha256: row.sha256 },
  });
  return { name: row.name, content };
}

/** The signed list of files; it holds no personal data. */
export async function downloadManifest(tx: Tx, name: string): Promise<Download> {
  requirePermission(tx.actor, 'payment.read');
  const row = await findRow<{ document: unknown }>(
    tx,
    sql`select document from bank_manifest where name = ${name}`,
  );
  if (row === undefined) throw absentRecord();
  return { name, content: Buffer.from(manifestText(Manifest.parse(row.document))) };
}
