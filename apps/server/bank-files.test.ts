import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as reports from '../../kernel/indicator/build-report.ts';
import { getRun } from '../../kernel/payment/run-store.ts';
import { registry } from '../../modules/index.ts';
import { type BankDesk, clock, openBankDesk, resultCsv } from '../../tests/support/bank-desk.ts';
import { buildApp } from './build-app.ts';

let desk: BankDesk;
let app: FastifyInstance;
let id: string;

beforeAll(async () => {
  desk = await openBankDesk();
  const { db, keyring } = desk.database;
  await db.asOwner((owner) => owner.query('update district set demonstration = true'));
  ({ id } = await desk.asFinance((tx) => getRun(tx, desk.runNo)));
  app = buildApp({ db, keyring, registry, reports, clock, logLevel: 'silent' });
});
afterAll(async () => {
  await app.close();
  await desk.database.drop();
});

async function signedInAs(username: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/demonstration/account',
    headers: { 'content-type': 'application/json' },
    payload: { username },
  });
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  const json = 'application/json';
  return {
    get: (url: string) => app.inject({ url, headers: { cookie } }),
    post: (url: string, payload: object) =>
      app.inject({ method: 'POST', url, headers: { cookie, 'content-type': json }, payload }),
    upload: (url: string, text: string) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, 'content-type': 'application/octet-stream' },
        payload: Buffer.from(text),
      }),
  };
}

describe('the bank through the API', () => {
  test('settings name the formats and say that the limits are assumed', async () => {
    const finance = await signedInAs('finance');
    expect((await finance.get('/api/bank/settings')).json()).toMatchObject({
      defaultFormat: 'csv',
      limits: { itemsPerFileMax: 10_000, assumed: true },
    });
    const limits = { itemsPerFileMax: 2, amountPerFileMaxFen: 1_000_000 };
    expect((await finance.post('/api/bank/limits', limits)).json()).toEqual(limits);
    expect((await finance.post('/api/bank/limits', { ...limits, itemsPerFileMax: 0 })).statusCode).toBe(400);
    expect((await finance.get('/api/bank/settings')).json()).toMatchObject({ limits: { assumed: false } });
  });

  test('files are sent once, downloaded by who may, answered, and reported', async () => {
    const finance = await signedInAs('finance');
    const clerk = await signedInAs('clerk');
    expect((await clerk.post(`/api/runs/${id}/send`, {})).statusCode).toBe(403);
    const manifest = (await finance.post(`/api/runs/${id}/send`, { format: 'fixed' })).json<{
      name: string;
    }>();
    expect(manifest).toMatchObject({ items: 5, bankFormat: 'fixed' });
    expect((await finance.post(`/api/runs/${id}/send`, {})).statusCode).toBe(409);

    const file = await finance.get(`/api/bank/files/${desk.runNo}-1`);
    expect(file.statusCode).toBe(200);
    expect(file.headers['content-disposition']).toContain(`${desk.runNo}-1.txt`);
    expect(file.headers['cache-control']).toBe('no-store');
    expect((await clerk.get(`/api/bank/files/${desk.runNo}-1`)).statusCode).toBe(403);
    expect((await finance.get('/api/bank/files/none')).statusCode).toBe(404);
    expect((await clerk.get(`/api/bank/manifests/${manifest.name}`)).json()).toEqual(manifest);

    const answer = resultCsv(`${desk.item(1)},成功,`, `${desk.item(2)},退回,账户冻结`);
    const results = `/api/runs/${id}/bank-results`;
    expect((await clerk.upload(`${results}?format=csv`, answer)).statusCode).toBe(403);
    expect((await finance.upload(results, answer)).json()).toMatchObject({ code: 'bank.refused' });
    expect((await finance.upload(`${results}?format=csv`, answer)).json()).toMatchObject({
      paid: 1,
      returned: 1,
    });
    expect((await clerk.get(`/api/runs/${id}/settlement`)).json()).toMatchObject({
      paid: { items: 1 },
      waiting: { items: 3 },
      ties: true,
    });
    expect(
      (await finance.post(`/api/runs/${id}/reissue`, { confirmed: [desk.item(2)] })).json(),
    ).toMatchObject({
      kind: 'reissue',
      items: 1,
    });
  });

  test('a statement is read; reports come as workbooks', async () => {
    const finance = await signedInAs('finance');
    const statement = '日期,金额,方向,摘要\n2020-01-09,1.00,支出,手续费\n';
    expect((await finance.upload('/api/bank/statements', statement)).json()).toEqual({
      rows: 1,
      added: 1,
      assigned: 0,
    });
    expect((await finance.upload('/api/bank/statements', 'x')).json()).toMatchObject({
      code: 'bank.statement',
    });
    expect((await finance.get('/api/settlements/2020-01')).json()).toMatchObject({ ties: false });
    expect((await finance.get('/api/settlements/2020-13')).statusCode).toBe(400);
    for (const url of [`/api/runs/${id}/settlement.xlsx`, '/api/settlements/2020-01/report.xlsx']) {
      const sheet = await finance.get(url);
      expect(sheet.statusCode).toBe(200);
      expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
    }
  });
});
