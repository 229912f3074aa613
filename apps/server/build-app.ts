import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Keyring } from '../../kernel/access/cipher.ts';
import { type Clock, systemClock } from '../../kernel/base/clock.ts';
import { failed } from '../../kernel/base/errors.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Database } from '../../kernel/db/database.ts';
import { bindRoutes } from '../../kernel/module/bind-routes.ts';
import { openApiDocument } from '../../kernel/module/openapi.ts';
import { logFacts, PROBLEM_TYPE, problemOf, tooManyRequests } from '../../kernel/module/problem.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { readCookie, SESSION_COOKIE } from './cookies.ts';
import { serveDocs } from './docs-page.ts';
import { fileOperationsOf } from './file-operations.ts';
import { bindStatementDownload } from './ledger-routes.ts';
import { serveHealth } from './health.ts';
import { serveMetrics } from './metrics.ts';
import { bindAttachments } from './attachments.ts';
import { bindBankFiles } from './bank-files.ts';
import { bindReportCheck } from './report-check.ts';
import { bindReportDownload } from './report-download.ts';
import { bindSimulationDownload } from './simulation-download.ts';
import { bindPaymentFiles } from './payment-files.ts';
import { bindRegisterFiles } from './registers.ts';
import { routesOf } from './routes.ts';
import { requireSameOrigin } from './same-origin.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { createServices, type ReportSource } from './services.ts';
import { isApi, serveSite } from './static-site.ts';
import { readTrustedProxies } from './trusted-proxies.ts';

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
  /** Calls of the API that one session of one address may make. */
  readonly requestsPerMinute?: number | undefined;
  /** Proxies whose word on the caller's address counts; none unless given here or in HUIMIN_TRUST_PROXY. */
  readonly trustProxy?: string | undefined;
  /** What a reader of /metrics must show; without it only this computer may read them. */
  readonly metricsToken?: string | undefined;
}

const WEB_DIST = join(import.meta.dirname, '../web/dist');
const BODY_BYTES_MAX = 1024 * 1024;
const REQUESTS_PER_MINUTE = 600;
/** A bureau of fifty people may share one address; whoever makes up sessions gets no further than this. */
const SESSIONS_PER_ADDRESS = 50;
/** Enough to tell sessions apart; the whole secret is nobody's business here. */
const SESSION_CHARS = 16;
const REQUEST_TIMEOUT_MS = 30_000;
/** Ids of figures are longer than the router's default of 100. */
const PARAMETER_CHARS_MAX = 200;
const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/** The HTTP server of one district: API, web app and health, not yet listening. */
export function buildApp(options: AppOptions): FastifyInstance {
  const app = fastify({
    logger: { level: options.logLevel ?? 'warn', stream: process.stderr },
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: readTrustedProxies(options.trustProxy ?? process.env['HUIMIN_TRUST_PROXY']),
    genReqId: requestId,
    routerOptions: { maxParamLength: PARAMETER_CHARS_MAX },
    // Answered below, as a problem like every other refusal.
    return503OnClosing: false,
  });
  app.removeContentTypeParser('text/plain');
  handleErrors(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    // Answers hold personal data, if masked: no cache on the way or on disk keeps them.
    if (isApi(request.url)) reply.header('cache-control', 'no-store');
    requireSameOrigin(request);
  });
  refuseWhileClosing(app);
  limitRates(app, options.requestsPerMinute ?? REQUESTS_PER_MINUTE);
  const accounts: Accounts = new WeakMap();
  // The route's pattern instead of the address, which names people's records; an account's id names nobody.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    const account = accounts.get(request);
    request.log.info({ method, route: routeOptions.url, status: reply.statusCode, ms, account }, 'answered');
  });
  serveSite(app, options.staticDir ?? WEB_DIST);
  // Routes come in a plugin of their own, so that the limit above is in place when they are bound.
  void app.register(async (scope) => bindAll(scope, options, accounts));
  return app;
}

/** The account that a request turned out to act as, for the log. */
type Accounts = WeakMap<FastifyRequest, string>;

/** One session of one address has its own measure, and one address altogether another. */
function limitRates(app: FastifyInstance, perMinute: number): void {
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  const common = {
    timeWindow: 60_000,
    addHeadersOnExceeding: silent,
    allowList: (request: FastifyRequest) => !isApi(request.url),
    errorResponseBuilder: (_request: FastifyRequest, { after }: { after: string }) => tooManyRequests(after),
  };
  void app.register(rateLimit, { ...common, max: perMinute, keyGenerator: sessionOfAddress });
  void app.register(async (scope) => {
    const check = scope.createRateLimit({
      ...common,
      max: perMinute * SESSIONS_PER_ADDRESS,
      keyGenerator: (request) => request.ip,
    });
    app.addHook('onRequest', async (request) => {
      const limit = await check(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooManyRequests(`${limit.ttlInSeconds} s`);
    });
  });
}

function sessionOfAddress(request: FastifyRequest): string {
  const session = readCookie(request, SESSION_COOKIE);
  return session === undefined ? request.ip : `${request.ip} ${session.slice(0, SESSION_CHARS)}`;
}

/** Calls under way are finished; what comes over a connection that is still open is sent away, to come again later. */
function refuseWhileClosing(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  // Whoever has been answered shall not keep the connection, and with it the server, open.
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('onRequest', async (_request, reply) => {
    if (!closing) return;
    reply.header('retry-after', '10');
    throw failed(
      'server.closing',
      '系统正在重新启动，请稍后再试。',
      'The server is restarting: try again shortly.',
    );
  });
}

function bindAll(app: FastifyInstance, options: AppOptions, accounts: Accounts): void {
  const services = createServices({ ...options, clock: options.clock ?? systemClock });
  const { db } = options;
  const routes = routesOf(options.registry);
  const actorOf = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await services.sessions.actorOf(request);
    accounts.set(request, actor.accountId);
    return actor;
  };
  bindRoutes(app, routes, { db, services, actorOf });
  bindReportDownload(app, db, services);
  bindReportCheck(app, services);
  bindSimulationDownload(app, db, services);
  bindStatementDownload(app, db, services);
  bindRegisterFiles(app, db, services);
  bindBankFiles(app, db, services);
  bindPaymentFiles(app, db, services);
  bindAttachments(app, { db, services, home: db.home });
  const contracts = routes.map(({ contract }) => contract);
  const openApi = JSON.stringify(openApiDocument(contracts, fileOperationsOf(options.registry)), null, 2);
  app.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(openApi),
  );
  serveDocs(app);
  serveHealth(app, db, options.keyring);
  serveMetrics(app, { db, token: options.metricsToken ?? process.env['HUIMIN_METRICS_TOKEN'] });
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
