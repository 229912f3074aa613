import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  randomFillSync,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { type DomainError, failed, inputError } from '../base/errors.ts';

// Handbook 14 §5 asks for SM4-GCM and HMAC-SM3 where a certified module is present; the format byte stored with every
// value lets another algorithm take over without touching what is already stored.

/** Keys of field encryption: `current` encrypts, every key in `keys` still decrypts, `indexKey` feeds blind indexes. */
export type Keyring = {
  readonly current: string;
  readonly keys: Readonly<Record<string, Buffer>>;
  readonly indexKey: Buffer;
};

/** A keyring as JSON, keys in base64. */
export type KeyringJson = {
  readonly format: 'huimin-keyring-1';
  readonly current: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly indexKey: string;
};

const ALGORITHM = 'aes-256-gcm';
const FORMAT_AES_GCM = 1;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const IV_POOL_BYTES = IV_BYTES * 1024;
const KEYS_MAX = 100;
const KEY_ID = /^[a-z0-9-]{1,64}$/;

/** A new keyring with one key. Its random key id keeps two installations' keys from being mistaken for each other. */
export const createKeyring = (): KeyringJson => {
  const current = `k-${randomBytes(4).toString('hex')}`;
  return {
    format: 'huimin-keyring-1',
    current,
    keys: { [current]: randomBytes(KEY_BYTES).toString('base64') },
    indexKey: randomBytes(KEY_BYTES).toString('base64'),
  };
};

const badKeyring = (source: string, zh: string, en: string): DomainError =>
  failed(
    'cipher.keyring-invalid',
    `密钥（${source}）无法使用：${zh}。请从备份恢复密钥。`,
    `keyring (${source}) is unusable: ${en}`,
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keyBytes = (value: unknown, source: string): Buffer => {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  if (bytes.length !== KEY_BYTES)
    throw badKeyring(source, '密钥长度不是32字节', 'a key is not 32 bytes long');
  return bytes;
};

// The parser's own message would quote the text, that is, key material.
const parseJson = (text: string, source: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw badKeyring(source, '内容不是JSON', 'not JSON');
  }
};

/** A keyring from its JSON text; `source` names it in errors. Throws failed 'cipher.keyring-invalid'. */
export const parseKeyring = (text: string, source: string): Keyring => {
  const json = parseJson(text, source);
  if (!isRecord(json) || json['format'] !== 'huimin-keyring-1' || !isRecord(json['keys'])) {
    throw badKeyring(source, '格式不符', 'not a huimin-keyring-1');
  }
  const entries = Object.entries(json['keys']);
  if (entries.length > KEYS_MAX || !entries.every(([id]) => KEY_ID.test(id))) {
    throw badKeyring(source, '密钥编号不符', 'bad key ids');
  }
  const current = json['current'];
  if (typeof current !== 'string' || !Object.hasOwn(json['keys'], current)) {
    throw badKeyring(source, '缺少当前密钥', 'the current key is missing');
  }
  return {
    current,
    keys: Object.fromEntries(entries.map(([id, value]) => [id, keyBytes(value, source)])),
    indexKey: keyBytes(json['indexKey'], source),
  };
};

const hasCode = (error: unknown, code: string): boolean => isRecord(error) && error['code'] === code;

// Written aside, flushed and linked into place, so that nobody ever reads half a keyring and none is overwritten.
const writeNewKeyring = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, `${JSON.stringify(createKeyring(), null, 2)}\n`);
    fsyncSync(file);
    linkSync(aside, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error; // another process was first: use its keyring
  } finally {
    closeSync(file);
    rmSync(aside, { force: true });
  }
};

const readIfPresent = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw badKeyring(path, '文件无法读取', 'the file cannot be read');
  }
};

/**
 * The keyring of a file, created with mode 0600 when it is missing. Throws failed 'cipher.keyring-invalid' when the
 * file is unreadable or damaged; it is never replaced, since what its keys encrypted would be lost.
 */
export const loadKeyring = (path: string): Keyring => {
  if (readIfPresent(path) === undefined) {
    try {
      writeNewKeyring(path);
    } catch {
      throw badKeyring(path, '文件无法创建', 'the file cannot be created');
    }
  }
  const ring = parseKeyring(readIfPresent(path) ?? '', path);
  files.set(ring, { path, readAt: performance.now() });
  return ring;
};

/** The keyring in HUIMIN_KEY (JSON or base64 of it), or undefined when the variable is not set. Throws as above. */
export const keyringFromEnv = (env: Readonly<Record<string, string | undefined>>): Keyring | undefined => {
  const value = env['HUIMIN_KEY']?.trim();
  if (!value) return undefined;
  return parseKeyring(
    value.startsWith('{') ? value : Buffer.from(value, 'base64').toString('utf8'),
    'HUIMIN_KEY',
  );
};

type Prepared = {
  readonly header: Buffer;
  readonly currentKey: KeyObject;
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly indexKey: KeyObject;
};

const prepared = new WeakMap<Keyring, Prepared>();

/** Files of the keyrings that came from one. */
const files = new WeakMap<Keyring, { readonly path: string; readonly readAt: number }>();
const REREAD_MS = 1_000;

/**
 * The keys of a ring whose file was given a new key after this process had read it (`huimin keys rotate` beside a
 * running server); from then on the ring encrypts under it too. Undefined when nothing new is to be had.
 */
const reread = (ring: Keyring): Prepared | undefined => {
  const file = files.get(ring);
  if (file === undefined || performance.now() - file.readAt < REREAD_MS) return undefined;
  files.set(ring, { path: file.path, readAt: performance.now() });
  const fresh = prepare(parseKeyring(readIfPresent(file.path) ?? '', file.path));
  prepared.set(ring, fresh);
  return fresh;
};

const prepare = (ring: Keyring): Prepared => {
  const known = prepared.get(ring);
  if (known) return known;
  const keys = new Map(Object.entries(ring.keys).map(([id, bytes]) => [id, createSecretKey(bytes)]));
  const currentKey = keys.get(ring.current);
  if (!currentKey || !KEY_ID.test(ring.current))
    throw badKeyring(ring.current, '缺少当前密钥', 'no current key');
  const id = Buffer.from(ring.current, 'latin1');
  const header = Buffer.concat([Buffer.from([FORMAT_AES_GCM, id.length]), id]);
  const fresh = { header, currentKey, keys, indexKey: createSecretKey(ring.indexKey) };
  prepared.set(ring, fresh);
  return fresh;
};

const ivPool = Buffer.alloc(IV_POOL_BYTES);
let ivPoolUsed = IV_POOL_BYTES;

// One call for 1024 random IVs; filling twelve bytes at a time costs more than the encryption.
const nextIv = (): Buffer => {
  if (ivPoolUsed >= IV_POOL_BYTES) {
    randomFillSync(ivPool);
    ivPoolUsed = 0;
  }
  ivPoolUsed += IV_BYTES;
  return ivPool.subarray(ivPoolUsed - IV_BYTES, ivPoolUsed);
};

/**
 * AES-256-GCM under the current key: format (1), key id length (1), key id, IV (12), tag (16), ciphertext. The same text
 * gives other bytes every time; use blindIndex to search.
 */
export const encryptField = (ring: Keyring, plain: string): Buffer => {
  const { header, currentKey } = prepare(ring);
  const iv = nextIv();
  const cipher = createCipheriv(ALGORITHM, currentKey, iv, { authTagLength: TAG_BYTES });
  const body = cipher.update(plain, 'utf8');
  cipher.final();
  return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
};

const undecryptable = (reason: string): DomainError =>
  failed(
    'cipher.decrypt-failed',
    '加密内容无法解密：密钥不符或内容被改动。请检查密钥是否与数据库配套。',
    `cannot decrypt: ${reason}`,
  );

const open = (key: KeyObject, stored: Buffer, ivStart: number, boundTo: string | undefined): Buffer => {
  const tagStart = ivStart + IV_BYTES;
  const bodyStart = tagStart + TAG_BYTES;
  const decipher = createDecipheriv(ALGORITHM, key, stored.subarray(ivStart, tagStart), {
    authTagLength: TAG_BYTES,
  });
  if (boundTo !== undefined) decipher.setAAD(Buffer.from(boundTo, 'utf8'));
  decipher.setAuthTag(stored.subarray(tagStart, bodyStart));
  const plain = decipher.update(stored.subarray(bodyStart));
  decipher.final();
  return plain;
};

/**
 * The text of encryptField. Throws failed 'cipher.key-unknown' when the ring lacks the key named in the value, and
 * 'cipher.decrypt-failed' when the key is wrong or any byte was changed.
 */
export const decryptField = (ring: Keyring, stored: Buffer): string =>
  decrypt(ring, stored, undefined).toString('utf8');

/**
 * Bytes in the form of encryptField, bound to what they are: under another name they no longer open, so that stored
 * files cannot be exchanged for each other.
 */
export const encryptBytes = (ring: Keyring, plain: Uint8Array, boundTo: string): Buffer => {
  const { header, currentKey } = prepare(ring);
  const iv = nextIv();
  const cipher = createCipheriv(ALGORITHM, currentKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(boundTo, 'utf8'));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
};

/** The bytes of encryptBytes. Throws as decryptField does, and when `boundTo` is not what it was. */
export const decryptBytes = (ring: Keyring, stored: Buffer, boundTo: string): Buffer =>
  decrypt(ring, stored, boundTo);

/** Whether a stored value is under the current key already. */
export const isCurrent = (ring: Keyring, stored: Buffer): boolean => {
  const { header } = prepare(ring);
  return stored.subarray(0, header.length).equals(header);
};

const decrypt = (ring: Keyring, stored: Buffer, boundTo: string | undefined): Buffer => {
  const idEnd = 2 + (stored[1] ?? 0);
  if (stored[0] !== FORMAT_AES_GCM) throw undecryptable('unknown format');
  if (stored.length < idEnd + IV_BYTES + TAG_BYTES) throw undecryptable('too short');
  const keyId = stored.toString('latin1', 2, idEnd);
  const key = prepare(ring).keys.get(keyId) ?? reread(ring)?.keys.get(keyId);
  if (!key) {
    const shownId = KEY_ID.test(keyId) ? keyId : '?';
    throw failed(
      'cipher.key-unknown',
      `缺少解密所需的密钥“${shownId}”。请检查密钥是否与数据库配套。`,
      `the keyring lacks key "${shownId}"`,
      { keyId: shownId },
    );
  }
  try {
    return open(key, stored, idEnd, boundTo);
  } catch {
    throw undecryptable('wrong key or altered data');
  }
};

/**
 * 32 bytes for equality search on encrypted text: HMAC-SHA256(indexKey, domain + NUL + plain). Never a plain hash: 11- and
 * 18-digit spaces can be enumerated (handbook 14 §5). Normalise the text first; rotating keys leaves indexes as they are.
 */
export const blindIndex = (ring: Keyring, domain: string, plain: string): Buffer => {
  if (domain.includes('\0'))
    throw inputError('cipher.bad-domain', '索引域名不能含空字符。', 'NUL in index domain');
  return createHmac('sha256', prepare(ring).indexKey).update(`${domain}\0${plain}`).digest();
};
