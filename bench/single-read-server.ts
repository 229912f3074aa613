/** A server of the single-read measurement in a process of its own: `bare` or `huimin`, told by its first message. */
import fastify from 'fastify';
import pg from 'pg';
import { z } from 'zod';
import { buildApp } from '../apps/server/build-app.ts';
import { SESSION_COOKIE } from '../apps/server/cookies.ts';
import { getAccessPolicy } from '../kernel/access/access-policy.ts';
import { getAccount } from '../kernel/access/account.ts';
import { parseKeyring } from '../kernel/access/cipher.ts';
import { createSession } from '../kernel/access/session-store.ts';
import { openDatabase } from '../kernel/db/database.ts';
import { registry } from '../modules/index.ts';

const Told = z.object({
  what: z.enum(['bare', 'huimin']),
  home: z.string(),
  databaseUrl: z.string(),
  schema: z.string(),
  keyring: z.string(),
  account: z.string(),
});
type Told = z.infer<typeof Told>;

/** What a programmer writes with the driver alone: the row by its primary key, as JSON. */
async function bare({ databaseUrl, schema }: Told): Promise<{ port: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${schema},public` });
  const app = fastify();
  app.get<{ Params: { id: string } }>('/:id', async (request) => {
    const result = await pool.query('select * from person where id = $1', [request.params.id]);
    return result.rows[0];
  });
  return { port: portOf(await app.listen({ port: 0, host: '127.0.0.1' })) };
}

async function huimin(told: Told): Promise<{ port: number; cookie: string }> {
  const { home, databaseUrl, schema } = told;
  const db = await openDatabase({ home, databaseUrl, schema });
  const app = buildApp({
    db,
    registry,
    keyring: parseKeyring(told.keyring, 'bench'),
    reports: { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) },
    requestsPerMinute: 100_000_000,
  });
  const actor = await getAccount(db.pool, told.account);
  const facts = {
    accountId: actor.accountId,
    method: 'oidc',
    address: '127.0.0.1',
    device: 'bench',
  } as const;
  const { token } = await db.transaction(actor, async (tx) =>
    createSession(tx, facts, await getAccessPolicy(tx), new Date()),
  );
  const port = portOf(await app.listen({ port: 0, host: '127.0.0.1' }));
  return { port, cookie: `${SESSION_COOKIE}=${token}` };
}

const portOf = (address: string): number => Number(new URL(address).port);

process.once('message', (message) => {
  const told = Told.parse(message);
  const started = told.what === 'bare' ? bare(told) : huimin(told);
  started.then(
    (running) => process.send?.(running),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit(0));
