import { expect, test } from 'vitest';
import { organisationCodeCheck, parseUscc, usccCheckChar } from './uscc.ts';

const reasonOf = (input: string) => {
  const result = parseUscc(input);
  return result.ok ? 'ok' : result.reason;
};

test.each([
  ['51420112MJE123451D', 'socialOrganisation'],
  ['52420112MJF67890X6', 'privateNonEnterprise'],
  ['53420112MJE000013T', 'foundation'],
  ['91350100M000100Y43', 'company'],
])('GB 32100, handbook 00 §6 and §10: %s is a valid %s', (input, category) => {
  expect(parseUscc(input)).toEqual({
    ok: true,
    uscc: input,
    category,
    region: input.slice(2, 8),
    organisationCode: input.slice(8, 17),
  });
  expect(usccCheckChar(input.slice(0, 17))).toBe(input[17]);
  expect(organisationCodeCheck(input.slice(8, 16))).toBe(input[16]);
});

test.each([
  ['51420112MJE12345I0', 'format'],
  ['51420112MJE12345', 'length'],
  ['51420112MJE123451E', 'check'],
  ['51A20112MJE123451D', 'format'],
  ['', 'length'],
])('%s is refused: %s', (input, reason) => expect(reasonOf(input)).toBe(reason));

test('a wrong organisation code is refused even when the last character fits', () => {
  const first17 = '51420112MJE123452';
  expect(reasonOf(first17 + usccCheckChar(first17))).toBe('organisationCheck');
});

test('lower case and spaces are accepted, unlisted categories are other', () => {
  expect(parseUscc(' 51420112mje123451d ')).toMatchObject({ uscc: '51420112MJE123451D' });
  const first17 = 'A1420112MJE123451';
  expect(parseUscc(first17 + usccCheckChar(first17))).toMatchObject({ ok: true, category: 'other' });
});

test('check characters need valid input', () => {
  expect(() => usccCheckChar('5142')).toThrow(expect.objectContaining({ code: 'uscc.bad-characters' }));
  expect(() => organisationCodeCheck('MJE-1234')).toThrow(
    expect.objectContaining({ code: 'uscc.bad-characters' }),
  );
});
