import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { sql } from 'drizzle-orm';
import { decryptField, encryptField, type Keyring } from '../../access/cipher.ts';
import { canonicalJson } from '../../base/digest.ts';
import { failed } from '../../base/errors.ts';
import type { Tx } from '../../db/database.ts';
import { findRow } from '../../db/rows.ts';

// Handbook 14 §5 asks for SM2 with SM3 where a certified module is present. The runtime's SM2 leaves out the signer's
// identity (GB/T 32918.2 §5.5), so that nobody else could check it; the algorithm stands beside every signature and key.
const ALGORITHM = 'ed25519';

export interface Signature {
  readonly algorithm: 'ed25519';
  readonly keyId: string;
  /** Base64. */
  readonly value: string;
}

interface KeyRow extends Record<string, unknown> {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly privateKeyCipher: Buffer;
}

const COLUMNS = sql`id, public_key as "publicKey", private_key_cipher as "privateKeyCipher"`;
const KEY_LOCK = 420112018;

/** The key that signs, made when there is none yet. Its private half is encrypted under the keyring. */
async function currentKey(tx: Tx, ring: Keyring): Promise<KeyRow> {
  const newest = (): Promise<KeyRow | undefined> =>
    findRow<KeyRow>(tx, sql`select ${COLUMNS} from signing_key order by created_at desc, id limit 1`);
  const found = await newest();
  if (found !== undefined) return found;
  await tx.db.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`);
  const made = await newest();
  if (made !== undefined) return made;
  const { privateKey, publicKey } = generateKeyPairSync(ALGORITHM);
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const row = {
    id: `s-${randomBytes(4).toString('hex')}`,
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    privateKeyCipher: encryptField(ring, secret),
  };
  await tx.db.execute(sql`
    insert into signing_key (id, algorithm, public_key, private_key_cipher)
    values (${row.id}, ${ALGORITHM}, ${row.publicKey}, ${row.privateKeyCipher})`);
  return row;
}

/** The private half, which proves that the row was made by who holds the keyring: a foreign key has none that fits. */
function privateKeyOf(ring: Keyring, row: KeyRow) {
  const der = Buffer.from(decryptField(ring, row.privateKeyCipher), 'base64');
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const own = createPublicKey(key).export({ format: 'der', type: 'spki' });
  if (own.equals(row.publicKey)) return key;
  throw failed(
    'bank.signing-key',
    `签名密钥 ${row.id} 的公钥与私钥不符：数据库可能被改动，请从备份核对。`,
    `The halves of signing key ${row.id} do not belong together: the database may have been altered.`,
  );
}

/** Signs a document in its canonical form. */
export async function signDocument(tx: Tx, ring: Keyring, document: object): Promise<Signature> {
  const row = await currentKey(tx, ring);
  const value = sign(null, Buffer.from(canonicalJson(document)), privateKeyOf(ring, row)).toString('base64');
  return { algorithm: ALGORITHM, keyId: row.id, value };
}

export type SignatureVerdict = 'valid' | 'invalid' | 'unknown-key';

/** Whether a key of this installation signed exactly this document. */
export async function verifyDocument(
  tx: Tx,
  ring: Keyring,
  document: object,
  signature: Signature,
): Promise<SignatureVerdict> {
  const row = await findRow<KeyRow>(
    tx,
    sql`select ${COLUMNS} from signing_key where id = ${signature.keyId} and algorithm = ${signature.algorithm}`,
  );
  if (row === undefined) return 'unknown-key';
  privateKeyOf(ring, row);
  const key = createPublicKey({ key: row.publicKey, format: 'der', type: 'spki' });
  const value = Buffer.from(signature.value, 'base64');
  return verify(null, Buffer.from(canonicalJson(document)), key, value) ? 'valid' : 'invalid';
}
