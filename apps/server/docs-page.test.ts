import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { type RunningServer, startServer } from './start-server.ts';

let database: TestDatabase;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) };
  server = await startServer({
    db: { ...db, close: async () => undefined },
    keyring,
    registry,
    reports,
    port: 0,
    logLevel: 'silent',
    endOnSignals: false,
  });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.close();
  await database.drop();
});

test('the page shows the calls of the API and asks no other site for anything', async () => {
  const page = await browser.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
  });
  page.on('pageerror', (error) => refused.push(error.message));
  const answer = await page.goto(`${server.url}/api/docs/`);
  expect(answer?.headers()['content-security-policy']).not.toMatch(
    /unsafe-eval|script-src[^;]*unsafe-inline/,
  );
  // A group of calls, and a call with its summary, as the contracts say them.
  await page.getByText('Who is signed in, and which district this is').first().waitFor({ timeout: 30_000 });
  await page.getByText('Open Group - households').first().waitFor({ state: 'attached' });
  // What it might fetch later than it shows.
  await page.waitForTimeout(2_000);
  expect(asked.filter((url) => !url.startsWith(server.url) && !/^(data|blob):/.test(url))).toEqual([]);
  expect(refused).toEqual([]);
  await page.close();
}, 60_000);

test('other pages keep the strict policy', async () => {
  const policy = (await fetch(`${server.url}/api/openapi.json`)).headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self';");
});
