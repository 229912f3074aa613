import { hash } from 'node:crypto';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

export const DOCS_PATH = '/api/docs';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The API's description for people at `/api/docs`, from files of this server alone: no font, no tracking and no helper
 * of another site. The page starts by an inline script, which the content security policy admits by its digest, on
 * this path only.
 */
export function serveDocs(app: FastifyInstance): void {
  void app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply, payload) => {
      if (typeof payload !== 'string' || !payload.startsWith('<!doctype html>')) return payload;
      const digests = [...payload.matchAll(INLINE_SCRIPT)].map(
        ([, script = '']) => `'sha256-${hash('sha256', script, 'base64')}'`,
      );
      reply.header(
        'content-security-policy',
        [
          "default-src 'self'",
          `script-src 'self' ${digests.join(' ')}`,
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data:",
          "font-src 'self' data:",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ].join(';'),
      );
      return payload;
    });
    await scope.register(scalar, {
      routePrefix: DOCS_PATH,
      configuration: {
        url: '/api/openapi.json',
        pageTitle: '惠民 API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
    });
  });
}
