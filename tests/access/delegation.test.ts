import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { sameHand } from '../../kernel/access/same-hand.ts';
import { period } from '../../kernel/base/period.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { enactParameter } from '../../kernel/policy/parameter-store.ts';
import { registry } from '../../modules/index.ts';
import {
  at,
  type Browser,
  createOffice,
  day,
  DISTRICT,
  employ,
  type Office,
  signIn,
  STREETS,
} from './office.ts';

let office: Office;
let delegate: Browser;

beforeAll(async () => {
  office = await createOffice();
  await employ(office, 'zhou', { role: 'street_clerk', divisionNo: STREETS[0] });
  await employ(office, 'wu', { role: 'street_clerk', divisionNo: STREETS[1] });
  await employ(office, 'zheng', { role: 'section_chief', divisionNo: DISTRICT });
});
afterAll(() => office.close());

const give = async (by: string, given: object = {}) =>
  (await at(office, by)).post('/api/delegations', {
    delegate: 'wu',
    from: day(office, 0),
    until: day(office, 7),
    reason: '年休假',
    ...given,
  });

describe('a delegation', () => {
  test.each([
    ['to oneself', { delegate: 'zhou' }, 'access.delegation-self'],
    ['to another role', { delegate: 'zheng' }, 'access.delegation-role'],
    ['to an administrator', { delegate: 'secadmin' }, 'access.delegation-role'],
    ['of somebody else', { principal: 'wu', delegate: 'zhou' }, 'access.delegation-not-own'],
    ['to nobody', { delegate: 'nobody' }, 'access.account-unknown'],
    ['that is over', { from: '2020-01-01', until: '2020-01-05' }, 'access.delegation-dates'],
    ['for more than ninety days', { until: '2099-01-01' }, 'access.delegation-dates'],
    ['with a day that does not exist', { until: '2026-02-30' }, 'request.input'],
  ])('%s is refused', async (_, given, code) => {
    expect((await give('zhou', given)).body).toMatchObject({ code });
  });

  test('lets the colleague act where the principal does, and says so', async () => {
    expect((await give('zhou')).status).toBe(200);
    expect((await give('zhou')).body).toMatchObject({ code: 'access.delegation-already' });
    delegate = await signIn(office, 'wu');
    const before = (await delegate.get('/api/session')).body;
    expect(before).toMatchObject({ onBehalfOf: null, account: { divisionNo: STREETS[1] } });
    const [mandate] = before['delegations'] as { id: string; principal: string }[];
    expect(mandate).toMatchObject({ principal: 'zhou', until: day(office, 7) });
    const token = delegate.cookies.get('huimin_session');
    expect((await delegate.post('/api/act-for', { delegationId: mandate?.id })).status).toBe(200);
    expect(delegate.cookies.get('huimin_session')).not.toBe(token);
    expect((await delegate.get('/api/session')).body).toMatchObject({
      account: { username: 'wu', divisionNo: STREETS[0] },
      onBehalfOf: { username: 'zhou' },
    });
  });

  test('audit rows name both', async () => {
    const [given] = ((await delegate.get('/api/delegations')).body['delegations'] as { id: string }[]) ?? [];
    expect(given).toBeDefined();
    // Something that the delegate does meanwhile: a delegation of the own work.
    expect(
      (
        await delegate.post('/api/delegations', {
          delegate: 'zhou',
          from: day(office, 20),
          until: day(office, 21),
          reason: '测试',
        })
      ).status,
    ).toBe(200);
    const auditor = await at(office, 'auditadmin');
    const { rows } = (await auditor.get('/api/audit?username=wu&limit=1')).body as { rows: object[] };
    expect(rows).toMatchObject([{ action: 'access.delegate', username: 'wu', onBehalfOf: 'zhou' }]);
  });

  test('the two are one person where two are needed, whether acting or not', async () => {
    const { pool } = office.database.db;
    const [zhou, wu, zheng] = [
      await getAccount(pool, 'zhou'),
      await getAccount(pool, 'wu'),
      await getAccount(pool, 'zheng'),
    ];
    expect([sameHand(wu, zhou.accountId), sameHand(zhou, wu.accountId)]).toEqual([true, true]);
    expect([sameHand(zheng, zhou.accountId), sameHand(wu, wu.accountId)]).toEqual([false, true]);
    const acting = { ...zheng, onBehalfOf: { ...zhou } };
    expect(sameHand(acting, zhou.accountId)).toBe(true);
  });

  test('who deputises may not approve what the other proposed', async () => {
    await employ(office, 'qin', { role: 'section_chief', divisionNo: DISTRICT });
    const { db } = office.database;
    const definition = registry.parameters.get('dibao.standard');
    if (definition === undefined) throw new Error('dibao.standard is not declared');
    const propose = async () => {
      const [zheng, qin] = [await getAccount(db.pool, 'zheng'), await getAccount(db.pool, 'qin')];
      const value = {
        variant: 'urban',
        value: 80_000,
        valid: period(plainDate('2026-01-01'), null),
        documentTitle: '测试标准',
        documentNo: '测试〔2026〕1号',
        article: '一',
        issuedOn: null,
        certainty: 'source' as const,
        note: null,
        proposedBy: zheng.accountId,
      };
      await db.transaction(qin, (tx) => enactParameter(tx, definition, value, DISTRICT));
    };
    await propose();
    await give('zheng', { delegate: 'qin' });
    await expect(propose()).rejects.toMatchObject({ code: 'parameter.same-person' });
  });

  test('ends at once when it is taken back, and the session under it with it', async () => {
    const [mandate] = (await delegate.get('/api/session')).body['delegations'] as { id: string }[];
    const stranger = await at(office, 'zheng');
    expect((await stranger.post(`/api/delegations/${mandate?.id}/end`)).status).toBe(404);
    const zhou = await at(office, 'zhou');
    expect((await zhou.post(`/api/delegations/${mandate?.id}/end`)).status).toBe(200);
    expect((await zhou.post(`/api/delegations/${mandate?.id}/end`)).status).toBe(409);
    expect((await delegate.get('/api/figures')).status).toBe(401);
    const again = await signIn(office, 'wu');
    expect(await again.post('/api/act-for', { delegationId: mandate?.id })).toMatchObject({
      status: 404,
      body: { code: 'access.delegation-not-in-force' },
    });
    expect((await again.post('/api/act-for', { delegationId: null })).status).toBe(200);
  });

  test('is given by the security administrator for somebody who fell ill; nobody acts before its first day', async () => {
    const given = await give('secadmin', { principal: 'zhou', from: day(office, 3), until: day(office, 5) });
    expect(given.status).toBe(200);
    const wu = await signIn(office, 'wu');
    expect((await wu.get('/api/session')).body['delegations']).toEqual([]);
    expect((await wu.post('/api/act-for', { delegationId: given.body['id'] })).status).toBe(404);
  });

  test('by date: it is over on the day after the last', async () => {
    await give('zhou', { until: day(office, 1) });
    const wu = await signIn(office, 'wu');
    const [mandate] = (await wu.get('/api/session')).body['delegations'] as { id: string }[];
    await wu.post('/api/act-for', { delegationId: mandate?.id });
    await office.database.db.asOwner(async (owner) => {
      await owner.query('alter table delegation disable trigger delegation_only_ends');
      await owner.query(
        'update delegation set valid_from = current_date - 9, valid_to = current_date where id = $1',
        [mandate?.id],
      );
      await owner.query('alter table delegation enable trigger delegation_only_ends');
    });
    // What the cache of five seconds still knows is gone after them.
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect((await wu.get('/api/figures')).body).toMatchObject({ code: 'access.session-expired' });
  });
});
