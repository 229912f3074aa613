import fs from 'node:fs';
import net from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed } from '../../base/errors.ts';
import type { DomainError } from '../../base/errors.ts';
import { spawnKeeper } from './keeper-process.ts';
import type { KeeperProcess } from './keeper-process.ts';
import { errorOf, onMessage, send, startError } from './line-protocol.ts';
import { findServerFile, logTail, serverPaths } from './server-files.ts';
import type { KeeperAddress, ServerPaths } from './server-files.ts';

const HOST = '127.0.0.1';
const LINGER_MS = 10_000;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
/** A keeper answers at once; a port that does not belongs to something else. */
const ANSWER_TIMEOUT_MS = 5_000;
const POLL_MS = 15;
const RESPAWN_PAUSE_MS = 250;

/** The embedded PostgreSQL of one folder. Its server stays while this process lives and has not called `stop`. */
export interface EmbeddedServer {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly superuser: string;
  readonly password: string;
  url(database: string): string;
  /** Gives the server up; stops it, and waits for that, when nobody else uses it. End own pools first. */
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  /** How long the server stays after its last user has gone. */
  readonly lingerMs?: number;
  readonly log?: (line: string) => void;
}

/**
 * The running embedded PostgreSQL of the folder `root`, started (and on first use created) when necessary.
 * Any number of processes may call this at the same moment and share the one server.
 */
export async function ensureServer(
  root: string,
  options: EmbeddedServerOptions = {},
): Promise<EmbeddedServer> {
  const paths = serverPaths(root);
  const lingerMs = options.lingerMs ?? LINGER_MS;
  const log = options.log ?? (() => undefined);
  makeRoot(paths);
  const deadline = Date.now() + START_TIMEOUT_MS;
  const spawner = keeperSpawner(paths, lingerMs, log);
  while (Date.now() < deadline) {
    const keeper = findServerFile(paths)?.keeper;
    const lease = keeper && (await openLease(keeper, lingerMs, deadline));
    if (lease?.type === 'failed') throw lease.error;
    if (lease?.type === 'ready') {
      log(`embedded PostgreSQL: ready on ${HOST}:${lease.port}`);
      return embeddedServer(paths, lease.socket, lease.port);
    }
    spawner();
    await sleep(POLL_MS);
  }
  throw startError(`not ready within ${START_TIMEOUT_MS / 1000} s`, logTail(paths, 15));
}

function makeRoot(paths: ServerPaths): void {
  try {
    fs.mkdirSync(paths.root, { recursive: true, mode: 0o700 });
    fs.accessSync(paths.root, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  } catch (cause) {
    throw failed(
      'db.embedded-folder',
      `当前用户不能写入数据目录 ${paths.root}。请改正目录权限，或设置 DATABASE_URL。`,
      `This user may not write to the data folder ${paths.root}. Correct its permissions, or set DATABASE_URL.`,
      { reason: String(cause) },
    );
  }
}

/** Starts a keeper, and another one when ours found one in charge, which may by now be going. */
function keeperSpawner(paths: ServerPaths, lingerMs: number, log: (line: string) => void): () => void {
  let child: KeeperProcess | undefined;
  let spawnedAt = 0;
  return () => {
    const ended = child?.ended();
    if (child !== undefined && ended === undefined) return;
    if (child !== undefined && !child.mayTryAgain()) {
      throw startError(`keeper: ${ended ?? ''}`, logTail(paths, 15));
    }
    if (Date.now() - spawnedAt < RESPAWN_PAUSE_MS) return;
    if (child === undefined) log(`embedded PostgreSQL: starting in ${paths.root}`);
    child = spawnKeeper(paths, lingerMs);
    spawnedAt = Date.now();
  };
}

type LeaseResult =
  | { readonly type: 'ready'; readonly socket: Socket; readonly port: number }
  | { readonly type: 'failed'; readonly error: DomainError }
  | { readonly type: 'gone' };

/** Registers with the keeper and waits until its server is ready; `gone` when no keeper is there (any more). */
function openLease(keeper: KeeperAddress, lingerMs: number, deadline: number): Promise<LeaseResult> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: HOST, port: keeper.port });
    const finish = (result: LeaseResult): void => {
      clearTimeout(timer);
      if (result.type !== 'ready') socket.destroy();
      resolve(result);
    };
    let timer = setTimeout(() => finish({ type: 'gone' }), ANSWER_TIMEOUT_MS);
    socket.on('error', () => undefined);
    socket.once('close', () => finish({ type: 'gone' }));
    socket.once('connect', () => send(socket, { type: 'hello', token: keeper.token, lingerMs }));
    onMessage(socket, (message) => {
      if (message.type === 'ready') finish({ type: 'ready', socket, port: Number(message.port) });
      else if (message.type === 'failed') finish({ type: 'failed', error: errorOf(message.error) });
      else if (message.type === 'starting') {
        clearTimeout(timer);
        timer = setTimeout(() => finish({ type: 'gone' }), Math.max(0, deadline - Date.now()));
      }
    });
  });
}

function embeddedServer(paths: ServerPaths, lease: Socket, port: number): EmbeddedServer {
  const file = findServerFile(paths);
  if (file === undefined) throw startError(`${paths.serverFile} is missing`, '');
  const { superuser, password } = file;
  // The lease alone must not keep this process alive.
  lease.unref();
  return {
    host: HOST,
    port,
    superuser,
    password,
    url: (database) => `postgres://${superuser}:${password}@${HOST}:${port}/${encodeURIComponent(database)}`,
    stop: () => endLease(lease),
  };
}

function endLease(lease: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (lease.destroyed) return resolve();
    const timer = setTimeout(() => lease.destroy(), STOP_TIMEOUT_MS);
    lease.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    lease.ref();
    send(lease, { type: 'stop' });
  });
}
