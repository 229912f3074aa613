import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensureServer } from './embedded-server.ts';
import type { EmbeddedServer } from './embedded-server.ts';
import { findRunningServer, signal } from './old-server.ts';
import { findServerFile, serverPaths } from './server-files.ts';

const LINGER_MS = 300;
const SIMULTANEOUS = 3;
const run = promisify(execFile);

let template: string;
let base: string;
/** An empty server, stopped. */
let root: string;

beforeAll(async () => {
  template = fs.mkdtempSync(path.join(os.tmpdir(), 'huimin-embedded-template-'));
  await (await ensureServer(template)).stop();
});

afterAll(() => fs.rmSync(template, { recursive: true, force: true }));

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'huimin-embedded-'));
  root = path.join(base, 'postgres');
  fs.cpSync(template, root, { recursive: true });
});

afterEach(async () => {
  await ended(root);
  fs.rmSync(base, { recursive: true, force: true });
});

/** Kills what a failed test may have left, by the pids noted in the test's own folder. */
async function ended(folder: string): Promise<void> {
  const paths = serverPaths(folder);
  const pids = [findServerFile(paths)?.keeper?.pid, serverPid(folder)].filter((pid) => pid !== undefined);
  for (const pid of pids) signal(pid, 'SIGTERM');
  await until(() => pids.every((pid) => !signal(pid, 0)));
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await sleep(20);
  }
}

const serverPid = (folder: string): number | undefined => {
  const paths = serverPaths(folder);
  return fs.existsSync(paths.data) ? findRunningServer(paths) : undefined;
};

const keeperPid = (folder: string): number => findServerFile(serverPaths(folder))?.keeper?.pid ?? 0;

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const start = (folder = root): Promise<EmbeddedServer> => ensureServer(folder, { lingerMs: LINGER_MS });

describe('embedded PostgreSQL', () => {
  test('the first start makes a server that is safe, local and Chinese-capable', async () => {
    root = path.join(base, 'new');
    const server = await start();
    await query(server, 'create table visit (household text)');
    const settings = await query(
      server,
      `select name, setting from pg_settings where name in ('fsync', 'data_checksums', 'listen_addresses',
        'unix_socket_directories', 'TimeZone', 'server_encoding', 'password_encryption') order by name collate "C"`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      TimeZone: 'Asia/Shanghai',
      data_checksums: 'on',
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      unix_socket_directories: '',
    });
    const order = await query(
      server,
      `select x from unnest('{张,安,李}'::text[]) x order by x collate "zh-x-icu"`,
    );
    expect(order.map(({ x }) => x).join('')).toBe('安李张');
    expect(fs.statSync(path.join(root, 'server.json')).mode & 0o777).toBe(0o600);
    await server.stop();
    expect(serverPid(root)).toBeUndefined();
  });

  test('personal data in a refused statement does not reach the log', async () => {
    const server = await start();
    await query(server, 'create table person (id_number text primary key)');
    await query(server, `insert into person values ('420112199001011234')`);
    await expect(query(server, `insert into person values ('420112199001011234')`)).rejects.toThrow(
      'duplicate',
    );
    await expect(query(server, `select '张三丰'::int`)).rejects.toThrow('张三丰');
    await server.stop();
    expect(fs.readFileSync(path.join(root, 'server.log'), 'utf8')).not.toMatch(
      /420112199001011234|张三丰|insert/,
    );
  });

  test('processes that come first at the same moment share one server', async () => {
    root = path.join(base, 'new');
    const module = path.join(import.meta.dirname, 'embedded-server.ts');
    const script = `
      import { ensureServer } from ${JSON.stringify(module)};
      import pg from ${JSON.stringify(import.meta.resolve('pg'))};
      const server = await ensureServer(process.argv[1], { lingerMs: ${LINGER_MS} });
      const client = new pg.Client({ connectionString: server.url('postgres') });
      await client.connect();
      await client.query('select pg_advisory_lock(1)');
      await client.query('create table if not exists arrival (pid int)');
      await client.query('insert into arrival values ($1)', [process.pid]);
      await client.end();
      console.log(server.port);`;
    const arrivals = Array.from({ length: SIMULTANEOUS }, () =>
      run(process.execPath, ['--input-type=module', '--eval', script, root]),
    );
    const ports = (await Promise.all(arrivals)).map(({ stdout }) => stdout.trim());
    expect(new Set(ports).size).toBe(1);
    const server = await start();
    expect(await query(server, 'select count(*)::int as rows from arrival')).toEqual([
      { rows: SIMULTANEOUS },
    ]);
    await server.stop();
  });

  test('committed rows are there after kill -9 of the keeper and the server', async () => {
    const before = await start();
    await query(before, 'create table payment as select generate_series(1, 1000) as line');
    const [server, keeper] = [serverPid(root), keeperPid(root)];
    signal(keeper, 'SIGKILL');
    signal(server ?? 0, 'SIGKILL');
    const after = await start();
    expect(keeperPid(root)).not.toBe(keeper);
    expect(await query(after, 'select count(*)::int as rows from payment')).toEqual([{ rows: 1000 }]);
    await after.stop();
  });

  test('a server whose keeper was killed ends, and an immediate start waits for it', async () => {
    const before = await start();
    await query(before, 'create table payment (line int)');
    const orphan = serverPid(root);
    signal(keeperPid(root), 'SIGKILL');
    const after = await start();
    expect(serverPid(root)).not.toBe(orphan);
    expect(await query(after, 'select * from payment')).toEqual([]);
    await after.stop();
  });

  test('a killed server is started again, on the same port, below its living clients', async () => {
    const server = await start();
    const [killed, keeper] = [serverPid(root) ?? 0, keeperPid(root)];
    signal(killed, 'SIGKILL');
    await until(() => ![undefined, killed].includes(serverPid(root)));
    const again = await start();
    expect([again.port, keeperPid(root)]).toEqual([server.port, keeper]);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
    await server.stop();
  });

  test('the server stays for a session, and stops when there has been none for the linger time', async () => {
    const server = await start();
    const client = new pg.Client({ connectionString: server.url('postgres') });
    await client.connect();
    // Gives up the lease only: another client is connected.
    await server.stop();
    await sleep(LINGER_MS * 3);
    expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    await until(() => serverPid(root) === undefined && keeperPid(root) === 0);
    const again = await start();
    expect(await query(again, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  test('clients that come while the keeper is just stopping get a server', async () => {
    for (let round = 0; round < 6; round += 1) {
      const server = await start();
      const stopping = server.stop();
      await sleep(round * 10);
      const next = await start();
      expect(await query(next, 'select 1 as one')).toEqual([{ one: 1 }]);
      await stopping;
      await next.stop();
    }
  });

  test('spaces, Chinese, quotes and length in the path, PG* variables and no HOME do not matter', async () => {
    const odd = path.join(base, `惠民 数据's "区"`, 'x'.repeat(200), 'postgres');
    const saved = { ...process.env };
    Object.assign(process.env, {
      PGPORT: '1',
      PGDATA: '/nowhere',
      PGUSER: 'nobody',
      PGOPTIONS: '-c x.y=1',
      HOME: '',
    });
    try {
      const server = await start(odd);
      const client = new pg.Client({ connectionString: server.url('postgres'), options: '-c a.b=1' });
      await client.connect();
      expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await client.end();
      await server.stop();
    } finally {
      process.env = saved;
      await ended(odd);
    }
  });

  test('a folder deleted under the server ends it; the same path gets a new one', async () => {
    const lost = await start();
    const pid = serverPid(root) ?? 0;
    fs.rmSync(root, { recursive: true });
    const fresh = await start();
    expect(fresh.password).not.toBe(lost.password);
    await until(() => !signal(pid, 0));
    await fresh.stop();
  });

  test('a missing server.json is reported, not overwritten by a new password', async () => {
    const [file, kept] = [path.join(root, 'server.json'), path.join(base, 'kept.json')];
    fs.renameSync(file, kept);
    const error: unknown = await start().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'db.embedded-start',
      en: expect.stringContaining('missing or damaged'),
    });
    expect(fs.existsSync(file)).toBe(false);
    fs.renameSync(kept, file);
    await (await start()).stop();
  });

  test('a damaged configuration is reported with the last lines of the log', async () => {
    await (await start()).stop();
    fs.appendFileSync(path.join(root, 'data', 'postgresql.conf'), '\nnot_a_setting = 1\n');
    const error: unknown = await start().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'db.embedded-start', en: expect.stringContaining('not_a_setting') });
    await until(() => keeperPid(root) === 0 || !signal(keeperPid(root), 0));
  });
});
