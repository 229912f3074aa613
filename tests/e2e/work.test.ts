import { chooseOption, pressUntil } from '../support/press.ts';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { buildWeb, WEB_DIST } from '../../apps/cli/build-web.ts';
import { type RunningServer, startServer } from '../../apps/server/start-server.ts';
import { getAccount } from '../../kernel/access/account.ts';
import { totpCode } from '../../kernel/access/totp.ts';
import { systemClock } from '../../kernel/base/clock.ts';
import { openTask } from '../../kernel/event/task.ts';
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

/** Longer than anybody who presses one button after the other waits. */
const REREAD_MS = 700;

const STREET = 420112001000000;
const NEW_CLERK = 'newclerk';
const PASSWORD = 'Wujiashan#2026!';

let database: TestDatabase;
let server: RunningServer;
let browser: Browser;
let firstPassword = '';

/** A browser that looks at the demonstration as an account. */
async function openAs(username: string, width = 1280): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await post(page, '/api/demonstration/account', { username });
  return { context, page };
}

/** A call as the page's own account. */
async function post(page: Page, path: string, data: object): Promise<unknown> {
  const headers = { 'sec-fetch-site': 'same-origin', origin: server.url };
  const answer = await page.request.post(`${server.url}${path}`, { data, headers });
  expect(answer.status()).toBe(200);
  return answer.json();
}

const open = (page: Page, path: string) => page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const dialog = (page: Page) => page.getByRole('dialog').last();

async function seriousViolations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''}`);
}

const openTestTask = async (key: string): Promise<string> => {
  const actor = await getAccount(database.db.pool, 'street001');
  return database.db.transaction(actor, (tx) =>
    openTask(tx, {
      key,
      kind: 'test',
      title: { zh: '核对一户的情况', en: 'check a household' },
      about: { kind: 'household', id: '00000000-0000-0000-0000-000000000001' },
      divisionNo: STREET,
      role: 'street_clerk',
      dueOn: systemClock.today(),
      reasons: [{ zh: '邻里反映情况有变化。', en: 'Neighbours say that things have changed.' }],
    }),
  );
};

async function aHousehold(): Promise<string> {
  const found = await database.db.asOwner((owner) =>
    owner.query<{ id: string }>(
      `select h.id from household h join award a on a.subject_id = h.id
        where h.division_no between $1 and $1 + 999999 and a.award_no like 'DB%' order by h.household_no limit 1`,
      [STREET],
    ),
  );
  return z.uuid().parse(found.rows[0]?.id);
}

describe.skipIf(!existsSync(CHROMIUM))('daily work in a real browser', () => {
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

  test('a task is claimed and done with an opinion', async () => {
    const id = await openTestTask('test:done');
    const { context, page } = await openAs('street001');
    await open(page, '/tasks');
    await page.getByRole('link', { name: '核对一户的情况' }).first().click();
    await page.waitForURL(`**/tasks/${id}`);
    await page.getByText('邻里反映情况有变化。').waitFor();
    await button(page, '认领').click();
    await button(page, '退回岗位').waitFor();
    await button(page, '办结').click();
    await dialog(page).getByLabel('办理意见').fill('已入户核对，情况属实');
    await dialog(page).getByRole('button', { name: '办结' }).click();
    await page.getByText('已入户核对，情况属实').waitFor();
    await context.close();
  });

  test('who claims a moment too late is told so, and sees who has it', async () => {
    const id = await openTestTask('test:race');
    await database.db.asOwner((owner) =>
      owner.query(
        `insert into account (id, username, display_name, role, division_no)
         values (gen_random_uuid(), 'street001b', '另一位经办', 'street_clerk', $1)`,
        [STREET],
      ),
    );
    const { context, page } = await openAs('street001');
    await open(page, `/tasks/${id}`);
    await button(page, '认领').waitFor();
    const other = await openAs('street001b');
    await post(other.page, `/api/tasks/${id}/claim`, {});
    await button(page, '认领').click();
    await page.getByText('晚了一步').waitFor();
    await page.getByText('另一位经办正在办理这件事').waitFor();
    await other.context.close();
    await context.close();
  });

  test('a case is opened from the household, and a double click sends once', async () => {
    const { context, page } = await openAs('street001');
    await open(page, `/households/${await aHousehold()}`);
    await button(page, '登记：社会救助申请').click();
    const choose = (field: string, option: string) =>
      chooseOption(page, dialog(page).getByLabel(field), option);
    await choose('申请项目', '临时救助');
    await dialog(page).getByRole('button', { name: '登记办件' }).click();
    // Refused in words, with what was chosen still there.
    await dialog(page).getByText('临时救助应填写类型、困难程度和救助人数').waitFor();
    await choose('临时救助类型', '急难型');
    await choose('困难程度', '一般');
    await dialog(page).getByLabel('救助人数').fill('1');
    await dialog(page).getByRole('button', { name: '登记办件' }).dblclick();
    await page.waitForURL(/\/cases\//);
    const caseId = page.url().split('/').at(-1) ?? '';
    // The demonstration has claims for what was paid too much on file besides.
    const rows = await database.db.asOwner((owner) =>
      owner.query("select 1 from case_file where lifecycle = 'assistance-application'"),
    );
    expect(rows.rowCount).toBe(1);

    const main = page.locator('main');
    await main.getByText('材料不齐').waitFor();
    const toReceive = main.locator('tbody').getByRole('button', { name: '收到' });
    const received = dialog(page).getByRole('button', { name: '收到' });
    // One material after the other, at once, though the page is slow to read anew: no press meets an old version.
    await page.route('**/api/cases/*', async (route) => {
      if (route.request().method() === 'GET') await sleep(REREAD_MS);
      await route.continue();
    });
    for (let left = await toReceive.count(); left > 0; left -= 1) {
      expect(await toReceive.count()).toBe(left);
      await pressUntil(toReceive.first(), received);
      await received.click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    const accept = dialog(page).getByRole('button', { name: '受理' });
    await pressUntil(button(page, '受理'), accept);
    await accept.click();
    await main.getByText('已受理').first().waitFor();
    await page.unroute('**/api/cases/*');
    await open(page, '/cases?mine=true');
    await page.locator(`a[href="/cases/${caseId}"]`).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await context.close();
  });

  test('the system administrator makes an account, the security administrator grants, others see no menu', async () => {
    const { context, page } = await openAs('sysadmin');
    await open(page, '/admin');
    await button(page, '新建账号').click();
    await dialog(page).getByLabel('用户名').fill(NEW_CLERK);
    await dialog(page).getByLabel('姓名（显示名称）').fill('新来的经办');
    await dialog(page).getByRole('button', { name: '新建账号' }).click();
    await page.getByText('只显示这一次').waitFor();
    firstPassword = await dialog(page).locator('code').innerText();
    await dialog(page).getByRole('button', { name: '已交接' }).click();
    await page.getByText(NEW_CLERK, { exact: true }).waitFor();
    await context.close();

    const granting = await openAs('secadmin');
    await open(granting.page, `/admin/accounts?q=${NEW_CLERK}`);
    await button(granting.page, '授予岗位').click();
    await chooseOption(granting.page, dialog(granting.page).getByLabel('岗位'), '街道经办');
    await dialog(granting.page).getByLabel('管辖地区').fill('420112001000');
    const to = `${Number(systemClock.today().slice(0, 4)) + 1}-01-31`;
    await dialog(granting.page).getByLabel('失效日期').fill(to);
    await dialog(granting.page).getByLabel('理由').fill('新到岗');
    await dialog(granting.page).getByRole('button', { name: '授予岗位' }).click();
    await granting.page.locator('tbody').getByText('街道经办').waitFor();
    await granting.context.close();

    const clerk = await openAs('street001');
    await open(clerk.page, '/tasks');
    await clerk.page.getByRole('link', { name: '办件' }).waitFor();
    expect(await clerk.page.getByRole('link', { name: '管理', exact: true }).count()).toBe(0);
    await clerk.context.close();
  });

  test.each([
    ['street001', ['/tasks', '/cases', '/notices', '/account', '/login']],
    ['sysadmin', ['/admin/accounts', '/admin/jobs']],
    ['secadmin', ['/admin/accounts', '/admin/policy', '/admin/delegations']],
    ['auditadmin', ['/admin/audit']],
  ])('the pages of %s have no serious barrier and fit a phone', async (username, paths) => {
    const { context, page } = await openAs(username, 390);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    for (const path of paths) {
      await open(page, path);
      await page.locator('main h1').first().waitFor();
      expect(await seriousViolations(page)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect([path, Number(overflow)]).toEqual([path, 0]);
    }
    expect(errors).toEqual([]);
    await context.close();
  });

  test('in earnest one signs in, changes the first password, and keeps what was typed when the session ends', async () => {
    const id = await openTestTask('test:earnest');
    await database.db.asOwner((owner) => owner.query('update district set demonstration = false'));
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await open(page, `/tasks/${id}`);
    await page.waitForURL(/\/login\?next=/);
    const signIn = async (password: string) => {
      await page.getByLabel('密码', { exact: true }).fill(password);
      await page.keyboard.press('Enter');
    };
    await page.getByLabel('用户名').fill(NEW_CLERK);
    await signIn('wrong-password');
    await page.getByText('用户名、密码或动态口令不正确').waitFor();
    await signIn(firstPassword);

    await page.getByRole('heading', { name: '请先修改密码' }).waitFor();
    await page.getByLabel('当前密码').fill(firstPassword);
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再输入一次新密码').fill(PASSWORD);
    await button(page, '修改密码').click();
    await page.getByRole('heading', { name: '核对一户的情况' }).waitFor();

    await button(page, '办结').click();
    await dialog(page).getByLabel('办理意见').fill('写了很久的意见');
    // Whatever is still under way after the password was changed belongs to the session that ends now.
    await page.waitForLoadState('networkidle');
    await context.addCookies([{ name: 'huimin_session', value: 'A'.repeat(43), url: server.url }]);
    await pressUntil(dialog(page).getByRole('button', { name: '办结' }), page.getByText('登录已过期')).catch(
      async (cause: unknown) => {
        const seen = await page.locator('body').innerText();
        throw new Error(`no word of the session's end at ${page.url()}: ${seen}`, { cause });
      },
    );
    await signIn(PASSWORD);
    await page.locator('main').getByText('写了很久的意见').waitFor();
    await context.close();
  });

  test('a second factor is bound with a real code, asked for at the next log-in, and a recovery code opens too', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const signIn = async () => {
      await open(page, '/login');
      await page.getByLabel('用户名').fill(NEW_CLERK);
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
    };
    await signIn();
    await page.waitForURL((url) => url.pathname === '/');
    await open(page, '/account');
    await button(page, '启用动态口令').click();
    const secret = await page.locator('code.secret, .secret code').first().innerText();
    await page.getByLabel('输入认证器上显示的 6 位数字').fill('000000');
    await button(page, '确认并启用').click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('输入认证器上显示的 6 位数字').fill(totpCode(secret.trim(), Date.now()));
    await button(page, '确认并启用').click();
    await page.getByText('请保存恢复码').first().waitFor();
    const recovery = /[A-Z0-9]{4}(-[A-Z0-9]{4})+/i.exec(await page.locator('body').innerText())?.[0] ?? '';
    await page.getByRole('button', { name: '我已保存' }).click();
    await page.getByText('已启用', { exact: true }).first().waitFor();
    await context.clearCookies();
    await signIn();
    await page.getByLabel('动态口令').fill(recovery);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/');
    await context.close();
  });

  test('public notices need no account', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await open(page, '/notices');
    await page.getByText('目前没有正在公示的事项').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await context.close();
  });
});
