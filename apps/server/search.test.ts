import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { buildApp } from './build-app.ts';

let database: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  await createSmallDistrict(db, keyring, registry);
  const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) };
  app = buildApp({ db, keyring, registry, reports, logLevel: 'silent', requestsPerMinute: 10_000 });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const search = (query: Record<string, string>) =>
  app.inject({ url: `/api/search?${new URLSearchParams(query).toString()}` });

test('finds, grouped by kind and masked', async () => {
  expect((await search({ q: '张小明' })).json()).toMatchObject({
    groups: [{ kind: 'person', label: { zh: '人员' }, found: [{ title: '张*明', match: 'name' }] }],
    more: false,
  });
});

test('finds the same with the words in the body, where no address holds them', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/search',
    payload: { q: '张小明', kinds: 'person' },
  });
  expect(answer.json()).toMatchObject({ groups: [{ kind: 'person', found: [{ title: '张*明' }] }] });
});

test.each(['420112196001010017', ' 42011219600101001x', '420112600101001', '13800138000'])(
  'a number of a person is not looked for in an address: %s',
  async (q) => {
    const refused = await search({ q });
    expect(refused.json()).toMatchObject({ code: 'search.personal-number', status: 400 });
    expect(refused.body).not.toContain(q.trim());
    expect(
      (await app.inject({ method: 'POST', url: '/api/search', payload: { q: q.trim() } })).statusCode,
    ).toBe(200);
  },
);

test('an empty query finds nothing, a megabyte is refused, neither is an error of the server', async () => {
  expect((await app.inject('/api/search')).json()).toEqual({ groups: [], more: false });
  expect((await search({ q: '' })).json()).toEqual({ groups: [], more: false });
  expect((await search({ q: '张'.repeat(1024 * 1024) })).json()).toMatchObject({
    code: 'request.input',
    status: 400,
  });
  expect((await search({ q: '张', limit: '21' })).statusCode).toBe(400);
  expect((await search({ q: '张', kinds: 'account' })).json()).toMatchObject({ code: 'search.kind' });
});

test.each(['%', '_', '\\', "';--", '<img src=x onerror=alert(1)>', '[a-z]+', '\u0000'])(
  '"%s" is only text',
  async (q) => {
    expect((await search({ q })).statusCode).toBe(200);
  },
);
