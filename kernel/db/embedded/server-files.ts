import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export const SUPERUSER = 'huimin_owner';

const LOG_BYTES_MAX = 10 * 1024 * 1024;
const LOG_TAIL_BYTES = 16 * 1024;

/** Where everything of one embedded server lies. */
export interface ServerPaths {
  readonly root: string;
  readonly data: string;
  readonly dataUnfinished: string;
  readonly serverFile: string;
  readonly log: string;
  readonly lock: string;
}

/** The paths of the embedded server below `root` (made absolute). */
export function serverPaths(root: string): ServerPaths {
  const base = path.resolve(root);
  return {
    root: base,
    data: path.join(base, 'data'),
    dataUnfinished: path.join(base, 'data.unfinished'),
    serverFile: path.join(base, 'server.json'),
    log: path.join(base, 'server.log'),
    lock: path.join(base, 'keeper.lock'),
  };
}

/** How to reach the running keeper; the token is new at each start, so a stale port learns nothing. */
export interface KeeperAddress {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

/** Contents of `server.json` (mode 0600). */
export interface ServerFile {
  readonly superuser: string;
  readonly password: string;
  readonly port: number;
  readonly keeper?: KeeperAddress;
}

/** A password or token: 192 random bits in URL-safe letters. */
export const randomSecret = (): string => randomBytes(24).toString('base64url');

/** Reads `server.json`; undefined when it is missing or not readable as such. */
export function findServerFile(paths: ServerPaths): ServerFile | undefined {
  try {
    return parseServerFile(JSON.parse(fs.readFileSync(paths.serverFile, 'utf8')));
  } catch {
    return undefined;
  }
}

function parseServerFile(value: unknown): ServerFile | undefined {
  if (!isRecord(value)) return undefined;
  const { superuser, password, port, keeper } = value;
  if (typeof superuser !== 'string' || typeof password !== 'string' || typeof port !== 'number') {
    return undefined;
  }
  if (password === '') return undefined;
  return { superuser, password, port, ...(isKeeperAddress(keeper) ? { keeper } : {}) };
}

const isKeeperAddress = (value: unknown): value is KeeperAddress =>
  isRecord(value) &&
  typeof value.pid === 'number' &&
  typeof value.port === 'number' &&
  typeof value.token === 'string';

/** Narrows parsed JSON to an object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces `server.json` atomically and durably: with its password lost, the data could not be opened. */
export function writeServerFile(paths: ServerPaths, content: ServerFile): void {
  const unfinished = `${paths.serverFile}.${process.pid}`;
  const file = fs.openSync(unfinished, 'w', 0o600);
  try {
    fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
  fs.renameSync(unfinished, paths.serverFile);
  syncFolder(paths.root);
}

/** Makes renames inside a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Empties the log when it has grown too large; writers append, so they go on at its new end. */
export function boundLog(paths: ServerPaths): void {
  if (logSize(paths) > LOG_BYTES_MAX) fs.truncateSync(paths.log);
}

/** Size of the log now, a mark from which `logTail` can read later. */
export const logSize = (paths: ServerPaths): number =>
  fs.statSync(paths.log, { throwIfNoEntry: false })?.size ?? 0;

/** The last lines of the log, at most `lines`, nothing before the byte `from`. */
export function logTail(paths: ServerPaths, lines: number, from = 0): string {
  const size = logSize(paths);
  const start = Math.max(from, size - LOG_TAIL_BYTES);
  if (start >= size) return '';
  const buffer = Buffer.alloc(size - start);
  const file = fs.openSync(paths.log, 'r');
  try {
    fs.readSync(file, buffer, 0, buffer.length, start);
  } finally {
    fs.closeSync(file);
  }
  return buffer.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
