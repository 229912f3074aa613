import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, digestOf, sha256Hex } from './digest.ts';

test('keys are sorted at every level, undefined members are left out', () => {
  expect(
    canonicalJson({ b: 1, a: [{ d: null, c: '中"文' }, undefined], e: undefined, '10': 1, '9': 2 }),
  ).toBe('{"10":1,"9":2,"a":[{"c":"中\\"文","d":null},null],"b":1}');
  expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  expect(canonicalJson(-0)).toBe('0');
});

test('any JSON value survives and its digest does not depend on key order', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      expect(digestOf(reversed)).toBe(digestOf(value));
    }),
  );
});

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
test.each([[NaN], [1n], [undefined], [() => 1], [new Map()], [new Set([1])], [{ a: Infinity }], [cycle]])(
  '%o is refused',
  (value) => expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ code: 'digest.not-json' })),
);

test('sha256 of abc is the published vector', () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256Hex('abc')).toBe(expected);
  expect(sha256Hex(Buffer.from('abc'))).toBe(expected);
  expect(digestOf({})).toBe(sha256Hex('{}'));
});
