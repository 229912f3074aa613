import type { FastifyInstance } from 'fastify';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../apps/server/build-app.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { idCheckDigit } from '../../kernel/base/id-number.ts';
import { organisationCodeCheck, usccCheckChar } from '../../kernel/base/uscc.ts';
import * as reports from '../../kernel/indicator/build-report.ts';
import { registry } from '../../modules/index.ts';
import { type Caller, signInAs } from '../support/http.ts';
import { createSmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const PLACE = 420112001001000;
const REGISTER = '/api/registers/organisation';

let database: TestDatabase;
let app: FastifyInstance;
let clerk: Caller;

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  const { db, keyring } = database;
  const clock = fixedClock('2020-06-01T10:00');
  app = buildApp({ db, keyring, registry, reports, clock, logLevel: 'silent', requestsPerMinute: 1_000_000 });
  clerk = await signInAs(app, 'clerk');
});

afterAll(async () => {
  await app.close();
  await database.drop();
});

let serial = 0;
/** A new credit code each time: two bodies may not share one. */
function creditCode(): string {
  const body = `MJA${String((serial += 1)).padStart(5, '0')}`;
  const first17 = `51420112${body}${organisationCodeCheck(body)}`;
  return first17 + usccCheckChar(first17);
}

/** Nobody leads two groups. */
function idNumber(): string {
  const first17 = `42011219600101${String(serial).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}

const values = (given: Record<string, unknown> = {}) => ({
  usci: creditCode(),
  kind: 'group',
  name: `样本协会${serial}`,
  business: '开展公益活动',
  legalRepName: '张样本',
  legalRepIdNo: idNumber(),
  registeredOn: '2015-03-01',
  fundsFen: 5_000_000,
  membersIndividual: 60,
  supervisingUnit: '样本局',
  partyState: 'covered',
  status: 'active',
  address: '样本路1号',
  ...given,
});

const create = (given: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  clerk.post(REGISTER, { divisionNo: PLACE, values: values(given) }, headers);

const count = async (): Promise<number> => Number((await clerk.get(`${REGISTER}/count`)).json()['count']);

const SQL = `Robert'); drop table organisation; --`;
const HTML = '<img src=x onerror=alert(1)>';

describe('what people type', () => {
  test.each([
    ['SQL', SQL],
    ['HTML', HTML],
  ])('%s in every text field is text, and comes back as it was', async (_, nasty) => {
    const texts = {
      name: `${nasty}${serial}`,
      business: nasty,
      legalRepName: nasty,
      supervisingUnit: nasty,
      address: nasty,
    };
    const made = await create(texts);
    expect(made.status).toBe(200);
    expect(made.headers['content-type']).toMatch(/^application\/json/);
    const read = await clerk.get(`${REGISTER}/${String(made.json()['id'])}`);
    expect(read.json()['values']).toMatchObject({ business: nasty, supervisingUnit: nasty, address: nasty });
  });

  test.each([
    ['a sort key', 'sort=name;drop table organisation', 'record.sort'],
    ['a sort key that is SQL', `sort=${encodeURIComponent('(select 1)')}`, 'record.sort'],
    [
      'a filter field',
      `where=${encodeURIComponent('[{"field":"1=1 or","op":"is","value":"x"}]')}`,
      'record.filter',
    ],
    ['a filter that is no JSON', 'where=(', 'record.filter'],
    [
      'a prototype as a field',
      `where=${encodeURIComponent('[{"field":"__proto__","op":"is","value":"x"}]')}`,
      'record.filter',
    ],
    ['a forged cursor', `after=${Buffer.from('["x","y"]').toString('base64url')}`, 'record.cursor'],
    ['a division number', 'division=31%20or%201=1', 'request.input'],
  ])('SQL or nonsense in %s is refused by name', async (_, query, code) => {
    const answer = await clerk.get(`${REGISTER}?${query}`);
    expect(answer.json()).toMatchObject({ status: 400 });
    expect([code, 'request.input']).toContain(answer.json()['code']);
  });

  test('the place of another district holds nothing', async () => {
    expect((await clerk.get(`${REGISTER}/count?division=420113`)).json()).toEqual({ count: 0 });
  });

  test('a personal value is refused in an address, by name and without being repeated, and taken in a body', async () => {
    serial += 1;
    const legalRepIdNo = idNumber();
    expect((await create({ legalRepIdNo })).status).toBe(200);
    const conditions = [{ field: 'legalRepIdNo', op: 'is', value: legalRepIdNo }];
    const where = encodeURIComponent(JSON.stringify(conditions));
    for (const path of ['', '/count', '/export']) {
      const refused = await clerk.get(`${REGISTER}${path}?where=${where}`);
      expect(refused.json()).toMatchObject({ status: 400, code: 'record.filter-in-address' });
      expect(refused.body).toContain('法定代表人身份证号');
      expect(refused.body).not.toContain(legalRepIdNo);
    }
    const asked = { where: conditions };
    expect((await clerk.post(`${REGISTER}/query/count`, asked)).json()).toEqual({ count: 1 });
    const found = await clerk.post(`${REGISTER}/query`, asked);
    expect(found.json()).toMatchObject({ records: [{ covered: expect.arrayContaining(['legalRepIdNo']) }] });
    expect(found.body).not.toContain(legalRepIdNo);
    const exported = await clerk.post(`${REGISTER}/export`, { ...asked, format: 'csv' });
    expect(exported.status).toBe(200);
    expect(exported.body.trim().split('\n')).toHaveLength(2);
    // Whether there is a value at all is not personal, nor is an open field.
    const filled = encodeURIComponent(JSON.stringify([{ field: 'legalRepIdNo', op: 'filled' }]));
    expect((await clerk.get(`${REGISTER}/count?where=${filled}`)).status).toBe(200);
  });

  test('an export asked for in a body is refused like one in an address', async () => {
    const clerkless = await signInAs(app, 'visitor');
    expect((await clerkless.post(`${REGISTER}/export`, {})).status).toBe(403);
    const wrong = await clerk.post(`${REGISTER}/export`, {
      where: [{ field: 'nothing', op: 'is', value: 1 }],
    });
    expect(wrong.json()).toMatchObject({ status: 400, code: 'record.filter' });
  });

  test('a filter value of wildcards finds only itself', async () => {
    const where = encodeURIComponent(JSON.stringify([{ field: 'name', op: 'has', value: '%_\\' }]));
    expect((await clerk.get(`${REGISTER}/count?where=${where}`)).json()).toEqual({ count: 0 });
  });

  test.each([
    ['1 MB in a name', { name: '字'.repeat(400_000) }, [400, 413]],
    ['a wrong enum', { kind: 'club' }, [400]],
    ['negative money', { fundsFen: -1 }, [400]],
    ['half a fen', { fundsFen: 0.5 }, [400]],
    ['a day that does not exist', { registeredOn: '2020-02-30' }, [400]],
    ['a day to come', { registeredOn: '9999-01-01' }, [400]],
    ['a credit code with a wrong check character', { usci: '51420112MJA0000000' }, [400]],
    ['an identity number with a wrong check digit', { legalRepIdNo: '420112196001010018' }, [400]],
    ['a field that is none', { isAdmin: true }, [400]],
    ['a NUL', { name: 'a\u0000b' }, [400]],
    ['half a character', { name: 'a\ud800b' }, [400]],
    ['an object for a text', { name: { $ne: 1 } }, [400]],
  ])('%s is refused, and nothing is lost or kept', async (_, given, statuses) => {
    const before = await count();
    const answer = await create(given);
    expect(statuses).toContain(answer.status);
    expect(await count()).toBe(before);
  });

  test('every wrong field is named at once, without its value', async () => {
    const answer = await create({ kind: 'club', fundsFen: -1, legalRepIdNo: '4201' });
    const faults: unknown = Reflect.get(Object(answer.json()['details']), 'faults');
    expect(JSON.stringify(faults)).toContain('"field":"kind"');
    expect(JSON.stringify(faults)).toContain('"field":"fundsFen"');
    expect(answer.body).not.toContain('"4201"');
  });

  test.each([[420113001001000], [420112099000000], [1]])('place %s is refused', async (divisionNo) => {
    const answer = await clerk.post(REGISTER, { divisionNo, values: values() });
    expect(answer.status).toBe(400);
  });
});

describe('files', () => {
  const upload = (name: string, bytes: Buffer) =>
    clerk.upload(`${REGISTER}/imports?fileName=${encodeURIComponent(name)}`, bytes);

  test.each([
    ['a program named .xlsx', Buffer.from('MZ\u0090\u0000'.padEnd(600, 'x'), 'latin1')],
    ['a picture named .xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an empty file', Buffer.alloc(0)],
    ['a page named .xlsx', Buffer.from('<html><script>alert(1)</script></html>')],
  ])('%s is refused', async (_, bytes) => {
    const answer = await upload('名单.xlsx', bytes);
    expect(answer.status).toBe(400);
    expect(String(answer.json()['code'])).toMatch(/^(sheet|import)\./);
  });

  test('a zip bomb named .xlsx is refused before it is unpacked', async () => {
    const answer = await upload('名单.xlsx', bomb());
    expect(answer.status).toBe(400);
    expect(String(answer.json()['code'])).toMatch(/^sheet\./);
  });

  test('a table without the register’s headings says which it needs', async () => {
    const answer = await upload('名单.csv', Buffer.from('甲,乙\n1,2\n'));
    expect(answer.json()).toMatchObject({ code: 'import.columns' });
  });

  test('a text that a spreadsheet would evaluate is exported as text', async () => {
    for (const [i, sign] of ['=', '+', '-', '@'].entries()) {
      const made = await create({ name: `${sign}cmd|' /C calc'!A${i}` });
      expect(made.status).toBe(200);
    }
    const csv = (await clerk.get(`${REGISTER}/export?format=csv&columns=name`)).body;
    const cells = csv.split('\r\n').map((line) => line.split(',')[1] ?? '');
    expect(cells.filter((cell) => cell.includes('cmd|'))).toHaveLength(4);
    expect(cells.some((cell) => /^"?[=+\-@]/.test(cell))).toBe(false);
  });
});

/** A workbook whose one part says that it unpacks to 300 MB of nothing. */
function bomb(): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(300 * 1024 * 1024, 22);
  head.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(300 * 1024 * 1024, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + packed.length, 16);
  return Buffer.concat([head, name, packed, central, name, end]);
}

describe('the second click', () => {
  test('a doubled submit with one key makes one record and gets the same answer', async () => {
    const before = await count();
    const payload = { divisionNo: PLACE, values: values() };
    const key = { 'idempotency-key': 'form-4711-0001' };
    const [first, second] = await Promise.all([
      clerk.post(REGISTER, payload, key),
      clerk.post(REGISTER, payload, key),
    ]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.json()['id']).toBe(second.json()['id']);
    expect(await count()).toBe(before + 1);
  });

  test('without a key the second one is told that the record exists', async () => {
    const payload = { divisionNo: PLACE, values: values() };
    const answers = await Promise.all([clerk.post(REGISTER, payload), clerk.post(REGISTER, payload)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('a stale edit is a conflict that carries both versions', async () => {
    const made = (await create()).json();
    const url = `${REGISTER}/${String(made['id'])}`;
    const edit = (address: string) => clerk.post(url, { version: 1, values: { address } });
    expect((await edit('甲路1号')).status).toBe(200);
    const stale = await edit('乙路2号');
    expect(stale.status).toBe(409);
    expect(stale.json()).toMatchObject({
      code: 'record.stale',
      details: { current: { version: 2, values: { address: '甲路1号' } }, yours: { address: '乙路2号' } },
    });
  });
});
