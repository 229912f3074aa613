import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { conflict } from '../base/errors.ts';
import { createKeyring, type Keyring, type KeyringJson, loadKeyring, parseKeyring } from './cipher.ts';

const KEYS_MAX = 100;

/**
 * Gives the keyring of a file a new key, which encrypts from now on; every older key stays, to decrypt. The file is
 * replaced whole, so that a crash leaves the old one or the new one.
 */
export function addKey(path: string): Keyring {
  const ring = parseKeyring(readFileSync(path, 'utf8'), path);
  const keys = Object.fromEntries(Object.entries(ring.keys).map(([id, key]) => [id, key.toString('base64')]));
  if (Object.keys(keys).length >= KEYS_MAX) {
    throw conflict(
      'keys.too-many',
      `密钥文件已有 ${KEYS_MAX} 个密钥，不能再增加。`,
      `The keyring has ${KEYS_MAX} keys and takes no more.`,
    );
  }
  const { current, keys: made } = createKeyring();
  const next: KeyringJson = {
    format: 'huimin-keyring-1',
    current,
    keys: { ...keys, ...made },
    indexKey: ring.indexKey.toString('base64'),
  };
  replaceFile(path, `${JSON.stringify(next, null, 2)}\n`);
  return loadKeyring(path);
}

function replaceFile(path: string, text: string): void {
  const aside = `${path}.${randomBytes(4).toString('hex')}.new`;
  const file = openSync(aside, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
  // Without this the new name may be lost with the power, and with it what was encrypted since.
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
