import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { serverEnvironment } from './launch-mode.ts';
import type { ServerPaths } from './server-files.ts';

/** Exit code of a keeper that finds another one in charge (EX_TEMPFAIL). */
export const KEEPER_BUSY = 75;

/** A keeper that this process has started. */
export interface KeeperProcess {
  /** Undefined while it runs; then how it ended. */
  ended(): string | undefined;
  /** It ended, but not by a fault of its own: another keeper was in charge, it was done, it was killed. */
  mayTryAgain(): boolean;
}

/** Starts a keeper that outlives this process, this terminal and this process's environment. */
export function spawnKeeper(paths: ServerPaths, lingerMs: number): KeeperProcess {
  const log = fs.openSync(paths.log, 'a', 0o600);
  let ended: string | undefined;
  let faulty = false;
  try {
    const args = [path.join(import.meta.dirname, 'keeper.ts'), paths.root, String(lingerMs)];
    const child = spawn(process.execPath, args, {
      cwd: paths.root,
      detached: true,
      env: serverEnvironment(),
      stdio: ['ignore', log, log],
    });
    child.once('error', (error) => {
      faulty = true;
      ended = error.message;
    });
    child.once('exit', (exitCode, signal) => {
      faulty = exitCode !== null && exitCode !== 0 && exitCode !== KEEPER_BUSY;
      ended = `exit ${exitCode ?? signal ?? ''}`;
    });
    child.unref();
  } finally {
    fs.closeSync(log);
  }
  return { ended: () => ended, mayTryAgain: () => ended !== undefined && !faulty };
}
