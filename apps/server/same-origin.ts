import type { FastifyRequest } from 'fastify';
import { type DomainError, forbidden } from '../../kernel/base/errors.ts';
import { mediaTypeError } from '../../kernel/module/problem.ts';

/** JSON, and files as they are: neither can be sent across origins without a preflight. */
const CONTENT_TYPE = /^application\/(json|octet-stream)\s*(;|$)/i;

/**
 * Refuses a change that another site's page asks for: JSON cannot be sent across origins without a preflight that
 * nobody answers, and browsers say where a request comes from. Programs that are no browsers send neither header.
 */
export function requireSameOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw crossSite();
  const { origin, host } = request.headers;
  if (origin !== undefined && hostOf(origin) !== host) throw crossSite();
  if (!CONTENT_TYPE.test(request.headers['content-type'] ?? '')) throw mediaTypeError();
}

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

const crossSite = (): DomainError =>
  forbidden(
    'request.cross-site',
    '拒绝来自其他网站的提交：请在本系统页面内操作。',
    'A change asked for by another site is refused: use the pages of this system.',
  );
