import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../../kernel/base/errors.ts';

const ASSETS = 'assets';

export const isApi = (url: string): boolean => /^\/api(\/|\?|$)/.test(url);

/**
 * The built web app: its files, and index.html for every page that its own router knows. Files in assets/ carry
 * their digest in the name, so they never change.
 */
export function serveSite(app: FastifyInstance, staticDir: string): void {
  const built = existsSync(join(staticDir, 'index.html'));
  if (built) {
    void app.register(fastifyStatic, {
      root: staticDir,
      cacheControl: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        const asset = relative(staticDir, path).split(/[/\\]/)[0] === ASSETS;
        response.header('cache-control', asset ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) throw unknownPath();
    if (built) return reply.code(200).sendFile('index.html');
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send(
        '网页尚未构建：请先运行 npm run build:web，再重新启动。\nThe web app is not built: run npm run build:web, then start again.\n',
      );
  });
}

const isPage = ({ method, url }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && !isApi(url) && !url.startsWith(`/${ASSETS}/`);

const unknownPath = () =>
  notFound(
    'request.unknown-path',
    '没有这个地址：请检查网址。',
    'There is nothing at this address: check it.',
  );
