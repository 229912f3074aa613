import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWeb, WEB_DIST } from '../../apps/cli/build-web.ts';
import { type RunningServer, startServer } from '../../apps/server/start-server.ts';
import { idCheckDigit } from '../../kernel/base/id-number.ts';
import { organisationCodeCheck, usccCheckChar } from '../../kernel/base/uscc.ts';
import { pictureOf } from '../../kernel/file/sample-uploads.ts';
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

async function openAs(username: string, path: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 844 : 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.request.post(`${server.url}/api/demonstration/account`, {
    data: { username },
    headers: { 'sec-fetch-site': 'same-origin', origin: server.url },
  });
  await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
  await page.locator('main h1').first().waitFor();
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label).first().click();
  await page.keyboard.type(option);
  await page.getByRole('option').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
}

/** A credit code of a local group that nobody has. */
function newCreditCode(): string {
  const organisation = 'MJH00001';
  const first17 = `51420199${organisation}${organisationCodeCheck(organisation)}`;
  return `${first17}${usccCheckChar(first17)}`;
}

const main = (page: Page) => page.locator('main');

async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''}`);
}

/** The address of the first organisation of the list. */
async function firstOrganisation(): Promise<string> {
  const page = await openAs('clerk', '/registers/organisation');
  await page.locator('tbody tr a').first().waitFor();
  const path = await page.locator('tbody tr a').first().getAttribute('href');
  await page.context().close();
  return path ?? '';
}

describe.skipIf(!existsSync(CHROMIUM))('registers in a real browser', { retry: 1 }, () => {
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

  test('a list is narrowed and sorted in its address, and its pages lead on and back', async () => {
    const page = await openAs('clerk', '/registers/organisation');
    await press(page, '添加条件');
    await page.getByLabel('选择字段').click();
    await page.keyboard.type('成立登记日期');
    await page.keyboard.press('Enter');
    await page.getByLabel('从', { exact: true }).fill('2005.1.1');
    await press(page, '筛选');
    await main(page).getByText('成立登记日期 ≥ 2005年1月1日').waitFor();
    await page.getByRole('columnheader', { name: '名称' }).getByRole('button').click();
    await page.waitForURL(/sort=name/);
    expect(decodeURIComponent(page.url())).toContain('"op":"from","value":"2005-01-01"');
    const first = page.locator('tbody tr a').first();
    await expect.poll(() => page.locator('th[aria-sort="ascending"]').count()).toBe(1);
    const name = await first.innerText();
    await press(page, '下一页');
    await expect.poll(() => first.innerText()).not.toBe(name);
    await press(page, '上一页');
    await expect.poll(() => first.innerText()).toBe(name);
    await page.context().close();
  });

  test("a person's number is looked for without standing in the address", async () => {
    const page = await openAs('clerk', '/registers/person');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await press(page, '添加条件');
    await page.getByLabel('选择字段').click();
    await page.keyboard.type('手机');
    await page.keyboard.press('Enter');
    await page.getByLabel('取值').fill('13900001111');
    await press(page, '筛选');
    await main(page).getByText('没有符合条件的记录').waitFor();
    expect(page.url()).not.toContain('139');
    expect(asked.filter((url) => url.includes('13900001111'))).toEqual([]);
    await page.context().close();
  });

  test('a form names what is wrong, keeps what was typed over a reload but no personal value, and records', async () => {
    const page = await openAs('clerk', '/registers/organisation/new');
    await press(page, '登记');
    await main(page).getByText('此项必填，请填写').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('#name').fill('东西湖区登山协会');
    await page.locator('#legalRepName').fill('王小明');
    await page.locator('#registeredOn').fill('2019.3.5');
    await page.locator('#registeredOn').blur();
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('王小明');
    await press(page, '继续填写');
    expect(await page.locator('#name').inputValue()).toBe('东西湖区登山协会');
    expect(await page.locator('#registeredOn').inputValue()).toBe('2019-03-05');
    expect(await page.locator('#legalRepName').inputValue()).toBe('');
    await page.locator('#legalRepIdNo').fill('420112199003071230');
    await page.locator('#legalRepIdNo').blur();
    await main(page).getByText('校验位不符').waitFor();
    await page.locator('#legalRepIdNo').fill(`42011219900307123${idCheckDigit('42011219900307123')}`);
    await page.locator('#legalRepIdNo').blur();
    await main(page).getByText('校验位不符').waitFor({ state: 'detached' });
    await choose(page, '所属区划', '金泰社区');
    await page.locator('#usci').fill(newCreditCode());
    await choose(page, '状态', '正常');
    await page.getByRole('radio', { name: '社会团体' }).check();
    await page.getByRole('radio', { name: '未建立' }).check();
    await page.locator('#business').fill('组织登山活动');
    await page.locator('#legalRepName').fill('王小明');
    await page.locator('#fundsFen').fill('1,000.50');
    await page.locator('#membersIndividual').fill('60');
    await page.locator('#address').fill('某路1号');
    await press(page, '登记');
    // The rule between fields is the server's: it names the field.
    await main(page).getByText('注册资金社会团体不得少于3万元').waitFor();
    await page.locator('#fundsFen').fill('30,000.50');
    await press(page, '登记');
    await page.waitForURL(/\/registers\/organisation\/[0-9a-f-]{36}/);
    await main(page).getByText('30,000.50 元').first().waitFor();
    expect(await main(page).innerText()).toContain('王*明');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('登山');
    await page.context().close();
  });

  test('two people change one record: the second sees both versions and chooses', async () => {
    const path = await firstOrganisation();
    const one = await openAs('clerk', `${path}?do=edit`);
    const two = await openAs('clerk', `${path}?do=edit`);
    await one.locator('#address').fill('甲路1号');
    await press(one, '保存');
    await main(one).getByText('甲路1号').first().waitFor();
    await two.locator('#address').fill('乙路2号');
    await press(two, '保存');
    const dialog = two.getByRole('dialog');
    await dialog.getByText('对方改为：甲路1号').waitFor();
    expect(await violations(two)).toEqual([]);
    await dialog.getByRole('radio', { name: '您改为：乙路2号' }).check();
    await dialog.getByRole('button', { name: '按所选保存' }).click();
    await main(two).getByText('第 3 版').first().waitFor();
    expect(await main(two).innerText()).toContain('乙路2号');
    await one.context().close();
    await two.context().close();
  });

  test('a covered value is shown for a purpose, then covered again', async () => {
    const page = await openAs('clerk', await firstOrganisation());
    await main(page)
      .getByText(/420\*+/)
      .first()
      .waitFor();
    await press(page, '显示，因为…');
    await page.getByRole('radio', { name: '核对核查' }).check();
    await page.getByLabel('具体事由').fill('核对登记材料');
    await press(page, '显示');
    await main(page)
      .getByText(/\d{17}[\dX]/)
      .first()
      .waitFor();
    await press(page, '重新遮盖');
    await expect
      .poll(() =>
        main(page)
          .getByText(/\d{17}[\dX]/)
          .count(),
      )
      .toBe(0);
    await page.context().close();
  });

  test('a file is checked, told row by row, and the register stays as it was when it is given up', async () => {
    const page = await openAs('clerk', '/registers/organisation/import');
    const headings =
      '信用代码,类型,名称,宗旨和业务范围,法定代表人,法定代表人身份证号,成立登记日期,注册资金,党组织,状态,住所,所属区划';
    const row = '51420199DM0000013X,社会团体,某协会,宗旨,王小明,1101,2016-13-26,5万,未建立,正常,某路,某地';
    await page.locator('input[type=file]').setInputFiles({
      name: '社会组织.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${headings}\n${row}\n`, 'utf8'),
    });
    await main(page).getByText('检查结果：社会组织.csv').waitFor();
    await main(page).getByText('统一社会信用代码校验位不符').waitFor();
    expect(await main(page).getByText('全部写入').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await press(page, '下载标注文件');
    expect((await download).suggestedFilename()).toContain('.xlsx');
    await press(page, '放弃本次导入');
    await main(page).getByText('本次导入已放弃').waitFor();
    await page.context().close();
  });

  test('files are attached, one is refused in words, and one is withdrawn with a reason', async () => {
    const page = await openAs('clerk', await firstOrganisation());
    const panel = main(page).getByRole('region', { name: '附件' });
    await panel.getByText('还没有附件').waitFor();
    await panel.getByLabel('材料名称').fill('章程');
    await panel
      .locator('input[type=file]')
      .setInputFiles([{ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('某协会章程') }]);
    await panel.getByRole('article', { name: '章程' }).waitFor();
    await panel.locator('input[type=file]').setInputFiles([
      { name: '照片.png', mimeType: 'image/png', buffer: await pictureOf(300, 400).png().toBuffer() },
      { name: '假图片.png', mimeType: 'image/png', buffer: Buffer.from('<html></html>') },
    ]);
    await panel.getByText('假图片.png 未能上传').waitFor();
    await panel.getByRole('article', { name: '照片' }).locator('img').waitFor();
    expect(await violations(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await panel.getByRole('button', { name: '下载 章程' }).click();
    expect((await download).suggestedFilename()).toBe('a.txt');
    await panel.getByRole('article', { name: '章程' }).getByRole('button', { name: '撤回' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('放错了');
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await panel.getByRole('article', { name: '章程' }).waitFor({ state: 'detached' });
    await panel.getByRole('switch').click();
    await panel.getByText('放错了').waitFor();
    await page.context().close();
  });

  test('the search box opens with a key and a record with Enter', async () => {
    const page = await openAs('clerk', '/registers');
    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: /查找/ });
    await box.waitFor();
    await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('combobox');
    await page.keyboard.type('书法');
    await page.getByRole('option').nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/registers\/organisation\/[0-9a-f-]{36}/);
    await page.context().close();
  });

  test('who may only read sees no way to write', async () => {
    const page = await openAs('visitor', '/registers/organisation');
    await page.locator('tbody tr a').first().waitFor();
    expect(await page.getByRole('link', { name: '新增' }).count()).toBe(0);
    await page.goto(`${server.url}/registers/organisation/new`, { waitUntil: 'networkidle' });
    await main(page).getByText('不能在这里新增记录').waitFor();
    await page.goto(`${server.url}/registers/nothing`, { waitUntil: 'networkidle' });
    await main(page).getByText('没有这个登记簿').first().waitFor();
    await page.context().close();
  });

  test.each([
    '/registers',
    '/dictionary',
    '/registers/organisation',
    '/registers/organisation/new',
    '/registers/organisation/import',
  ])('%s has no serious barrier and fits a phone', async (path) => {
    const page = await openAs('clerk', path, 390);
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(Number(overflow)).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
