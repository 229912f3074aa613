import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { hashPassword } from '../../kernel/access/password-hash.ts';
import { buildApp } from '../../apps/server/build-app.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { openBrowser, PASSWORD } from './office.ts';

let database: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  await createSmallDistrict(db, keyring, registry);
  const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('none')) };
  app = buildApp({ db, keyring, registry, reports, logLevel: 'silent' });
  const hash = await hashPassword(PASSWORD);
  await db.asOwner((owner) =>
    owner.query(
      `insert into account_credential (account_id, password_hash, password_changed_at, must_change)
       select id, $1, now(), false from account where username = 'clerk'`,
      [hash],
    ),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const usernameOf = async (browser: ReturnType<typeof openBrowser>) => {
  const { account, signIn } = (await browser.get('/api/session')).body as {
    account: { username: string };
    signIn: { method: string } | null;
  };
  return [account.username, signIn?.method ?? null];
};

test('in a demonstration a password opens the account that has one, before any other cookie', async () => {
  const browser = openBrowser({ app });
  expect(await usernameOf(browser)).toEqual(['visitor', null]);
  await browser.post('/api/demonstration/account', { username: 'street_one' });
  expect(await usernameOf(browser)).toEqual(['street_one', null]);
  expect((await browser.post('/api/login', { username: 'clerk', password: PASSWORD })).status).toBe(200);
  expect(await usernameOf(browser)).toEqual(['clerk', 'password']);
  await browser.post('/api/logout');
  expect(await usernameOf(browser)).toEqual(['street_one', null]);
});

test('accounts without a password stay closed to log-in, and a session that has ended is the visitor', async () => {
  const browser = openBrowser({ app });
  expect((await browser.post('/api/login', { username: 'chief', password: '' })).status).toBe(400);
  expect((await browser.post('/api/login', { username: 'chief', password: PASSWORD })).status).toBe(401);
  browser.cookies.set('huimin_session', 'x'.repeat(43));
  expect(await usernameOf(browser)).toEqual(['visitor', null]);
  expect((await browser.get('/api/sessions')).status).toBe(401);
});
