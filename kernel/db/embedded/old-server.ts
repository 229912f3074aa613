import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerPaths } from './server-files.ts';

const POLL_MS = 50;

/**
 * Called by the only keeper, before it starts a server: a server still running on the data has lost its
 * keeper (kill -9). It is asked to stop, and waited for until `deadline`. False when it still runs then.
 */
export async function settleOldServer(paths: ServerPaths, deadline: number): Promise<boolean> {
  for (;;) {
    const pid = findRunningServer(paths);
    if (pid === undefined) return true;
    if (Date.now() > deadline) return false;
    signal(pid, 'SIGINT');
    await sleep(POLL_MS);
  }
}

/** The pid of the server that runs on this data folder, by its `postmaster.pid`. */
export function findRunningServer(paths: ServerPaths): number | undefined {
  const file = path.join(paths.data, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1 || pid === process.pid || !signal(pid, 0)) return undefined;
  const command = commandOf(pid);
  if (command.includes('postgres') && command.includes(paths.data)) return pid;
  // The number now belongs to another program (usual after a container restarts), at which PostgreSQL would
  // refuse to start. It ignores its parent's number, so ours is put there; the other lines stay, by which
  // it still recognises an old server's shared memory in use.
  fs.writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'));
  return undefined;
}

function readLines(file: string): readonly string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Sends a signal; false when there is no such process of ours. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

/** The command line of a process; empty when it is unknown or the process is a zombie. */
function commandOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
