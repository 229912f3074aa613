import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { type DomainError, failed, inputError } from '../../kernel/base/errors.ts';
import { sweepIdempotencyKeys } from '../../kernel/module/idempotency.ts';
import { findDistrict } from '../../kernel/party/district.ts';
import { type AppOptions, buildApp } from './build-app.ts';
import { checkStart } from './check-start.ts';

export interface ServerOptions extends AppOptions {
  /** 4200 unless given here or in HUIMIN_PORT; 0 takes any free port. */
  readonly port?: number | string | undefined;
  readonly host?: string | undefined;
  /** Starts what runs beside the server, once it listens; gives what stops it before the database is closed. */
  readonly beside?: () => () => Promise<void>;
  /** Whether SIGTERM and SIGINT end the server; on unless a test says otherwise. */
  readonly endOnSignals?: boolean;
}

export interface RunningServer {
  readonly app: FastifyInstance;
  readonly url: string;
  /** Ends calls that are under way, then the database connections. */
  close(): Promise<void>;
  /** Settles when the server has been closed, by a signal or by close(). */
  readonly closed: Promise<void>;
}

const PORT = 4200;
const OTHER_PORT = 4300;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
/** Together less than the ten seconds after which whoever stops a service loses patience. */
const CALLS_PATIENCE_MS = 8_000;
const DATABASE_PATIENCE_MS = 1_500;
const SWEEP_EVERY_MS = 3_600_000;

/**
 * Starts to listen, on the loopback address unless told otherwise. Errors: the port is busy or no port, and what
 * `checkStart` refuses.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { port, host } = addressOf(options);
  await requireLoopback(options, host);
  await checkStart(options.db, options.registry, (message) => process.stderr.write(`${message}\n`));
  const app = buildApp(options);
  try {
    await app.listen({ port, host });
  } catch (error) {
    await app.close();
    throw listenError(error, port, host) ?? error;
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  const { close, closed } = closing(app, options, options.beside?.());
  if (options.endOnSignals !== false) endOnSignals(close, closed);
  return { app, url: `http://${shownHost}:${bound}`, close, closed };
}

/** Told before anything is built, so that nobody waits for a demonstration that then cannot be served. */
export async function requireFreePort(options: Pick<ServerOptions, 'port' | 'host'>): Promise<void> {
  const { port, host } = addressOf(options);
  const probe = createServer().listen({ port, host });
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw listenError(error, port, host) ?? error;
  } finally {
    probe.close();
  }
}

const addressOf = ({ port, host }: Pick<ServerOptions, 'port' | 'host'>) => ({
  port: readPort(port ?? process.env['HUIMIN_PORT'] ?? PORT),
  host: host ?? '127.0.0.1',
});

/** A port as it is written on the command line or in HUIMIN_PORT. */
function readPort(given: number | string): number {
  const port = /^\d{1,5}$/.test(String(given)) ? Number(given) : NaN;
  if (port <= 65_535) return port;
  throw inputError(
    'server.port',
    `端口“${given}”不正确：应为 1 至 65535 的整数。`,
    `Port "${given}" is wrong: give a number from 1 to 65535.`,
  );
}

/** In a demonstration everybody is let in without a password, so nobody from elsewhere may reach it. */
async function requireLoopback({ db }: ServerOptions, host: string): Promise<void> {
  if (LOOPBACK.test(host)) return;
  const district = await findDistrict(db.pool);
  if (district?.demonstration === false) return;
  throw failed(
    'server.demonstration-host',
    `演示系统无需登录，只能在本机使用，不能监听 ${host}：请去掉 --host。`,
    `The demonstration needs no password and is for this computer only; it does not listen on ${host}: leave out --host.`,
  );
}

function listenError(error: unknown, port: number, host: string): DomainError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const other = port === OTHER_PORT ? OTHER_PORT + 1 : OTHER_PORT;
  switch (code) {
    case 'EADDRINUSE':
      return failed(
        'server.port-busy',
        `端口 ${port} 已被占用：请关闭占用程序，或用 npm start -- --port ${other} 换一个端口。`,
        `Port ${port} is in use: close the program that uses it, or take another port with npm start -- --port ${other}.`,
        { port },
      );
    case 'EACCES':
      return failed(
        'server.port-refused',
        `没有使用端口 ${port} 的权限：请用 npm start -- --port ${other} 换一个端口。`,
        `Port ${port} may not be used: take another one with npm start -- --port ${other}.`,
        { port },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return failed(
        'server.host',
        `本机没有地址 ${host}：请检查 --host。`,
        `This computer has no address ${host}: check --host.`,
      );
    default:
      return undefined;
  }
}

function closing(
  app: FastifyInstance,
  { db }: ServerOptions,
  stopBeside: (() => Promise<void>) | undefined,
): Pick<RunningServer, 'close' | 'closed'> {
  const { promise: closed, resolve, reject } = Promise.withResolvers<void>();
  // A close that fails is told to whoever closes; nobody has to listen here.
  closed.catch(() => undefined);
  let started: Promise<void> | undefined;
  // A failure is no reason to do anything: the next hour comes.
  const sweep = setInterval(() => void sweepIdempotencyKeys(db.pool).catch(() => 0), SWEEP_EVERY_MS).unref();
  const closeAll = async (): Promise<void> => {
    const patience = setTimeout(() => app.server.closeAllConnections(), CALLS_PATIENCE_MS);
    try {
      await Promise.all([app.close(), stopBeside?.()]);
    } finally {
      clearTimeout(patience);
      clearInterval(sweep);
      // A statement that does not end keeps its connection; the server rolls it back when that is gone.
      const late = new AbortController();
      const waited = pause(DATABASE_PATIENCE_MS, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([db.close(), waited]);
      late.abort();
    }
  };
  const close = (): Promise<void> => {
    if (started === undefined) {
      started = closeAll();
      started.then(resolve, reject);
    }
    return started;
  };
  return { close, closed };
}

/** The first signal ends the server in good order, the second one at once, as the system does by default. */
function endOnSignals(close: () => Promise<void>, closed: Promise<void>): void {
  const end = (): void => {
    close().catch(() => (process.exitCode = 1));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const forget = (): void => {
    process.off('SIGTERM', end);
    process.off('SIGINT', end);
  };
  closed.then(forget, forget);
}
