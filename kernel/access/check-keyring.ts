import { failed } from '../base/errors.ts';
import type { Database } from '../db/database.ts';
import { decryptField, type Keyring } from './cipher.ts';

/** Refuses keys that do not open what is stored: better no start than new data under a second key. */
export async function checkKeyring(db: Database, ring: Keyring): Promise<void> {
  const stored = await db.asOwner((owner) =>
    owner.query<{ id_no_cipher: Buffer }>('select id_no_cipher from person limit 1'),
  );
  const sample = stored.rows[0]?.id_no_cipher;
  if (sample === undefined) return;
  try {
    decryptField(ring, sample);
  } catch (cause) {
    throw failed(
      'access.keys-foreign',
      '密钥文件与数据库不符，无法解密已有数据：请恢复本库原来的 keys.json（或 HUIMIN_KEY）。',
      'The keys do not belong to this database: restore its own keys.json (or HUIMIN_KEY).',
      { cause: cause instanceof Error ? cause.message : String(cause) },
    );
  }
}
