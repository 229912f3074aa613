import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { getSession } from '../../kernel/access/contract.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import type { Contract } from '../../kernel/module/define-contract.ts';
import {
  getAward,
  getHousehold,
  getLedger,
  getLine,
  getRun,
  getRunLines,
  listRuns,
} from '../../kernel/payment/contract.ts';
import { listParameters } from '../../kernel/policy/contract.ts';
import { registry } from '../../modules/index.ts';
import {
  createSmallDistrict,
  type SmallDistrict,
  type SmallFamily,
} from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { buildApp } from './build-app.ts';

const reports = { listReportYears: () => [], buildReport: () => Promise.reject(new Error('no reports')) };

let database: TestDatabase;
let district: SmallDistrict;
let app: FastifyInstance;
let clock = fixedClock('2026-01-01T09:00');

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  const { db, keyring } = database;
  app = buildApp({
    db,
    keyring,
    registry,
    reports,
    logLevel: 'silent',
    clock: { now: () => clock.now(), today: () => clock.today() },
    requestsPerMinute: 100_000,
  });
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

/** The cookie that makes a caller act as an account. */
async function cookieOf(username: string): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/demonstration/account',
    headers: { 'content-type': 'application/json' },
    payload: { username },
  });
  expect(response.json()).toEqual({ username });
  return String(response.headers['set-cookie']);
}

const get = async (url: string, cookie = '') => {
  const response = await app.inject({ url, headers: { cookie: cookie.split(';')[0] ?? '' } });
  return { status: response.statusCode, body: response.json<unknown>() };
};
/** The answer of a contract, with its type. */
const read = async <O extends z.ZodType>({ output }: Contract<z.ZodObject, O>, url: string, cookie = '') =>
  output.parse((await get(url, cookie)).body);

const usernameOf = async (cookie: string): Promise<string> =>
  (await read(getSession, '/api/session', cookie)).account.username;

const paths = (family: SmallFamily, runId: string, seq: number) => ({
  person: `/api/people/${family.personId}`,
  household: `/api/households/${family.householdId}`,
  position: `/api/households/${family.householdId}/position?month=2020-04`,
  award: `/api/awards/${family.awardId}`,
  line: `/api/lines/${runId}/${seq}`,
});

const runUrl = (): string => `/api/runs/${district.runId}`;
const linesOf = async (cookie: string) => (await read(getRunLines, `${runUrl()}/lines`, cookie)).lines;

describe('the demonstration session', () => {
  test('a caller without a cookie is the visitor, who sees the accounts to try', async () => {
    const body = await read(getSession, '/api/session');
    expect(body.account).toMatchObject({
      username: 'visitor',
      divisionName: '测试区',
      roleLabel: { zh: '演示访客' },
    });
    expect(body.demonstrationAccounts).toHaveLength(5);
    expect(body.district).toEqual({
      name: '测试区',
      demonstration: true,
      dataFrom: '2020-01-01',
      dataTo: '2020-11-01',
    });
  });

  test('the cookie of an account cannot be read by scripts nor sent by other sites', async () => {
    const cookie = await cookieOf('street_one');
    expect(cookie).toMatch(
      /^huimin_demo=street_one~\d+~[\w-]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    expect(await usernameOf(cookie)).toBe('street_one');
  });

  test('a cookie that was altered, forged or has expired is as good as none', async () => {
    const cookie = (await cookieOf('street_one')).split(';')[0] ?? '';
    const [name = '', expires = '', signature = ''] = cookie.replace('huimin_demo=', '').split('~');
    for (const forged of [
      `chief~${expires}~${signature}`,
      `${name}~9999999999~${signature}`,
      `${name}~${expires}~`,
      name,
      '',
    ]) {
      expect(await usernameOf(`huimin_demo=${forged}`)).toBe('visitor');
    }
    const before = clock;
    clock = fixedClock('2026-01-02T09:00');
    expect(await usernameOf(cookie)).toBe('visitor');
    clock = before;
  });

  test('an account that does not exist is refused', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/demonstration/account',
      headers: { 'content-type': 'application/json' },
      payload: { username: 'nobody' },
    });
    expect(response.statusCode).toBe(404);
    expect(response.headers['set-cookie']).toBeUndefined();
  });
});

describe('permission', () => {
  test('what the role may not do is refused before anything else is looked at', async () => {
    const { status, body } = await get('/api/ledger', await cookieOf('street_one'));
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'access.permission', title: expect.stringContaining('查看总账') });
  });
});

describe('jurisdiction', () => {
  test('a street sees its own family, the other street gets 404 for each of its records', async () => {
    const [first, second] = district.families;
    const lines = await linesOf('');
    for (const [own, other, username] of [
      [first, second, 'street_one'],
      [second, first, 'street_two'],
    ] as const) {
      const cookie = await cookieOf(username);
      const seqOf = (family: SmallFamily) => lines.find((line) => line.awardId === family.awardId)?.seq ?? 0;
      for (const url of Object.values(paths(own, district.runId, seqOf(own)))) {
        expect((await get(url, cookie)).status, url).toBe(200);
      }
      for (const url of Object.values(paths(other, district.runId, seqOf(other)))) {
        const { status, body } = await get(url, cookie);
        expect(status, url).toBe(404);
        expect(body).toMatchObject({ code: 'record.absent', title: '记录不存在或不在您的管辖范围内。' });
      }
    }
  });

  test('lists, counts, sums and findings are those of the street', async () => {
    const cookie = await cookieOf('street_one');
    const all = await read(getRun, runUrl());
    const mine = await read(getRun, runUrl(), cookie);
    const amount = ({ sums }: typeof all): number => sums.reduce((sum, row) => sum + row.amountFen, 0);
    expect(amount(mine) * 2).toBe(amount(all));
    // The first month of a programme has nobody to compare with.
    expect(all.findings).toEqual([]);
    expect(mine.findingCounts).toEqual({});
    expect(mine.items).toEqual([{ state: 'paid', items: 1, amountFen: amount(mine) }]);
    const { total, lines } = await read(getRunLines, `${runUrl()}/lines`, cookie);
    expect(total).toBe(4);
    expect(new Set(lines.map((line) => line.divisionName))).toEqual(new Set(['第1街道·某社区']));
  });

  test('an account of a community without records sees empty lists', async () => {
    await database.db.asOwner((owner) =>
      owner.query(
        `insert into account (id, username, display_name, role, division_no) values ($1, 'empty', '空', 'street_clerk', 420112003000000)`,
        [uuidv7()],
      ),
    );
    const cookie = await cookieOf('empty');
    expect((await get(`/api/runs/${district.runId}/lines`, cookie)).body).toEqual({ total: 0, lines: [] });
    expect((await get(`/api/runs/${district.runId}`, cookie)).body).toMatchObject({
      sums: [],
      findings: [],
      items: [],
    });
    expect((await get(paths(district.families[0], district.runId, 1).line, cookie)).status).toBe(404);
  });
});

describe('what is shown', () => {
  test('names, identity numbers, accounts and addresses are masked everywhere', async () => {
    const [family] = district.families;
    const person = await get(paths(family, '', 0).person);
    expect(person.body).toMatchObject({
      name: '张*明',
      idNumber: '420***********0017',
      account: '**** 0017',
      age: 60,
      householdId: family.householdId,
    });
    const household = await get(paths(family, '', 0).household);
    expect(household.body).toMatchObject({
      headName: '张*明',
      address: '第一街道某社区***',
      divisionName: '第1街道·某社区',
    });
    const urls = [
      ...Object.values(paths(family, district.runId, 1)),
      `/api/runs/${district.runId}/lines`,
      `/api/runs/${district.runId}`,
    ];
    for (const url of urls) {
      const text = JSON.stringify((await get(url)).body);
      expect(text, url).not.toMatch(/张小明|王丽|李大海|欧阳小红|4201121960|6217|201"/);
    }
  });

  test('the household has its members, facts in both times, and awards with what has arrived', async () => {
    const [family] = district.families;
    const { members, facts, awards } = await read(getHousehold, paths(family, '', 0).household);
    expect(members.map((member) => member.name).toSorted()).toEqual(['张*明', '王*']);
    const head = members.find((member) => member.personId === family.personId);
    expect(head?.facts).toContainEqual(
      expect.objectContaining({
        label: { zh: '工资性收入（月）', en: 'wage income (month)' },
        // Income is L4: a dossier keeps it covered.
        valueLabel: { zh: '＊＊＊（敏感）', en: '*** (sensitive)' },
        superseded: true,
      }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({
        kind: 'household.hukou',
        valueLabel: { zh: '城镇', en: 'urban' },
        superseded: false,
      }),
    );
    // Four months of 2 × 830.00, as the superseded wage no longer counts.
    expect(awards).toEqual([
      expect.objectContaining({ id: family.awardId, from: '2020-01-01', to: null, paidFen: 4 * 2 * 83_000 }),
    ]);
  });

  test('a line says why it is there, and explains the amount by what its run knew', async () => {
    const [family] = district.families;
    const lines = (await linesOf('')).filter((line) => line.awardId === family.awardId);
    const pages = await Promise.all(
      lines.map((line) => read(getLine, paths(family, district.runId, line.seq).line)),
    );
    const april = pages.find(({ line }) => line.forMonth === '2020-04');
    expect(april?.line).toMatchObject({
      kind: 'regular',
      reason: { zh: '当月应发' },
      componentLabel: { zh: '低保金' },
    });
    expect(april?.explanation).toMatchObject({
      month: '2020-04',
      eligible: true,
      totalFen: april?.line.amountFen,
    });
    expect(april?.explanation.text.join('\n')).toContain('《测试标准》 测试〔2019〕1号');
    expect(april?.bank).toEqual([
      expect.objectContaining({ attempt: 1, state: 'paid', settledOn: '2020-04-15' }),
    ]);
    const march = pages.find(({ line }) => line.forMonth === '2020-03');
    expect(march?.line).toMatchObject({ kind: 'arrears', reason: { zh: '补发（此前未发）' } });
    const { explanation } = await read(
      getLine,
      `${paths(family, district.runId, lines[0]?.seq ?? 0).line}?language=en`,
    );
    expect(explanation.text.at(-2)).toContain('yuan are due');
  });

  test('an award explains the last month of the data, or the one that is asked for', async () => {
    const { award } = paths(district.families[0], '', 0);
    const now = await read(getAward, award);
    expect(now.explanation).toMatchObject({ month: '2020-10', inForce: true, totalFen: 166_000 });
    expect(now.status).toEqual([{ from: '2020-01-01', to: null, state: 'active', reason: null }]);
    expect(now.lines).toHaveLength(4);
    expect((await read(getAward, `${award}?month=2020-02`)).explanation.month).toBe('2020-02');
    expect(now.explanation.whatWouldChange?.found[0]).toMatchObject({
      eligible: false,
      changes: [{ of: 'total', kind: 'income' }],
    });
    expect((await get(`${award}?month=1999-02`)).body).toMatchObject({
      status: 400,
      code: 'policy.month-before-rules',
    });
    expect((await get(`${award}?month=2020-2`)).body).toMatchObject({ status: 400, code: 'request.input' });
  });

  test('runs, standards and the ledger', async () => {
    expect((await read(listRuns, '/api/runs')).runs).toEqual([
      expect.objectContaining({
        id: district.runId,
        payMonth: '2020-04',
        state: 'approved',
        createdBy: 'clerk',
        approvedBy: 'chief',
      }),
    ]);
    const { parameters } = await read(listParameters, '/api/parameters');
    const standard = parameters.find(({ key }) => key === 'dibao.standard');
    expect(standard?.values).toHaveLength(2);
    expect(standard?.values[0]).toMatchObject({
      value: 83_000,
      documentNo: '测试〔2019〕1号',
      proposedBy: 'clerk',
      approvedBy: 'chief',
    });
    expect(standard?.programmes).toContainEqual({ zh: '最低生活保障', en: 'minimum living allowance' });
    const derived = parameters.find(({ key }) => key === 'tekun.standard')?.derived;
    expect(derived).toMatchObject([
      { variant: 'urban', formula: { zh: '城镇低保标准的2倍' }, inputs: [{ key: 'dibao.standard' }] },
    ]);
    expect((await read(getLedger, '/api/ledger')).accounts.length).toBeGreaterThan(3);
  });

  test('a run that does not exist reads as absent', async () => {
    expect((await get(`/api/runs/${uuidv7()}`)).body).toMatchObject({ status: 404, code: 'record.absent' });
    expect((await get(`/api/runs/${uuidv7()}/lines`)).body).toMatchObject({
      status: 404,
      code: 'record.absent',
    });
  });
});

test('reading a dossier, an award or a line leaves an audit row with its purpose', async () => {
  const [family] = district.families;
  await get(paths(family, district.runId, 1).household, await cookieOf('clerk'));
  await get(paths(family, district.runId, 1).person, await cookieOf('clerk'));
  await get(paths(family, district.runId, 1).award, await cookieOf('clerk'));
  const rows = await database.db.asOwner(async (owner) => {
    const result = await owner.query<{ action: string; object_id: string; purpose: string }>(
      `select action, object_id, purpose from audit_row a join account c on c.id = a.account_id
        where c.username = 'clerk' and action like '%.read' order by a.id desc limit 3`,
    );
    return result.rows;
  });
  expect(rows).toEqual([
    { action: 'award.read', object_id: family.awardId, purpose: '查看待遇' },
    { action: 'party.read', object_id: family.personId, purpose: '查看人员档案' },
    { action: 'party.read', object_id: family.householdId, purpose: '查看家庭档案' },
  ]);
});

describe('outside a demonstration', () => {
  beforeAll(() => database.db.asOwner((owner) => owner.query('update district set demonstration = false')));
  afterAll(() => database.db.asOwner((owner) => owner.query('update district set demonstration = true')));

  test('nobody is let in without signing in, and accounts cannot be switched', async () => {
    for (const url of [
      '/api/session',
      '/api/runs',
      '/api/figures',
      '/api/reports',
      '/api/parameters',
      '/api/reports/2020/download/md',
    ]) {
      expect((await get(url)).body).toMatchObject({ status: 401, code: 'access.sign-in' });
    }
    const response = await app.inject({
      method: 'POST',
      url: '/api/demonstration/account',
      headers: { 'content-type': 'application/json' },
      payload: { username: 'chief' },
    });
    expect(response.json()).toMatchObject({ status: 403, code: 'access.not-demonstration' });
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  test('a cookie from the days of the demonstration is worth nothing', async () => {
    await database.db.asOwner((owner) => owner.query('update district set demonstration = true'));
    const cookie = await cookieOf('chief');
    await database.db.asOwner((owner) => owner.query('update district set demonstration = false'));
    expect((await get('/api/runs', cookie)).status).toBe(401);
  });
});
