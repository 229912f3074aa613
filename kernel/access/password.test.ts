import { describe, expect, test } from 'vitest';
import { DomainError } from '../base/errors.ts';
import { ACCESS_RULES, type AccessPolicy } from './access-policy.ts';
import { isCommonPassword } from './common-passwords.ts';
import { checkPassword, generatePassword } from './password.ts';
import { hashPassword, needsRehash, verifyPassword } from './password-hash.ts';

const policy: AccessPolicy = {
  passwordLengthMin: 10,
  passwordClassesMin: 3,
  passwordHistory: 5,
  passwordAgeDaysMax: 90,
  failuresMax: 5,
  lockMinutes: 15,
  addressFailuresMax: 60,
  idleMinutesStaff: 10,
  idleMinutesPublic: 30,
  sessionHoursMax: 12,
  requireTotp: 0,
  grantMonthsMax: 12,
  delegationDaysMax: 90,
  unmaskDayMax: 200,
};

const codeOf = (password: string, username = 'zhangsan'): string => {
  try {
    checkPassword(password, username, policy);
    return 'accepted';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

describe('a password', () => {
  test.each([
    'Yangtze-River-7',
    '长江大桥Abc123',
    'correct horse 7 Battery',
    'q7#Kx9!mTw',
    `${'aB3-'.repeat(3)}xyzw`,
    '🌊🌊Wuhan2026🌉',
  ])('%s is accepted', (password) => {
    expect(codeOf(password)).toBe('accepted');
  });

  test.each([
    ['', 'access.password-length'],
    ['Ab1-efghi', 'access.password-length'],
    [`Ab1-${'x'.repeat(125)}`, 'access.password-length'],
    ['abcdefghijkl', 'access.password-classes'],
    ['ABCDEFGH12345', 'access.password-classes'],
    ['Zhangsan-2026', 'access.password-name'],
    ['Zhang.San-2026', 'access.password-name'],
    ['Nasgnahz-2026', 'access.password-name'],
    ['Password2026!', 'access.password-common'],
    ['P@55w0rd!!2026', 'access.password-common'],
    ['Admin@123456', 'access.password-common'],
    ['AdminAdmin12!', 'access.password-common'],
    ['Qwertyuiop123', 'access.password-common'],
    ['1qaz2WSX3edc', 'access.password-common'],
    ['Huimin@2026!', 'access.password-common'],
    ['Abcdefgh123!', 'access.password-common'],
    ['Aa1-Aa1-Aa1-', 'access.password-common'],
  ])('%j is refused', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  test('a name of two letters does not forbid them', () => {
    expect(codeOf('Yangtze-River-7', 'li')).toBe('accepted');
  });

  test('generated ones pass, and no two are alike', () => {
    const made = Array.from({ length: 200 }, generatePassword);
    for (const one of made) expect(codeOf(one)).toBe('accepted');
    expect(new Set(made).size).toBe(200);
  });

  test('what is left of a common one without its decoration is recognised', () => {
    expect(['W3lc0me-2024', '!!letmein!!99', 'zaqxsw1234'].map(isCommonPassword)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('its hash', () => {
  test('opens with the password only, whatever the keyboard composes', async () => {
    const stored = await hashPassword('Café-Müller-9');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword(stored, 'Café-Müller-9'.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(stored, 'Cafe-Muller-9')).toBe(false);
    expect(await hashPassword('Café-Müller-9')).not.toBe(stored);
  });

  test('is none: the answer is no', async () => {
    expect(await verifyPassword(null, '')).toBe(false);
    expect(await verifyPassword(undefined, 'x')).toBe(false);
  });

  test('made at another cost still opens, and is made anew', async () => {
    const stored =
      '$argon2id$v=19$m=8192,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$qwUYrgDdxyzZoF5Bbr0MeMYmw/zGBpaQhyAS0sQ+XsI';
    expect(needsRehash(stored)).toBe(true);
    expect(needsRehash(await hashPassword('x'))).toBe(false);
    expect(await verifyPassword(stored, 'other')).toBe(false);
  });

  test.each(['', 'x', '$argon2i$v=19$m=1,t=1,p=1$AA$AA', '$2b$10$abcdefghijklmnopqrstuv'])(
    'damaged as %j is an error, not an open door',
    async (stored) => {
      await expect(verifyPassword(stored, 'x')).rejects.toMatchObject({ code: 'access.hash-format' });
    },
  );
});

test('every rule of the policy is a whole number within bounds that hold its default', () => {
  for (const [name, { min, max, label }] of Object.entries(ACCESS_RULES)) {
    const value: unknown = Reflect.get(policy, name);
    expect(value, name).toBeGreaterThanOrEqual(min);
    expect(value, name).toBeLessThanOrEqual(max);
    expect(label.zh).toMatch(/[\u4e00-\u9fff]/);
  }
});
