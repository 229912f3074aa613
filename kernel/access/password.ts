import { randomInt } from 'node:crypto';
import { type DomainError, inputError } from '../base/errors.ts';
import type { AccessPolicy } from './access-policy.ts';
import { isCommonPassword } from './common-passwords.ts';

const LENGTH_MAX = 128;
const GENERATED_LENGTH = 16;
const DIFFERENT_MIN = 5;

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/] as const;

/** The same password however a keyboard composes its characters. */
export const normalisePassword = (password: string): string => password.normalize('NFC');

const weak = (code: string, zh: string, en: string): DomainError =>
  inputError(`access.password-${code}`, zh, en);

/**
 * Refuses a password that the policy does not allow: length, kinds of characters, the user's own name, and what
 * attackers try first. Errors 'access.password-…'; the password itself is never repeated.
 */
export function checkPassword(password: string, username: string, policy: AccessPolicy): void {
  const characters = Array.from(normalisePassword(password));
  if (characters.length < policy.passwordLengthMin || characters.length > LENGTH_MAX) {
    throw weak(
      'length',
      `密码应为 ${policy.passwordLengthMin} 至 ${LENGTH_MAX} 个字符。`,
      `A password has ${policy.passwordLengthMin} to ${LENGTH_MAX} characters.`,
    );
  }
  const classes = CLASSES.filter((one) => one.test(password)).length;
  if (classes < policy.passwordClassesMin) {
    throw weak(
      'classes',
      `密码应包含大写字母、小写字母、数字、符号中的至少 ${policy.passwordClassesMin} 种。`,
      `A password has at least ${policy.passwordClassesMin} of: upper-case letters, lower-case letters, digits, other characters.`,
    );
  }
  const name = username.replace(/[^a-z0-9]/g, '');
  const bare = password.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (name.length >= 3 && (bare.includes(name) || bare.includes([...name].toReversed().join('')))) {
    throw weak(
      'name',
      '密码不得包含用户名，请换一个。',
      'The password contains the user name: choose another.',
    );
  }
  if (new Set(characters).size < DIFFERENT_MIN || isCommonPassword(password)) {
    throw weak(
      'common',
      '密码过于常见，容易被猜中，请换一个。',
      'The password is too common and easily guessed: choose another.',
    );
  }
}

// Without characters that people mistake for each other when they read a password from paper.
const LOWER = 'abcdefghijkmnpqrstuvwxyz';
const UPPER = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SIGNS = '-+=%@#';
const ALL = LOWER + UPPER + DIGITS + SIGNS;

const pick = (from: string): string => from.charAt(randomInt(from.length));

/** A random password (about 93 bits) with every kind of character, for the first log-in. */
export function generatePassword(): string {
  const characters = [pick(LOWER), pick(UPPER), pick(DIGITS), pick(SIGNS)];
  while (characters.length < GENERATED_LENGTH) characters.push(pick(ALL));
  for (let i = characters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j] ?? '', characters[i] ?? ''];
  }
  return characters.join('');
}
