import { join } from 'node:path';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg, { type Client, type Pool, type PoolClient, type PoolConfig } from 'pg';
import { failed } from '../base/errors.ts';
import type { Actor } from './actor.ts';
import { ensureServer } from './embedded/embedded-server.ts';
import { type Installation, loadInstallation } from './installation.ts';
import { migrate } from './migrate.ts';
import { inReadOnly, scopeOf } from './read-only.ts';

// Fen and division numbers stay below 2^53; a larger value would be a defect, so it is refused, not rounded.
const int8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`);
  return value;
};
pg.types.setTypeParser(pg.types.builtins.INT8, int8);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
for (const type of [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ] as const) {
  pg.types.setTypeParser(type, (text: string) => text);
}

const APPLICATION_ROLE = 'huimin_app';
const POOL_SIZE = 10;
const READERS = 6;
const CONNECT_TIMEOUT_MS = 10_000;
const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,40}$/;

/** A statement whose text never changes, so that each connection plans it once; only its values differ. */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** A transaction with its actor: what every use case is handed, never the pool. */
export interface Tx {
  readonly db: NodePgDatabase;
  readonly client: PoolClient;
  readonly actor: Actor;
  /** Of a read-only transaction: runs one prepared statement with its scope in one message. */
  readonly alone?: (statement: Prepared, values: readonly string[]) => Promise<unknown[]>;
}

export interface DatabaseOptions {
  /** Folder of the installation: embedded data, keys, installation identity. */
  readonly home: string;
  /** A real server; without it the embedded one under `home` is used. */
  readonly databaseUrl?: string | undefined;
  /** The district's schema. */
  readonly schema?: string;
  readonly applicationName?: string;
}

export interface Database {
  /** Runs `work` in one transaction as `actor`, inside the actor's jurisdiction. */
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a read-only transaction as `actor`, inside the actor's jurisdiction, with fewer ways to the server
   * and back: for reads that leave no audit row. No cursors and no COPY.
   */
  read<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` with the tables' owner: migrations, maintenance and tests of tampering only. */
  asOwner<T>(work: (client: Client) => Promise<T>): Promise<T>;
  /** Reads what needs no jurisdiction (district, accounts, health) before an actor is known. */
  readonly pool: Pool;
  /** Folder of the installation. */
  readonly home: string;
  readonly migrationsApplied: readonly string[];
  close(): Promise<void>;
}

/** Connects (starting the embedded server when needed), migrates, and gives the application's own connection pool. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const schema = options.schema ?? 'huimin';
  if (!SCHEMA_NAME.test(schema)) {
    throw failed('db.schema-name', `模式名“${schema}”不合规。`, `Schema name "${schema}" is not allowed.`);
  }
  const installation = loadInstallation(options.home);
  const ownerUrl = options.databaseUrl ?? (await embeddedUrl(options.home));
  const asOwner = <T>(work: (client: Client) => Promise<T>): Promise<T> => withOwner(ownerUrl, schema, work);
  const migrationsApplied = await asOwner(async (owner) => {
    const applied = await migrate(owner, schema);
    await ensureLogin(owner, installation);
    return applied;
  });
  const settings = poolSettings(ownerUrl, schema, installation, options.applicationName ?? 'huimin');
  const pool = applicationPool(settings);
  const readers = applicationPool({
    ...settings,
    max: READERS,
    pipeline: true,
    options: `${settings.options} -c default_transaction_read_only=on`,
  });
  return {
    pool,
    asOwner,
    migrationsApplied,
    home: options.home,
    transaction: (actor, work) => inTransaction(pool, actor, work),
    read: (actor, work) => inReadOnly(readers, actor, work),
    close: async () => {
      await Promise.all([pool.end(), readers.end()]);
    },
  };
}

async function embeddedUrl(home: string): Promise<string> {
  const server = await ensureServer(join(home, 'postgres'));
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  try {
    const found = await admin.query("select 1 from pg_database where datname = 'huimin'");
    if (found.rowCount === 0) await admin.query('create database huimin');
  } catch (error) {
    if (!madeMeanwhile(error)) throw error;
  } finally {
    await admin.end();
  }
  return server.url('huimin');
}

async function withOwner<T>(url: string, schema: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'huimin-owner',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: sessionOptions(schema),
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw failed(
      'db.unreachable',
      '无法连接数据库：请检查 DATABASE_URL、网络与账号，或去掉 DATABASE_URL 使用内置数据库。',
      'The database cannot be reached: check DATABASE_URL, the network and the account, or unset DATABASE_URL to use the built-in one.',
      { cause: error instanceof Error ? error.message : String(error) },
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const sessionOptions = (schema: string): string =>
  `-c search_path=${schema},public -c timezone=Asia/Shanghai`;

/** No statement of the application may hold its locks for ever, nor go on when its client is gone. */
const APPLICATION_LIMITS = '-c statement_timeout=600000 -c client_connection_check_interval=5000';

const loginRole = (installation: Installation): string => `${APPLICATION_ROLE}_${installation.id}`;

/** The application logs in as a role of its own that owns nothing and cannot pass row-level security. */
async function ensureLogin(owner: Client, installation: Installation): Promise<void> {
  const role = loginRole(installation);
  const password = owner.escapeLiteral(installation.appPassword);
  const found = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount !== 0) return;
  try {
    await owner.query(
      `create role "${role}" login nosuperuser nocreatedb nocreaterole nobypassrls inherit password ${password} in role ${APPLICATION_ROLE}`,
    );
  } catch (error) {
    if (!madeMeanwhile(error)) throw error;
  }
}

/** Two first starts at once: the other one has just created the same database or role. */
const madeMeanwhile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['42P04', '42710', '23505'].includes(String(error.code));

function poolSettings(
  ownerUrl: string,
  schema: string,
  installation: Installation,
  name: string,
): PoolConfig {
  const url = new URL(ownerUrl);
  url.username = loginRole(installation);
  url.password = installation.appPassword;
  return {
    connectionString: url.href,
    max: POOL_SIZE,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: `${sessionOptions(schema)} ${APPLICATION_LIMITS}`,
  };
}

function applicationPool(settings: PoolConfig): Pool {
  const pool = new pg.Pool(settings);
  // A server that goes away ends idle clients with 57P01; the next query says so, an event must not end the process.
  pool.on('error', () => undefined);
  return pool;
}

async function inTransaction<T>(pool: Pool, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const swallow = (): void => undefined;
  client.on('error', swallow);
  let broken: Error | undefined;
  try {
    const range = scopeOf(actor);
    // One message instead of two: this is the shortest part of every call that touches the database.
    await client.query(
      `begin; set local huimin.actor = ${client.escapeLiteral(actor.accountId)};
       set local huimin.division_from = '${range.from}'; set local huimin.division_to = '${range.to}'`,
    );
    const result = await work({ db: drizzle({ client }), client, actor });
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollback: Error) => (broken = rollback));
    throw error;
  } finally {
    client.off('error', swallow);
    client.release(broken);
  }
}
