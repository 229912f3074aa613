import { chooseOption } from '../support/press.ts';
import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb, WEB_DIST } from '../../apps/cli/build-web.ts';
import { type RunningServer, startServer } from '../../apps/server/start-server.ts';
import { type Clock, fixedClock } from '../../kernel/base/clock.ts';
import * as reports from '../../kernel/indicator/build-report.ts';
import { registry } from '../../modules/index.ts';
import { apply, type CaseWorld, createCaseWorld, noticed } from '../support/case-world.ts';

/** Two processors may have other tests to run beside the browser. */
const PATIENCE_MS = 60_000;
const CHROMIUM = '/usr/bin/chromium';
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

const OPENED = '2021-07-12';
const POSTED = '2021-07-20';
const AFTER = '2021-07-28';

let world: CaseWorld;
let server: RunningServer;
let browser: Browser;
let day = fixedClock(`${OPENED}T10:00`);
const clock: Clock = { now: () => day.now(), today: () => day.today() };

/** A browser of an account whose own clock stands where the server's does. */
async function openAs(username: string, path: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.clock.setFixedTime(clock.now());
  const page = await context.newPage();
  const signedIn = await page.request.post(`${server.url}/api/demonstration/account`, {
    data: { username },
    headers: { 'sec-fetch-site': 'same-origin', origin: server.url },
  });
  expect(signedIn.status()).toBe(200);
  await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
  return { context, page };
}

const main = (page: Page) => page.locator('main');
const press = (page: Page, name: string) => main(page).getByRole('button', { name }).first().click();
const dialog = (page: Page) => page.getByRole('dialog').last();
const send = (page: Page, name: string) => dialog(page).getByRole('button', { name }).click();
const choose = (page: Page, label: string, option: string) =>
  chooseOption(page, dialog(page).getByLabel(label), option);

describe.skipIf(!existsSync(CHROMIUM))('a case in a real browser', { retry: 1 }, () => {
  beforeAll(async () => {
    await buildWeb();
    world = await createCaseWorld();
    const { db, keyring } = world.database;
    await db.asOwner((owner) => owner.query('update district set demonstration = true'));
    server = await startServer({
      db,
      keyring,
      registry,
      reports,
      clock,
      staticDir: WEB_DIST,
      port: 0,
      endOnSignals: false,
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.app.close();
    await world?.database.drop();
  });

  test('everything that is missing is told once, and again only for a new fact', async () => {
    day = fixedClock(`${OPENED}T10:00`);
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED, { materials: 1 });
    const { context, page } = await openAs('street', `/cases/${id}`);
    await press(page, '一次性告知补正');
    await dialog(page).getByText('家庭经济状况核对授权书').waitFor();
    expect(await dialog(page).getByRole('listitem').count()).toBe(3);
    await send(page, '一次性告知补正');
    await page.getByText('应在 2021年7月19日 前送达申请人').waitFor();
    await press(page, '一次性告知补正');
    await dialog(page).getByText('已告知过一次').waitFor();
    await send(page, '一次性告知补正');
    await dialog(page).getByText('请填写').waitFor();
    await dialog(page).getByLabel('新情况').fill('户口簿系他人所有');
    await send(page, '一次性告知补正');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await context.close();
  });

  test('it is handed over to a colleague who is chosen by name', async () => {
    day = fixedClock(`${OPENED}T10:00`);
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    const { context, page } = await openAs('street', `/cases/${id}`);
    await press(page, '移交');
    await choose(page, '同事', 'colleague（colleague）');
    await dialog(page).getByLabel('理由').fill('休假');
    await send(page, '移交');
    await page.getByText('已移交').first().waitFor();
    const one = await world.reads(world.street, OPENED, id);
    expect(JSON.stringify(one)).toContain('colleague');
    await context.close();
  });

  test('a notice is public and prints as a sheet; an objection stops the decision until it is settled', async () => {
    const { householdNo } = await world.family({ headName: '王小红' });
    const id = await noticed(world, householdNo, OPENED, POSTED);
    day = fixedClock('2021-07-22T10:00');
    const anyone = await browser.newContext();
    anyone.setDefaultTimeout(PATIENCE_MS);
    const board = await anyone.newPage();
    await board.goto(`${server.url}/notices`, { waitUntil: 'networkidle' });
    await main(board).getByText('王小红').first().waitFor();
    await board.emulateMedia({ media: 'print' });
    await board.getByRole('button', { name: '打印' }).waitFor({ state: 'hidden' });
    await main(board).getByText('王小红').first().waitFor();
    await anyone.close();

    const street = await openAs('street', `/cases/${id}`);
    await press(street.page, '登记异议');
    await choose(street.page, '提出人', '居民');
    await dialog(street.page).getByLabel('异议内容').fill('其家中另有住房');
    await send(street.page, '登记异议');
    await main(street.page).getByText('待处理').waitFor();
    await street.context.close();

    const reviewer = await openAs('reviewer', `/cases/${id}`);
    await press(reviewer.page, '处理异议');
    await choose(reviewer.page, '处理结果', '异议不成立');
    await dialog(reviewer.page).getByLabel('理由').fill('经核查住房系他人所有');
    await send(reviewer.page, '处理异议');
    await main(reviewer.page).getByText('异议不成立').first().waitFor();
    await reviewer.context.close();
  });

  test('a decision’s letter is a Word file; it is served, and an appeal is on file', async () => {
    const { householdNo } = await world.family();
    const id = await noticed(world, householdNo, OPENED, POSTED);
    await world.acts(world.street, AFTER, id, 'submit');
    await world.acts(world.chief, AFTER, id, 'confirm');
    day = fixedClock(`${AFTER}T10:00`);
    const { context, page } = await openAs('street', `/cases/${id}`);
    await press(page, '下载决定书');
    await dialog(page).getByLabel('用途').fill('送达申请人');
    const download = page.waitForEvent('download');
    await send(page, '下载决定书');
    const letter = await download;
    expect(letter.suggestedFilename()).toMatch(/\.docx$/);
    expect(
      readFileSync(await letter.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    await press(page, '登记送达');
    await choose(page, '送达方式', '直接送达');
    await dialog(page).getByLabel('签收人').fill('成某');
    await send(page, '登记送达');
    await main(page).getByText('2021年7月28日 已送达').waitFor();
    await press(page, '登记复议诉讼');
    await choose(page, '种类', '行政复议');
    await dialog(page).getByLabel('受理机关').fill('某区人民政府');
    await send(page, '登记复议诉讼');
    await main(page).getByText('2021年7月28日 行政复议').waitFor();
    await context.close();
  });
});
