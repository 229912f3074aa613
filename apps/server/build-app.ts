import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Keyring } from '../../kernel/access/cipher.ts';
import { type Clock, systemClock } from '../../kernel/base/clock.ts';
import { failed } from '../../kernel/base/errors.ts';
import type { Database } from '../../kernel/db/database.ts';
import { bindRoutes } from '../../kernel/module/bind-routes.ts';
import { openApiDocument } from '../../kernel/module/openapi.ts';
import { logFacts, PROBLEM_TYPE, problemOf, tooManyRequests } from '../../kernel/module/problem.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { bindReportDownload } from './report-download.ts';
import { routes } from './routes.ts';
import { requireSameOrigin } from './same-origin.ts';
import { createServices, type ReportSource } from './services.ts';
import { isApi, serveSite } from './static-site.ts';

export interface AppOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly reports: ReportSource;
  /** Folder of the built web app. */
  readonly staticDir?: string | undefined;
  readonly clock?: Clock | undefined;
  /** Of the log on standard error. */
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info' | undefined;
  /** Calls of the API that one address may make. */
  readonly requestsPerMinute?: number | undefined;
}

const WEB_DIST = join(import.meta.dirname, '../web/dist');
const BODY_BYTES_MAX = 1024 * 1024;
const REQUESTS_PER_MINUTE = 600;
const REQUEST_TIMEOUT_MS = 30_000;
/** Ids of figures are longer than the router's default of 100. */
const PARAMETER_CHARS_MAX = 200;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

// The web app is built without inline scripts; antd writes its styles into the page, hence unsafe-inline for them.
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

/** The HTTP server of one district: API, web app and health, not yet listening. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = fastify({
    logger: { level: options.logLevel ?? 'warn', stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestId,
    routerOptions: { maxParamLength: PARAMETER_CHARS_MAX },
  });
  app.removeContentTypeParser('text/plain');
  handleErrors(app);
  void app.register(helmet, { contentSecurityPolicy: CONTENT_SECURITY_POLICY });
  void app.register(rateLimit, {
    max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
    timeWindow: 60_000,
    allowList: (request) => !isApi(request.url),
    errorResponseBuilder: (_request, { after }) => tooManyRequests(after),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Answers hold personal data, if masked: no cache on the way or on disk keeps them.
    if (isApi(request.url)) reply.header('cache-control', 'no-store');
    requireSameOrigin(request);
  });
  // The route's pattern instead of the address, which names people's records.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    request.log.info(
      { method, route: routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
  serveSite(app, options.staticDir ?? WEB_DIST);
  // Routes come in a plugin of their own, so that the limit above is in place when they are bound.
  void app.register(async (scope) => bindAll(scope, options));
  return app;
}

function bindAll(app: FastifyInstance, options: AppOptions): void {
  const services = createServices({ ...options, clock: options.clock ?? systemClock });
  const { db } = options;
  bindRoutes(app, routes, { db, services, actorOf: (request) => services.sessions.actorOf(request) });
  bindReportDownload(app, db, services);
  const openApi = JSON.stringify(openApiDocument(routes.map(({ contract }) => contract)), null, 2);
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(openApi),
  );
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request) => {
    try {
      await db.pool.query('select 1');
      return { status: 'ready' };
    } catch (error) {
      request.log.error(logFacts(error), 'database does not answer');
      throw failed('server.not-ready', '数据库暂时无法连接。', 'The database cannot be reached.');
    }
  });
}

function handleErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id);
    if (problem.status >= 500) {
      request.log.error(
        { ...logFacts(error), route: request.routeOptions.url, problem: problem.code },
        'request failed',
      );
    }
    // Sent as text: a problem is no answer of the route, so no schema of it applies.
    return reply.code(problem.status).type(PROBLEM_TYPE).send(JSON.stringify(problem));
  });
}

/** A caller's own id is kept, so that its log and ours can be put together. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
