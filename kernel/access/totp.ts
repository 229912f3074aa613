import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const SECRET_BYTES = 20;
/** One step early or late: clocks of telephones are not exact. */
const WINDOW = 1;
const CODE = /^\d{6}$/;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
const RECOVERY = /^[A-Z2-7]{16}$/;

const totpOf = (secret: string, label: string, issuer: string): TOTP =>
  new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });

/** A new secret in base32, as authenticator apps take it. */
export const createTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that the web draws as a QR code. */
export const totpUrl = (secret: string, username: string, issuer: string): string =>
  totpOf(secret, username, issuer).toString();

/** The code of a moment; what an authenticator app would show. */
export const totpCode = (secret: string, atMs: number): string =>
  totpOf(secret, '', '').generate({ timestamp: atMs });

/** The time step to which a code belongs, or undefined when it is wrong. The caller refuses a step that was used. */
export function totpStep(secret: string, code: string, atMs: number): number | undefined {
  if (!CODE.test(code)) return undefined;
  const delta = totpOf(secret, '', '').validate({ token: code, timestamp: atMs, window: WINDOW });
  return delta === null ? undefined : Math.floor(atMs / 1000 / PERIOD_SECONDS) + delta;
}

/** Ten codes of 80 random bits, in groups of four to be copied by hand. */
export const createRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () => {
    const bytes = randomBytes(RECOVERY_BYTES);
    const text = new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
    return text.replace(/(.{4})(?=.)/g, '$1-');
  });

/** A recovery code as it is hashed; undefined for what is none. */
export function readRecoveryCode(given: string): string | undefined {
  const text = given.toUpperCase().replace(/[\s-]/g, '');
  return RECOVERY.test(text) ? text : undefined;
}
