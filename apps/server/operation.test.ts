import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { type AppOptions, buildApp } from './build-app.ts';
import { type RunningServer, startServer } from './start-server.ts';

let database: TestDatabase;
let options: AppOptions;
const servers: RunningServer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  options = {
    db: { ...database.db, close: async () => undefined },
    keyring: database.keyring,
    registry,
    reports: { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) },
    logLevel: 'silent',
  };
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => database.drop());

async function listen(more: Partial<AppOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ ...options, ...more, port: 0, endOnSignals: false });
  servers.push(server);
  return server;
}

const ask = (url: string, agent: Agent): Promise<{ readonly status: number | undefined }> =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response: IncomingMessage) => {
      response.resume().on('end', () => resolve({ status: response.statusCode }));
    }).on('error', reject);
  });

/** Holds back every call that looks at the district, until it is let go. */
async function holdDistrict(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: database.url, options: '-c search_path=huimin,public' });
  await client.connect();
  await client.query('begin; lock table district in access exclusive mode');
  let held = true;
  return async () => {
    if (!held) return;
    held = false;
    await client.query('rollback');
    await client.end();
  };
}

describe('shutting down', () => {
  test('finishes the call under way and sends new ones away', async () => {
    const server = await listen();
    const agent = new Agent({ keepAlive: true });
    const release = await holdDistrict();
    try {
      const slow = ask(`${server.url}/api/session`, agent);
      // A connection on which half a request has come when the server closes.
      const socket = connect({ port: Number(new URL(server.url).port), host: '127.0.0.1' });
      socket.write('GET /readyz HTTP/1.1\r\nhost: x\r\n');
      await pause(300);
      const closed = server.close();
      await pause(100);
      socket.write('\r\n');
      const [data]: unknown[] = await once(socket, 'data');
      expect(String(data)).toMatch(/^HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*server\.closing/i);
      await release();
      expect((await slow).status).toBe(200);
      await closed;
      await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
      socket.destroy();
    } finally {
      await release();
      agent.destroy();
    }
  });

  test('ends within ten seconds although a call does not', async () => {
    const server = await listen();
    const agent = new Agent({ keepAlive: true });
    const release = await holdDistrict();
    try {
      const stuck = ask(`${server.url}/api/session`, agent).catch(() => 'cut off');
      await pause(200);
      const start = performance.now();
      await server.close();
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(await stuck).toBe('cut off');
    } finally {
      await release();
      agent.destroy();
    }
  }, 20_000);
});

describe('metrics', () => {
  test('durations by route pattern and status, connections and backlogs, without anybody’s id', async () => {
    const app = buildApp(options);
    const id = '01900000-0000-7000-8000-000000000001';
    await app.inject(`/api/people/${id}`);
    const text = (await app.inject('/metrics')).body;
    await app.close();
    expect(text).toContain(
      'huimin_http_request_duration_seconds_count{method="GET",route="/api/people/:id",status="404"} 1',
    );
    for (const name of [
      'pool_connections',
      'events_waiting',
      'deliveries_failed',
      'jobs_failed_day',
      'audit_rows_unsealed',
    ]) {
      expect(text).toMatch(new RegExp(`^huimin_${name} \\d+$`, 'm'));
    }
    expect(text).not.toContain(id);
  });

  test('are for this computer, or for whoever has the token', async () => {
    const open = buildApp(options);
    expect((await open.inject({ url: '/metrics', remoteAddress: '10.0.0.8' })).statusCode).toBe(403);
    const headers = { 'x-forwarded-for': '10.0.0.8' };
    expect((await open.inject({ url: '/metrics', headers })).statusCode).toBe(403);
    await open.close();
    const keyed = buildApp({ ...options, metricsToken: 'a-long-token' });
    const as = async (authorization: string) =>
      (await keyed.inject({ url: '/metrics', remoteAddress: '10.0.0.8', headers: { authorization } }))
        .statusCode;
    expect(await as('Bearer a-long-token')).toBe(200);
    expect(await as('Bearer a-long-tokem')).toBe(403);
    expect((await keyed.inject('/metrics')).statusCode).toBe(403);
    await keyed.close();
  });
});

describe('readiness', () => {
  test('not while the schema is of another version, nor with keys that do not open', async () => {
    await database.db.asOwner((owner) => owner.query(`insert into migration values ('9999_later.sql', 'x')`));
    const app = buildApp(options);
    expect((await app.inject('/readyz')).json()).toMatchObject({ status: 503, code: 'server.not-ready' });
    await app.close();
    await database.db.asOwner((owner) => owner.query(`delete from migration where name = '9999_later.sql'`));
    const keyless = buildApp({ ...options, keyring: { ...database.keyring, current: 'k-gone' } });
    expect((await keyless.inject('/readyz')).statusCode).toBe(503);
    await keyless.close();
    const ready = buildApp(options);
    expect((await ready.inject('/readyz')).statusCode).toBe(200);
    await ready.close();
  });
});

describe('rate limits', () => {
  test('each session of an address has its own measure; made-up sessions share the address’s', async () => {
    const app = buildApp({ ...options, requestsPerMinute: 2 });
    const status = async (session?: string): Promise<number> => {
      const headers = session === undefined ? {} : { cookie: `huimin_session=${session}` };
      return (await app.inject({ url: '/api/openapi.json', headers })).statusCode;
    };
    expect([await status('a'), await status('a'), await status('a')]).toEqual([200, 200, 429]);
    expect(await status('b')).toBe(200);
    const made: number[] = [];
    for (let i = 0; i < 120; i++) made.push(await status(`made-up-${i}`));
    expect(made.filter((code) => code === 429).length).toBeGreaterThan(10);
    await app.close();
  });
});
