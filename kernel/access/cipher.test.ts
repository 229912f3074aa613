import fc from 'fast-check';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import {
  blindIndex,
  createKeyring,
  decryptField,
  encryptField,
  keyringFromEnv,
  loadKeyring,
  parseKeyring,
} from './cipher.ts';
import type { Keyring } from './cipher.ts';

const folder = mkdtempSync(join(tmpdir(), 'huimin-cipher-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newRing = (): Keyring => parseKeyring(JSON.stringify(createKeyring()), 'test');
const ring = newRing();
const PLAIN = '420199194003150017';

describe('field encryption', () => {
  test('every text comes back, and never twice in the same bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const stored = encryptField(ring, plain);
        expect(decryptField(ring, stored)).toBe(plain);
        expect(encryptField(ring, plain).equals(stored)).toBe(false);
      }),
    );
  });
  test('the layout is format, key id, IV, tag, ciphertext', () => {
    const stored = encryptField(ring, PLAIN);
    expect(stored[0]).toBe(1);
    expect(stored.toString('latin1', 2, 2 + (stored[1] ?? 0))).toBe(ring.current);
    expect(stored.length).toBe(2 + ring.current.length + 12 + 16 + PLAIN.length);
  });
  test('5000 values have 5000 IVs', () => {
    const start = 2 + ring.current.length;
    const ivs = Array.from({ length: 5000 }, () => encryptField(ring, '').toString('hex', start, start + 12));
    expect(new Set(ivs).size).toBe(5000);
  });
  test('a change of any single byte, or a cut anywhere, is refused', () => {
    const stored = encryptField(ring, PLAIN);
    for (let i = 0; i < stored.length; i += 1) {
      const tampered = Buffer.from(stored);
      tampered[i] = (tampered[i] ?? 0) ^ 1;
      expect(() => decryptField(ring, tampered)).toThrow(expect.objectContaining({ kind: 'failed' }));
      expect(() => decryptField(ring, stored.subarray(0, i))).toThrow(
        expect.objectContaining({ kind: 'failed' }),
      );
    }
  });
  test('after rotation the old values still decrypt and new ones use the new key', () => {
    const fresh = newRing();
    const rotated: Keyring = { ...ring, current: fresh.current, keys: { ...ring.keys, ...fresh.keys } };
    expect(decryptField(rotated, encryptField(ring, PLAIN))).toBe(PLAIN);
    const stored = encryptField(rotated, PLAIN);
    expect(decryptField(rotated, stored)).toBe(PLAIN);
    expect(() => decryptField(ring, stored)).toThrow(expect.objectContaining({ code: 'cipher.key-unknown' }));
  });
  test('a ring of another installation is told apart from a wrong key of the same name', () => {
    const other = newRing();
    const stored = encryptField(ring, PLAIN);
    expect(() => decryptField(other, stored)).toThrow(
      expect.objectContaining({ code: 'cipher.key-unknown', details: { keyId: ring.current } }),
    );
    const wrong: Keyring = { ...ring, keys: { [ring.current]: Buffer.alloc(32, 7) } };
    expect(() => decryptField(wrong, stored)).toThrow(
      expect.objectContaining({ code: 'cipher.decrypt-failed', zh: expect.stringContaining('密钥不符') }),
    );
  });
  test('many values encrypted one after the other all come back', () => {
    for (let i = 0; i < 5_000; i += 1)
      expect(decryptField(ring, encryptField(ring, `${PLAIN}${i}`))).toBe(`${PLAIN}${i}`);
  });
});

describe('blind index', () => {
  test('equal text gives equal bytes, per domain and per ring', () => {
    const index = blindIndex(ring, 'person.idNumber', PLAIN);
    expect(index).toHaveLength(32);
    expect(blindIndex(ring, 'person.idNumber', PLAIN).equals(index)).toBe(true);
    expect(blindIndex(ring, 'person.phone', PLAIN).equals(index)).toBe(false);
    expect(blindIndex(newRing(), 'person.idNumber', PLAIN).equals(index)).toBe(false);
  });
  test('domain and text cannot be shifted into each other', () => {
    expect(() => blindIndex(ring, 'a\0b', 'c')).toThrow(
      expect.objectContaining({ code: 'cipher.bad-domain' }),
    );
  });
});

const invalid = expect.objectContaining({
  code: 'cipher.keyring-invalid',
  zh: expect.stringContaining('密钥'),
});

describe('keyring file', () => {
  test('is created once with mode 0600, nothing is left beside it', () => {
    const path = join(folder, 'new', 'keyring.json');
    const first = loadKeyring(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(loadKeyring(path)).toEqual(first);
    expect(readdirSync(join(folder, 'new'))).toEqual(['keyring.json']);
  });
  test.each([
    ['empty', ''],
    ['cut off', '{"format":"huimin-keyring-1","curr'],
    ['no object', '[]'],
    ['another format', '{"format":"x"}'],
    ['no current key', JSON.stringify({ ...createKeyring(), current: 'k-none' })],
    ['current key from the prototype', JSON.stringify({ ...createKeyring(), current: 'constructor' })],
    ['short key', JSON.stringify({ ...createKeyring(), current: 'k', keys: { k: 'AAAA' } })],
    ['no index key', JSON.stringify({ ...createKeyring(), indexKey: undefined })],
    ['bad key id', JSON.stringify({ ...createKeyring(), keys: { 'k id': '' } })],
  ])('damaged (%s) is refused and left as it is', (name, text) => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, text);
    expect(() => loadKeyring(path)).toThrow(invalid);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
  test('unreadable or not creatable is refused', () => {
    expect(() => loadKeyring(folder)).toThrow(invalid);
    const file = join(folder, 'plain');
    writeFileSync(file, '');
    expect(() => loadKeyring(join(file, 'keyring.json'))).toThrow(invalid);
  });
  test('the error never quotes key material', () => {
    const secret = createKeyring().indexKey;
    const shown = (() => {
      try {
        return parseKeyring(secret, 'test');
      } catch (error) {
        return error;
      }
    })();
    expect(shown).toBeInstanceOf(Error);
    expect(inspect(shown, { depth: 5 })).not.toContain(secret.slice(0, 6));
  });
});

describe('HUIMIN_KEY', () => {
  const json = JSON.stringify(createKeyring());
  test('is JSON or base64 of it, or absent', () => {
    const expected = parseKeyring(json, 'test');
    expect(keyringFromEnv({ HUIMIN_KEY: json })).toEqual(expected);
    expect(keyringFromEnv({ HUIMIN_KEY: Buffer.from(json).toString('base64') })).toEqual(expected);
    expect(keyringFromEnv({})).toBeUndefined();
    expect(keyringFromEnv({ HUIMIN_KEY: '' })).toBeUndefined();
  });
  test('damaged is refused', () => expect(() => keyringFromEnv({ HUIMIN_KEY: 'xx' })).toThrow(invalid));
});
