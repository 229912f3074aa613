import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../kernel/base/clock.ts';
import { routesOf } from '../apps/server/routes.ts';
import { buildApp } from '../apps/server/build-app.ts';
import * as reports from '../kernel/indicator/build-report.ts';
import { registry } from '../modules/index.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';
import { contractInputs } from './support/contract-inputs.ts';
import { type ScopeWorld, createScopeWorld, digestOfStreet } from './support/scope-world.ts';

/**
 * Every contract of the API is called by accounts of another street that hold the widest roles, with every id that the
 * first street has. They must see nothing of it and change nothing in it.
 */
const OWN_ACCOUNT = /^\/api\/(login|logout|password|session|sessions|totp|oidc|demonstration|account)(\/|$)/;

let database: TestDatabase;
let world: ScopeWorld;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = fixedClock('2020-06-01T10:00');
  world = await createScopeWorld(database, registry, clock);

  const { db, keyring } = database;
  app = buildApp({
    db,
    keyring,
    registry,
    reports,
    clock,
    logLevel: 'silent',
    requestsPerMinute: 10_000_000,
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

async function signedInAs(username: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/demonstration/account',
    headers: { 'content-type': 'application/json' },
    payload: { username },
  });
  expect(response.statusCode).toBe(200);
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  return async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const answer = await app.inject({
      method,
      url,
      headers: { cookie, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.body };
  };
}

const contracts = routesOf(registry)
  .map(({ contract }) => contract)
  .filter(({ path }) => !OWN_ACCOUNT.test(path));

const FILES = [...registry.records.keys()].flatMap((record) => [
  `/api/registers/${record}/export?format=csv`,
  `/api/registers/${record}/export?format=csv&ended=with`,
]);

describe('another street', () => {
  test.each(['clerk_two', 'chief_two', 'street_two'])(
    '%s sees nothing of the first street through any contract, and changes nothing in it',
    async (username) => {
      const before = await digestOfStreet(database.db, world.street);
      const call = await signedInAs(username);
      const leaks: string[] = [];
      const note = (
        what: string,
        { status, body }: { status: number; body: string },
        given: string,
      ): void => {
        // What was asked with is no leak when it is only repeated; a refusal repeats nothing.
        const seen = world.tokens.filter((token) => body.includes(token) && !given.includes(token));
        if (seen.length > 0) leaks.push(`${what} → ${status}: ${seen.join(', ')}`);
        if (status >= 500 && !body.includes('contract.'))
          leaks.push(`${what} → ${status} ${body.slice(0, 200)}`);
      };
      for (const contract of contracts) {
        for (const input of contractInputs(contract, world.ids)) {
          const answer = await call(contract.method, input.url, input.body);
          note(`${contract.method} ${contract.path}`, answer, input.url + JSON.stringify(input.body ?? {}));
        }
      }
      for (const url of FILES) note(url, await call('GET', url), url);
      expect([...new Set(leaks)]).toEqual([]);
      expect(await digestOfStreet(database.db, world.street)).toEqual(before);
    },
  );

  test('the same walk as the district reaches those records, so it can find a leak', async () => {
    const call = await signedInAs('clerk');
    const reached = new Set<string>();
    for (const contract of contracts.filter(({ method }) => method === 'GET')) {
      for (const input of contractInputs(contract, world.ids)) {
        const { body } = await call('GET', input.url);
        for (const token of world.tokens) if (body.includes(token)) reached.add(token);
      }
    }
    expect(world.ids.filter((id) => !reached.has(id))).toEqual([]);
  });
});
