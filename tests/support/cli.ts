import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { inject } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'bin/huimin.mjs');

export interface CliAnswer {
  /** Null when the process was ended by a signal. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliHome {
  readonly home: string;
  /** Empty for the embedded server under `home`. */
  readonly url?: string;
}

/** Starts `huimin` as a process of its own, as a clerk would at a terminal. */
export function startHuimin(
  { home, url }: CliHome,
  args: readonly string[],
  stdin: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  const { DATABASE_URL: _, ...environment } = process.env;
  return spawn(process.execPath, [BIN, ...args], {
    cwd: ROOT,
    // Most of a command's time is reading its source: the cache is shared by all that the tests start.
    env: {
      ...environment,
      NODE_COMPILE_CACHE: join(inject('testHome'), 'compile-cache'),
      HUIMIN_HOME: home,
      ...(url === undefined ? {} : { DATABASE_URL: url }),
    },
    stdio: [stdin, 'pipe', 'pipe'],
  });
}

/** What a started process said, once it has ended. */
export async function answerOf(child: ChildProcess): Promise<CliAnswer> {
  let [out, err] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text));
  const [code]: unknown[] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, out, err };
}

export const huimin = (on: CliHome, ...args: readonly string[]): Promise<CliAnswer> =>
  answerOf(startHuimin(on, args));
