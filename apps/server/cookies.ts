import type { FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'huimin_session';
export const OIDC_COOKIE = 'huimin_oidc';

const VALUE_CHARS_MAX = 2_000;

/** The value of one cookie of a request; a longer one than any of ours is as good as none. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const start = `${name}=`;
  const value = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(start))
    ?.slice(start.length);
  return value === undefined || value.length > VALUE_CHARS_MAX ? undefined : value;
}

interface CookieOptions {
  readonly path?: string;
  /** Without it the browser forgets the cookie when it is closed. */
  readonly maxAgeSeconds?: number;
  readonly sameSite?: 'Strict' | 'Lax';
  /** Never over plain HTTP. */
  readonly secure?: boolean;
}

/** A cookie that scripts cannot read, as a set-cookie header. */
export const cookie = (
  name: string,
  value: string,
  { path = '/', maxAgeSeconds, sameSite = 'Strict', secure = false }: CookieOptions = {},
): string =>
  [
    `${name}=${value}`,
    `Path=${path}`,
    ...(maxAgeSeconds === undefined ? [] : [`Max-Age=${maxAgeSeconds}`]),
    'HttpOnly',
    `SameSite=${sameSite}`,
    ...(secure ? ['Secure'] : []),
  ].join('; ');
