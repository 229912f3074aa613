import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keyring } from '../kernel/access/cipher.ts';

const SERVER = join(import.meta.dirname, 'single-read-server.ts');
const Running = z.object({ port: z.int(), cookie: z.string().optional() });

export interface BenchServerOptions {
  readonly home: string;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly keyring: Keyring;
  /** Who is signed in. */
  readonly account: string;
}

export interface BenchServer {
  readonly port: number;
  readonly cookie: string | undefined;
  readonly child: ChildProcess;
}

export const keyringText = ({ current, keys, indexKey }: Keyring): string =>
  JSON.stringify({
    format: 'huimin-keyring-1',
    current,
    keys: Object.fromEntries(Object.entries(keys).map(([id, bytes]) => [id, bytes.toString('base64')])),
    indexKey: indexKey.toString('base64'),
  });

/** Starts a server in a process of its own: ours, or bare Fastify with the driver. It ends when it is disconnected. */
export async function startBenchServer(
  what: 'bare' | 'huimin',
  { keyring, home, databaseUrl, schema, account }: BenchServerOptions,
): Promise<BenchServer> {
  const child = fork(SERVER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send({ what, home, databaseUrl, schema, account, keyring: keyringText(keyring) });
  const [message]: unknown[] = await once(child, 'message');
  const { port, cookie } = Running.parse(message);
  return { port, cookie, child };
}
