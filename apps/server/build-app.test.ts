import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { type AppOptions, buildApp } from './build-app.ts';
import { startServer } from './start-server.ts';

const reports = {
  listReportYears: () => [],
  buildReport: () => Promise.reject(new Error('there are no reports')),
};

let database: TestDatabase;
let staticDir: string;
let app: FastifyInstance;
let options: AppOptions;

beforeAll(async () => {
  database = await createTestDatabase();
  staticDir = mkdtempSync(join(tmpdir(), 'huimin-web-'));
  mkdirSync(join(staticDir, 'assets'));
  writeFileSync(join(staticDir, 'index.html'), '<h1>惠民</h1>');
  writeFileSync(join(staticDir, 'assets', 'main-abc123.js'), 'export {};');
  const { db, keyring } = database;
  options = { db, keyring, registry, reports, staticDir, logLevel: 'silent' };
  app = buildApp(options);
});

afterAll(async () => {
  await app.close();
  await database.drop();
  rmSync(staticDir, { recursive: true, force: true });
});

const json = { 'content-type': 'application/json' };
const post = (headers: Record<string, string>, payload: string = '{"username":"visitor"}') =>
  app.inject({ method: 'POST', url: '/api/demonstration/account', headers, payload });

describe('health', () => {
  test('the process lives and the database answers', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready' });
  });

  test('not ready while the database does not answer', async () => {
    const away = {
      ...database.db,
      pool: Object.assign(Object.create(database.db.pool), {
        query: () => Promise.reject(new Error('away')),
      }),
    };
    const other = buildApp({ ...options, db: away });
    const response = await other.inject('/readyz');
    await other.close();
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'server.not-ready' });
  });
});

describe('the web app', () => {
  test('a page that only the app knows gets index.html, never from a cache', async () => {
    for (const url of ['/', '/awards/1?month=2020-04', '/apiary']) {
      const response = await app.inject(url);
      expect(response.statusCode).toBe(200);
      expect(response.body).toBe('<h1>惠民</h1>');
      expect(response.headers['cache-control']).toBe('no-cache');
    }
  });

  test('assets carry their digest and are kept for good; a missing one is missing', async () => {
    const found = await app.inject('/assets/main-abc123.js');
    expect(found.headers['cache-control']).toContain('immutable');
    expect((await app.inject('/assets/main-old.js')).statusCode).toBe(404);
  });

  test('without a built app every page says how to build it', async () => {
    const bare = buildApp({ ...options, staticDir: join(staticDir, 'assets') });
    const response = await bare.inject('/');
    await bare.close();
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('npm run build:web');
  });

  test('nothing outside its folder is served', async () => {
    for (const url of ['/../package.json', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) {
      expect((await app.inject(url)).body).not.toMatch(/root:|"name"/);
    }
  });
});

describe('headers', () => {
  test('scripts from nowhere else, no framing, no sniffing, on pages, answers and refusals alike', async () => {
    for (const url of ['/', '/healthz', '/api/nothing']) {
      const { headers } = await app.inject(url);
      const policy = String(headers['content-security-policy']).split(';');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('a request id is given, a proper one of the caller is kept, another is not', async () => {
    const idOf = async (given: string) =>
      (await app.inject({ url: '/healthz', headers: { 'x-request-id': given } })).headers['x-request-id'];
    expect(await idOf('abc-12345678')).toBe('abc-12345678');
    expect(await idOf('张三 420112')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('answers of the API are not kept by any cache', async () => {
    expect((await app.inject('/api/session')).headers['cache-control']).toBe('no-store');
  });
});

describe('refusals are problem+json', () => {
  test('an unknown address of the API', async () => {
    const response = await app.inject('/api/nothing');
    expect(response.statusCode).toBe(404);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(response.json()).toEqual({
      type: 'urn:huimin:problem:request.unknown-path',
      title: '没有这个地址：请检查网址。',
      en: expect.any(String),
      code: 'request.unknown-path',
      status: 404,
      requestId: response.headers['x-request-id'],
    });
  });

  test('a database in which no district has been set up says what to do', async () => {
    const response = await app.inject('/api/session');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({
      code: 'district.missing',
      title: expect.stringContaining('huimin demo'),
    });
  });

  test('a broken or missing body', async () => {
    expect((await post(json, '{')).json()).toMatchObject({ status: 400, code: 'request.malformed' });
    expect((await post(json, '{}')).json()).toMatchObject({
      status: 400,
      title: expect.stringContaining('“username”为必填项'),
    });
    expect((await post(json, '[]')).json()).toMatchObject({ status: 400, code: 'request.input' });
    expect((await post(json, `{"username":"${'x'.repeat(1024 * 1024)}"}`)).json()).toMatchObject({
      status: 413,
    });
  });

  test('a change that is not sent as JSON', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '']) {
      expect((await post({ 'content-type': type })).statusCode).toBe(415);
    }
  });

  test('a change that another site asks for', async () => {
    const headers: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:4201', host: 'localhost:4200' },
    ];
    for (const given of headers) {
      expect((await post({ ...json, ...given })).json()).toMatchObject({
        status: 403,
        code: 'request.cross-site',
      });
    }
    const own = await post({
      ...json,
      origin: 'http://localhost:4200',
      host: 'localhost:4200',
      'sec-fetch-site': 'same-origin',
    });
    expect(own.json()).toMatchObject({ code: 'district.missing' });
  });

  test('too many calls from one address; pages are not counted', async () => {
    const limited = buildApp({ ...options, requestsPerMinute: 2 });
    const codes: number[] = [];
    for (const url of ['/', '/', '/', '/api/openapi.json', '/api/openapi.json', '/api/openapi.json']) {
      codes.push((await limited.inject(url)).statusCode);
    }
    const refused = await limited.inject('/api/openapi.json');
    await limited.close();
    expect(codes).toEqual([200, 200, 200, 200, 200, 429]);
    expect(refused.json()).toMatchObject({ status: 429, code: 'request.too-many' });
    expect(refused.headers['retry-after']).toBeDefined();
  });
});

describe('OpenAPI', () => {
  test('every path parameter is declared, every operation is named once, every reference leads somewhere', async () => {
    const document = (await app.inject('/api/openapi.json')).json<OpenApi>();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    expect(operations.length).toBeGreaterThan(10);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, parameters = [] } of operations) {
      const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
      expect(declared).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    }
    for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = reference
        .split('/')
        .reduce<unknown>((at, key) => Reflect.get(Object(at), key), document);
      expect(target, reference).toBeDefined();
    }
  });
});

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>
  >;
}

describe('the listening server', () => {
  const listening = () => ({
    ...options,
    db: { ...database.db, close: async () => undefined },
    endOnSignals: false,
  });

  test('answers on the loopback address and ends when it is closed', async () => {
    const server = await startServer({ ...listening(), port: 0 });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    await server.close();
    await server.closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  test('says which port is busy and how to take another', async () => {
    const first = await startServer({ ...listening(), port: 0 });
    const { port } = new URL(first.url);
    await expect(startServer({ ...listening(), port })).rejects.toMatchObject({
      code: 'server.port-busy',
      zh: `端口 ${port} 已被占用：请关闭占用程序，或用 npm start -- --port 4300 换一个端口。`,
    });
    await first.close();
  });

  test.each(['', 'abc', '-1', '70000', '42 00'])('refuses the port "%s"', async (port) => {
    await expect(startServer({ ...listening(), port })).rejects.toMatchObject({
      code: 'server.port',
      kind: 'input',
    });
  });

  test('does not let others on the network in while there is no district in earnest', async () => {
    await expect(startServer({ ...listening(), port: 0, host: '0.0.0.0' })).rejects.toMatchObject({
      code: 'server.demonstration-host',
    });
  });
});
