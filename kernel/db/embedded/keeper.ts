/**
 * The keeper: a small detached process that holds the embedded PostgreSQL for all processes of a folder.
 * `node keeper.ts <root> <lingerMs>`, started by `ensureServer` only.
 *
 * Each `ensureServer` holds a connection to the keeper, its lease. The server stops when there has been
 * neither a lease nor a client session for the linger time. Refusing leases and deciding to stop happen in the
 * same turn of the event loop, so a client either has a running server or knows that it must start one.
 */
import fs from 'node:fs';
import net from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { getBinaries } from './binaries.ts';
import { ensureCluster } from './init-cluster.ts';
import { takeKeeperLock } from './keeper-lock.ts';
import { KEEPER_BUSY } from './keeper-process.ts';
import { chooseLaunchMode } from './launch-mode.ts';
import { errorFacts, onMessage, send, startError } from './line-protocol.ts';
import type { KeeperMessage } from './line-protocol.ts';
import type { Postmaster } from './postmaster.ts';
import {
  boundLog,
  findServerFile,
  randomSecret,
  serverPaths,
  SUPERUSER,
  writeServerFile,
} from './server-files.ts';
import type { KeeperAddress, ServerFile, ServerPaths } from './server-files.ts';

const HOST = '127.0.0.1';
const POLL_MS = 1_000;
/** After a failed start the reason stays to be asked for, so that a client just coming does not miss it. */
const FAILED_LINGER_MS = 1_500;
const TOLD_LINGER_MS = 100;
/** A server that dies again within this time of its restart is left: something is wrong with it. */
const RESTART_PAUSE_MS = 30_000;
/** Sessions just closed by their client may live on for a moment. */
const LAST_SESSIONS_MS = 500;
const COUNT_CLIENTS = `select count(*)::int as clients from pg_stat_activity
  where backend_type in ('client backend', 'walsender') and pid <> pg_backend_pid()`;

class Keeper {
  readonly paths: ServerPaths;
  readonly token = randomSecret();
  readonly leases = new Set<Socket>();
  readonly control = net.createServer((socket) => this.admit(socket));
  lingerMs: number;
  file: ServerFile = { superuser: SUPERUSER, password: '', port: 0 };
  state: KeeperMessage = { type: 'starting' };
  stopping = false;
  busyAt = Date.now();
  restartedAt = 0;
  postmaster: Postmaster | undefined;
  session: Client | undefined;
  counting: Promise<unknown> = Promise.resolve();

  constructor(paths: ServerPaths, lingerMs: number) {
    this.paths = paths;
    this.lingerMs = lingerMs;
  }

  async run(): Promise<void> {
    try {
      await this.openControl();
      await this.start();
      await this.watch();
    } catch (error) {
      const facts = errorFacts(error);
      console.error(facts.en);
      // Not reachable yet: the client that started this keeper quotes the log.
      if (this.file.keeper === undefined) process.exit(1);
      this.announce({ type: 'failed', error: facts });
      await sleep(this.leases.size > 0 ? TOLD_LINGER_MS : FAILED_LINGER_MS);
      process.exit(1);
    }
  }

  /** From here on clients find this keeper and wait for its first word. */
  async openControl(): Promise<void> {
    const known = findServerFile(this.paths);
    // Never overwritten while there is data: what is damaged may still be readable to a person.
    if (known === undefined && fs.existsSync(this.paths.data)) {
      throw startError(`${this.paths.serverFile} is missing or damaged; restore it from a backup`, '');
    }
    const file = known ?? { superuser: SUPERUSER, password: randomSecret(), port: 0 };
    await new Promise<void>((resolve, reject) => {
      this.control.once('error', reject);
      this.control.listen({ host: HOST, port: 0 }, resolve);
    });
    const address = this.control.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    this.publish(file, { pid: process.pid, port, token: this.token });
  }

  publish(file: ServerFile, keeper: KeeperAddress | undefined): void {
    const { superuser, password, port } = file;
    this.file = { superuser, password, port, ...(keeper ? { keeper } : {}) };
    writeServerFile(this.paths, this.file);
  }

  async start(): Promise<void> {
    const binaries = getBinaries();
    const mode = chooseLaunchMode(binaries, this.paths);
    const { password, port: preferredPort } = this.file;
    await ensureCluster(binaries, this.paths, mode, password);
    // Loads `pg`, which a keeper that only finds the lock taken does not need.
    const { startPostmaster } = await import('./postmaster.ts');
    const order = { binaries, paths: this.paths, mode, password, preferredPort };
    const postmaster = await startPostmaster(order);
    this.postmaster = postmaster;
    void postmaster.exited.then(() => this.serverExited());
    this.publish({ ...this.file, port: postmaster.port }, this.file.keeper);
    this.busyAt = Date.now();
    this.announce({ type: 'ready', port: postmaster.port });
  }

  /** A server that died under living clients (out of memory, killed) is started again, once per pause. */
  serverExited(): void {
    if (this.stopping) return;
    this.session = undefined;
    if (this.leases.size === 0 || Date.now() - this.restartedAt < RESTART_PAUSE_MS) process.exit(1);
    this.restartedAt = Date.now();
    this.state = { type: 'starting' };
    this.start().catch(() => process.exit(1));
  }

  announce(message: KeeperMessage): void {
    this.state = message;
    for (const socket of this.leases) send(socket, message);
  }

  /** A new connection becomes a lease by its first message, which must hold the token. */
  admit(socket: Socket): void {
    socket.on('error', () => undefined);
    socket.once('close', () => {
      if (this.leases.delete(socket)) this.busyAt = Date.now();
    });
    onMessage(socket, (message) => {
      if (message.type === 'stop' && this.leases.has(socket)) void this.stopFor(socket);
      else if (message.type === 'hello' && message.token === this.token && !this.stopping) {
        this.leases.add(socket);
        if (typeof message.lingerMs === 'number') this.lingerMs = Math.max(this.lingerMs, message.lingerMs);
        send(socket, this.state);
      } else socket.destroy();
    });
  }

  /** A client is done: stop now unless others are there. It waits for the connection to close. */
  async stopFor(socket: Socket): Promise<void> {
    this.leases.delete(socket);
    this.busyAt = Date.now();
    const deadline = Date.now() + LAST_SESSIONS_MS;
    while (this.state.type === 'ready' && this.leases.size === 0) {
      const clients = await this.countClients();
      if (clients === 0 && this.leases.size === 0) return this.shutdown('smart');
      if (Date.now() > deadline) break;
      await sleep(20);
    }
    send(socket, { type: 'kept' });
    socket.end();
  }

  async watch(): Promise<void> {
    const pause = Math.max(50, Math.min(POLL_MS, this.lingerMs / 3));
    for (;;) {
      await sleep(pause);
      if (!this.ownsFolder()) await this.shutdown('fast');
      if (this.state.type !== 'ready') continue;
      if (this.leases.size > 0 || (await this.countClients()) > 0) this.busyAt = Date.now();
      else if (this.leases.size === 0 && Date.now() - this.busyAt >= this.lingerMs)
        await this.shutdown('smart');
    }
  }

  /** False when the folder was deleted, or deleted and made anew, under this keeper. */
  ownsFolder(): boolean {
    return findServerFile(this.paths)?.keeper?.token === this.token;
  }

  /** Sessions of others; unknown counts as one, because a client must never be cut off. */
  countClients(): Promise<number> {
    // One at a time: the session serves one query at once.
    const count = this.counting.then(() => this.queryClients());
    this.counting = count;
    return count;
  }

  async queryClients(): Promise<number> {
    if (this.stopping) return 1;
    try {
      if (this.session === undefined) {
        const { connectSuperuser } = await import('./postmaster.ts');
        this.session = await connectSuperuser(this.file.port, this.file.password);
      }
      const { rows } = await this.session.query<{ clients: number }>(COUNT_CLIENTS);
      return rows[0]?.clients ?? 1;
    } catch {
      const broken = this.session;
      this.session = undefined;
      await broken?.end().catch(() => undefined);
      return 1;
    }
  }

  async shutdown(how: 'smart' | 'fast'): Promise<void> {
    // No await before `stopping`: from then on no lease is granted.
    if (this.stopping) return;
    this.stopping = true;
    this.control.close();
    if (this.ownsFolder()) this.publish(this.file, undefined);
    await this.session?.end().catch(() => undefined);
    await this.postmaster?.stop(how);
    process.exit(0);
  }
}

process.umask(0o077);
const [root = '', lingerMs = ''] = process.argv.slice(2);
const keeperPaths = serverPaths(fs.realpathSync(root));
if (!takeKeeperLock(keeperPaths.lock)) process.exit(KEEPER_BUSY);
boundLog(keeperPaths);
const keeper = new Keeper(keeperPaths, Number(lingerMs));
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(name, () => void keeper.shutdown('fast'));
await keeper.run();
