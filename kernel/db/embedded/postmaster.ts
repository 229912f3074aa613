import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { serverEnvironment, spawnIdentity } from './launch-mode.ts';
import type { LaunchMode } from './launch-mode.ts';
import { startError } from './line-protocol.ts';
import { settleOldServer } from './old-server.ts';
import { logSize, logTail, SUPERUSER } from './server-files.ts';
import type { ServerPaths } from './server-files.ts';

const HOST = '127.0.0.1';
const RETRY_MS = 30_000;
const RETRY_PAUSE_MS = 200;
const READY_POLL_MS = 15;
const CONNECT_TIMEOUT_MS = 5_000;
/** A session that slipped in at the last moment may finish for so long before it is cut off. */
const SMART_STOP_MS = 5_000;

/** What the log says when waiting helps: an old server is just going, or the port was taken meanwhile. */
const PASSING_TROUBLE = /postmaster\.pid|shared memory block|[Aa]ddress already in use|could not bind/;

/** What is needed to start PostgreSQL. */
export interface StartOrder {
  readonly binaries: Binaries;
  readonly paths: ServerPaths;
  readonly mode: LaunchMode;
  readonly password: string;
  /** Tried first, so that connection pools find the server again after a restart. */
  readonly preferredPort: number;
}

/** A running PostgreSQL, child of this process. */
export interface Postmaster {
  readonly port: number;
  readonly exited: Promise<void>;
  /** Stops it: waits for last sessions a moment when `smart`, then ends them. */
  stop(how: 'smart' | 'fast'): Promise<void>;
}

/** Starts PostgreSQL and waits until it accepts connections; retries while an old server is going away. */
export async function startPostmaster(order: StartOrder): Promise<Postmaster> {
  const deadline = Date.now() + RETRY_MS;
  let wantedPort = order.preferredPort;
  for (;;) {
    const settled = await settleOldServer(order.paths, deadline);
    if (!settled) throw startError('an earlier server does not stop', logTail(order.paths, 15));
    const mark = logSize(order.paths);
    const port = await freePort(wantedPort);
    const child = spawnServer(order, port);
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    if (await becomesReady(child, order, port)) {
      return { port, exited, stop: (how) => stopServer(child, exited, how) };
    }
    const log = logTail(order.paths, 15, mark);
    if (Date.now() > deadline || !PASSING_TROUBLE.test(log)) throw startError('postgres exited', log);
    wantedPort = /ddress already in use|could not bind/.test(log) ? 0 : port;
    await sleep(RETRY_PAUSE_MS);
  }
}

function spawnServer(order: StartOrder, port: number): ChildProcess {
  const { binaries, paths, mode } = order;
  const fixed = { port: String(port), listen_addresses: HOST, unix_socket_directories: '' };
  const settings = Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [program = '', ...args] = [...mode.prefix, binaries.postgres, '-D', paths.data, ...settings];
  const log = fs.openSync(paths.log, 'a', 0o600);
  try {
    return spawn(program, args, {
      ...spawnIdentity(mode),
      cwd: paths.root,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
    });
  } finally {
    fs.closeSync(log);
  }
}

const hasExited = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

/** True when the server accepts a session; false when it exited. Crash recovery may take long: no limit. */
async function becomesReady(child: ChildProcess, order: StartOrder, port: number): Promise<boolean> {
  while (!hasExited(child)) {
    const problem = await tryConnect(port, order.password);
    if (problem === undefined) return !hasExited(child);
    if (problem.startsWith('28')) {
      // Wrong password: either server.json is not this data's, or a stranger took the port and ours exits.
      await sleep(RETRY_PAUSE_MS);
      if (hasExited(child)) return false;
      child.kill('SIGINT');
      throw startError('server.json does not hold the password of this data', logTail(order.paths, 15));
    }
    await sleep(READY_POLL_MS);
  }
  return false;
}

async function tryConnect(port: number, password: string): Promise<string | undefined> {
  try {
    const client = await connectSuperuser(port, password);
    await client.end();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** The keeper's own session; its loss is noticed at the next query, so the event itself is ignored. */
export async function connectSuperuser(port: number, password: string): Promise<pg.Client> {
  const client = new pg.Client({
    host: HOST,
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    ssl: false,
    application_name: 'huimin-keeper',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function stopServer(child: ChildProcess, exited: Promise<void>, how: 'smart' | 'fast'): Promise<void> {
  if (hasExited(child)) return;
  if (how === 'smart') {
    child.kill('SIGTERM');
    const timer = new AbortController();
    await Promise.race([
      exited,
      sleep(SMART_STOP_MS, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  }
  if (!hasExited(child)) child.kill('SIGINT');
  await exited;
}

/** The wanted loopback port when it is free, otherwise a random free one. */
async function freePort(wanted: number): Promise<number> {
  return (await tryListen(wanted)) ?? (await tryListen(0)) ?? 0;
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ host: HOST, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined));
    });
  });
}
