import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { blindIndex, type Keyring } from '../../kernel/access/cipher.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { cookie, readCookie } from './cookies.ts';

const DEMONSTRATION_COOKIE = 'huimin_demo';
const COOKIE_SECONDS = 12 * 3600;
const SIGNATURE_DOMAIN = 'session.demonstration';

interface Signing {
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** The signed cookie with which a visitor of the demonstration looks at it as another account. */
export function demonstrationCookie({ keyring, clock }: Signing, username: string): string {
  const expires = Math.floor(clock.now().getTime() / 1000) + COOKIE_SECONDS;
  const said = `${username}~${expires}`;
  // Without Secure: a demonstration is served on the loopback address over plain HTTP.
  return cookie(DEMONSTRATION_COOKIE, `${said}~${sign(keyring, said)}`, { maxAgeSeconds: COOKIE_SECONDS });
}

/** The account that a cookie of ours names; a forged, altered or expired one is as good as none. */
export function demonstrationAccount(
  { keyring, clock }: Signing,
  request: FastifyRequest,
): string | undefined {
  const value = readCookie(request, DEMONSTRATION_COOKIE);
  if (value === undefined) return undefined;
  const [username = '', expires = '', signature = ''] = value.split('~');
  const expected = Buffer.from(sign(keyring, `${username}~${expires}`));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return Number(expires) * 1000 > clock.now().getTime() ? username : undefined;
}

const sign = (keyring: Keyring, said: string): string =>
  blindIndex(keyring, SIGNATURE_DOMAIN, said).toString('base64url');
