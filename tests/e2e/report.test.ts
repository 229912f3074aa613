import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb, WEB_DIST } from '../../apps/cli/build-web.ts';
import { type RunningServer, startServer } from '../../apps/server/start-server.ts';
import * as reports from '../../kernel/indicator/build-report.ts';
import { registry } from '../../modules/index.ts';
import { createDemoDatabase } from '../support/demo-database.ts';
import type { TestDatabase } from '../support/test-database.ts';

/** Two processors may have other tests to run beside the browser. */
const PATIENCE_MS = 60_000;

const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let database: TestDatabase;
let server: RunningServer;
let browser: Browser;

/** A page that fails the test when the browser reports an error of its own. */
async function openPage(path: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
  return { page, errors };
}

const figure = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`).first();

async function seriousViolations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''}`);
}

describe.skipIf(!existsSync(CHROMIUM))('the report in a real browser', () => {
  beforeAll(async () => {
    await buildWeb();
    database = await createDemoDatabase();
    server = await startServer({
      db: database.db,
      keyring: database.keyring,
      registry,
      reports,
      staticDir: WEB_DIST,
      port: 0,
      endOnSignals: false,
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
    await database?.drop();
  });

  test('a reader goes from a printed figure to a payment line, its reasons and the household', async () => {
    const { page, errors } = await openPage('/');
    await expect.poll(() => page.url()).toContain('/reports/2020');
    expect(await figure(page, 'assistance.dibao.paid').innerText()).toContain('1219.16');
    await figure(page, 'assistance.dibao.paid').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('与上面数字一致').waitFor();
    expect(await drawer.innerText()).toContain('演示假设');
    await drawer.locator('tbody tr a, tbody tr').first().click();
    await page.waitForURL(/\/lines\//);
    const body = page.locator('main');
    await body.getByText('低保标准').first().waitFor();
    await expect.poll(() => body.innerText()).toMatch(/结论|应发/);
    expect(await body.innerText()).not.toMatch(/undefined|NaN|\[object/);
    await page.locator('a[href*="/households/"]').first().click();
    await page.waitForURL(/\/households\//);
    await page.locator('main h1').waitFor();
    await expect.poll(() => page.locator('main').innerText()).toMatch(/420\*+/);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('a figure without a register is shown as missing', async () => {
    const { page } = await openPage('/reports/2020');
    const missing = page.locator('[data-figure].figure-missing');
    await missing.first().waitFor();
    expect(await missing.first().innerText()).toContain('登记簿尚未建立');
    await page.context().close();
  });

  test('a street clerk sees the figures of the street only', async () => {
    const { page } = await openPage('/reports/2020');
    const whole = Number.parseInt(await figure(page, 'assistance.dibao.urban.persons').innerText(), 10);
    await page.request.post(`${server.url}/api/demonstration/account`, {
      data: { username: 'street001' },
      headers: { 'sec-fetch-site': 'same-origin', origin: server.url },
    });
    await page.reload({ waitUntil: 'networkidle' });
    const street = Number.parseInt(await figure(page, 'assistance.dibao.urban.persons').innerText(), 10);
    expect(whole).toBe(269);
    expect(street).toBeGreaterThan(0);
    expect(street).toBeLessThan(whole);
    await page.context().close();
  });

  test.each(['/reports/2020', '/figures', '/runs', '/standards', '/ledger'])(
    '%s has no serious barrier and fits a phone',
    async (path) => {
      const { page, errors } = await openPage(path, 390);
      await page.locator('main h1').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(Number(overflow)).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );
});
