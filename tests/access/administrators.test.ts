import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  at,
  auditOf,
  createOffice,
  day,
  DISTRICT,
  employ,
  type Office,
  openBrowser,
  signIn,
  STREETS,
} from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await createOffice();
});
afterAll(() => office.close());

const ask = async (username: string, url: string, payload?: object) => {
  const browser = await at(office, username);
  return payload === undefined ? browser.get(url) : browser.post(url, payload);
};

const grant = (username: string, given: object = {}) =>
  ask('secadmin', `/api/accounts/${username}/grants`, {
    role: 'street_clerk',
    divisionNo: STREETS[0],
    from: day(office, 0),
    to: day(office, 30),
    reason: '岗位需要',
    ...given,
  });

const create = (username: string) =>
  ask('sysadmin', '/api/accounts', { username, displayName: '新同事' }).then((answer) => {
    office.passwords.set(username, String(answer.body['firstPassword']));
    return answer;
  });

interface Listed {
  readonly id: string;
  readonly username: string;
}
const grantsOf = async (username: string) =>
  (await ask('secadmin', `/api/grants?username=${username}`)).body['grants'] as (Listed & { role: string })[];

describe('an account is made by one administrator and gets its role from another', () => {
  test('before the grant it can sign in and do nothing; afterwards it has the role in its street', async () => {
    expect(await create('wang')).toMatchObject({ status: 200 });
    const browser = await signIn(office, 'wang');
    expect((await browser.get('/api/session')).body).toMatchObject({
      account: { role: 'none', roleLabel: { zh: '未授权' }, permissions: [] },
    });
    for (const url of ['/api/figures', '/api/ledger', '/api/runs', '/api/accounts', '/api/audit']) {
      expect(await browser.get(url)).toMatchObject({ status: 403, body: { code: 'access.permission' } });
    }
    expect((await grant('wang')).status).toBe(200);
    // The session ended with the old rights.
    expect((await browser.get('/api/runs')).status).toBe(401);
    const again = await signIn(office, 'wang');
    expect((await again.get('/api/session')).body).toMatchObject({
      account: { role: 'street_clerk', divisionNo: STREETS[0], divisionName: '第1街道' },
    });
    expect((await again.get('/api/runs')).status).toBe(200);
    expect((await again.get('/api/ledger')).status).toBe(403);
    expect(await auditOf(office, 'sysadmin')).toContain('account.create');
    expect(await auditOf(office, 'secadmin')).toContain('access.grant');
  });

  test('a grant ends, by hand or by its date, and the history stays', async () => {
    await employ(office, 'zhao', { role: 'street_clerk', divisionNo: STREETS[1] });
    const browser = await signIn(office, 'zhao');
    const [first] = await grantsOf('zhao');
    expect(await grant('zhao', { role: 'street_reviewer' })).toMatchObject({
      status: 409,
      body: { code: 'access.grant-overlap' },
    });
    expect((await ask('secadmin', `/api/grants/${first?.id}/end`, { reason: '调离' })).status).toBe(200);
    expect((await ask('secadmin', `/api/grants/${first?.id}/end`, { reason: '调离' })).status).toBe(409);
    expect((await browser.get('/api/runs')).status).toBe(401);
    expect((await grant('zhao', { role: 'street_reviewer' })).status).toBe(200);
    expect((await grantsOf('zhao')).map(({ role }) => role)).toEqual(['street_reviewer', 'street_clerk']);
    const reviewer = await signIn(office, 'zhao');
    expect((await reviewer.get('/api/session')).body).toMatchObject({ account: { role: 'street_reviewer' } });
    // As if the grant had been given a year ago.
    await office.database.db.asOwner(async (owner) => {
      await owner.query('alter table role_grant disable trigger role_grant_only_ends');
      await owner.query(
        `update role_grant set valid_from = current_date - 300, valid_to = current_date where role = 'street_reviewer'`,
      );
      await owner.query('alter table role_grant enable trigger role_grant_only_ends');
    });
    const later = await signIn(office, 'zhao');
    expect((await later.get('/api/session')).body).toMatchObject({ account: { role: 'none' } });
  });

  test.each([
    ['an unknown role', { role: 'emperor' }, 'access.role-unknown'],
    ['the role of the system', { role: 'operator' }, 'access.role-unknown'],
    ['another district', { divisionNo: 420102000000000 }, 'access.grant-place'],
    ['a place that is not there', { divisionNo: 420199009000000 }, 'access.grant-place'],
    ['more than a year', { to: '2099-01-01' }, 'access.grant-dates'],
    ['an end before its beginning', { to: '2020-01-01' }, 'access.grant-dates'],
    ['no reason', { reason: '' }, 'request.input'],
  ])('a grant is refused with %s', async (_, given, code) => {
    expect((await grant('wang', given)).body).toMatchObject({ code });
  });

  test('nobody grants to oneself, and only the right administrator does each thing', async () => {
    expect((await grant('secadmin', { role: 'section_chief' })).body).toMatchObject({
      code: 'access.grant-self',
    });
    for (const [username, url, payload] of [
      [
        'sysadmin',
        '/api/accounts/wang/grants',
        {
          role: 'street_clerk',
          divisionNo: DISTRICT,
          from: day(office, 0),
          to: day(office, 9),
          reason: '岗位',
        },
      ],
      ['secadmin', '/api/accounts', { username: 'x1', displayName: 'x' }],
      ['auditadmin', '/api/accounts', { username: 'x1', displayName: 'x' }],
      ['auditadmin', '/api/access-policy', { values: { lockMinutes: 1 }, reason: '测试' }],
      ['sysadmin', '/api/access-policy', { values: { lockMinutes: 1 }, reason: '测试' }],
    ] as const) {
      expect(await ask(username, url, payload)).toMatchObject({
        status: 403,
        body: { code: 'access.permission' },
      });
    }
    expect((await ask('sysadmin', '/api/audit')).status).toBe(403);
    expect((await ask('secadmin', '/api/audit')).status).toBe(403);
  });
});

describe('three administrators are three accounts', () => {
  test('none can hold another role, and nobody else becomes one', async () => {
    await create('sun');
    expect((await grant('sun', { role: 'audit_admin', divisionNo: DISTRICT })).status).toBe(200);
    for (const [username, role] of [
      ['sun', 'sys_admin'],
      ['sun', 'street_clerk'],
      ['wang', 'sys_admin'],
      ['sysadmin', 'bureau_clerk'],
      ['auditadmin', 'sec_admin'],
    ] as const) {
      const later = { from: day(office, 100), to: day(office, 120) };
      expect((await grant(username, { role, divisionNo: DISTRICT, ...later })).body).toMatchObject({
        code: 'access.administrators-apart',
      });
    }
  });

  test('the database itself refuses what the program would not ask for', async () => {
    const { db } = office.database;
    const tries: [string, string][] = [
      [`update account set role = 'sec_admin' where username = 'sysadmin'`, 'HM005'],
      [`update account set role = 'section_chief' where username = 'wang'`, 'HM005'],
      [
        `insert into role_grant (id, account_id, role, division_no, valid_from, valid_to, reason, granted_by, granted_at)
        select gen_random_uuid(), w.id, 'section_chief', 1, '2030-01-01', '2030-02-01', '无', s.id, now()
          from account w, account s where w.username = 'wang' and s.username = 'sysadmin'`,
        'HM006',
      ],
      [
        `insert into role_grant (id, account_id, role, division_no, valid_from, valid_to, reason, granted_by, granted_at)
        select gen_random_uuid(), w.id, 'section_chief', 1, '2030-01-01', '2031-02-01', '过长', s.id, now()
          from account w, account s where w.username = 'wang' and s.username = 'secadmin'`,
        '23514',
      ],
      [`update role_grant set role = 'section_chief'`, 'HM001'],
      ['delete from role_grant', 'HM001'],
      [`update access_policy set lock_minutes = 1`, 'HM006'],
      ['delete from access_policy', 'HM001'],
      ['delete from sensitive_access', ''],
      ['truncate sensitive_access', 'HM001'],
      [`delete from password_history`, 'HM001'],
    ];
    for (const [statement, code] of tries) {
      const done = db.asOwner((owner) => owner.query(statement));
      if (code === '') await done;
      else await expect(done, statement).rejects.toMatchObject({ code });
    }
  });

  test('they see no record, not even one that a contract would show', async () => {
    const { db } = office.database;
    await db.asOwner(async (owner) => {
      await owner.query(
        `insert into person (id, division_no, name, sex, birth_date, id_no_cipher, id_no_index, created_at, created_by)
         select gen_random_uuid(), 420199001001000, '张三', 'male', '1970-01-01', '\\x01', '\\x01', now(), id from account limit 1`,
      );
    });
    const { getAccount } = await import('../../kernel/access/account.ts');
    for (const [username, seen] of [
      ['sysadmin', 0],
      ['secadmin', 0],
      ['auditadmin', 0],
      ['operator', 1],
    ] as const) {
      const actor = await getAccount(db.pool, username);
      const count = await db.transaction(actor, async ({ client }) => {
        const found = await client.query<{ count: number }>('select count(*)::int as count from person');
        return found.rows[0]?.count;
      });
      expect(count, username).toBe(seen);
    }
  });

  test('the system administrator cannot take over another administrator', async () => {
    for (const [url, payload] of [
      ['/api/accounts/secadmin/password', {}],
      ['/api/accounts/secadmin/totp-reset', { reason: '丢失' }],
      ['/api/accounts/auditadmin/link', { issuer: 'https://id.example', subject: 'me' }],
    ] as const) {
      expect((await ask('sysadmin', url, payload)).body).toMatchObject({
        code: 'access.administrator-account',
      });
    }
    expect((await ask('sysadmin', '/api/accounts/sysadmin/lock', { reason: '测试' })).status).toBe(409);
  });
});

describe('looking after accounts', () => {
  test('lock, unlock, reset, close and open', async () => {
    await employ(office, 'li', { role: 'bureau_clerk' });
    const li = await signIn(office, 'li');
    expect((await ask('sysadmin', '/api/accounts/li/lock', { reason: '离岗' })).status).toBe(200);
    expect((await li.get('/api/ledger')).status).toBe(401);
    office.clock.forward(60);
    const locked = openBrowser(office);
    const given = { username: 'li', password: office.passwords.get('li') };
    expect((await locked.post('/api/login', given)).body).toMatchObject({ code: 'access.locked' });
    await ask('sysadmin', '/api/accounts/li/unlock', {});
    expect((await locked.post('/api/login', given)).status).toBe(200);
    const reset = await ask('sysadmin', '/api/accounts/li/password', {});
    expect((await locked.get('/api/session')).status).toBe(401);
    office.passwords.set('li', String(reset.body['firstPassword']));
    const back = await signIn(office, 'li');
    expect((await ask('sysadmin', '/api/accounts/li/end-sessions', {})).body).toEqual({ ended: 1 });
    expect((await back.get('/api/ledger')).status).toBe(401);
    await ask('sysadmin', '/api/accounts/li/close', { reason: '退休' });
    expect((await locked.post('/api/login', { ...given, password: office.passwords.get('li') })).status).toBe(
      401,
    );
    const { accounts } = (await ask('sysadmin', '/api/accounts')).body as {
      accounts: { username: string; active: boolean }[];
    };
    expect(accounts.find(({ username }) => username === 'li')).toMatchObject({ active: false });
    await ask('sysadmin', '/api/accounts/li/close', { active: true, reason: '返聘' });
    await signIn(office, 'li');
  });

  test.each([
    [{ username: 'Wang', displayName: 'x' }, 'access.username'],
    [{ username: '1abc', displayName: 'x' }, 'access.username'],
    [{ username: "x'; drop table account;--", displayName: 'x' }, 'access.username'],
    [{ username: 'wang', displayName: 'x' }, 'access.username-taken'],
    [{ username: 'new1', displayName: '' }, 'request.input'],
    [{ username: 'new1', displayName: 'x'.repeat(61) }, 'request.input'],
  ])('no account of %j', async (given, code) => {
    expect((await ask('sysadmin', '/api/accounts', given)).body).toMatchObject({ code });
  });

  test('an account that does not exist', async () => {
    for (const what of ['lock', 'unlock', 'password', 'end-sessions', 'unlink']) {
      expect((await ask('sysadmin', `/api/accounts/nobody/${what}`, { reason: '测试' })).status).toBe(404);
    }
  });
});

describe('the access policy', () => {
  test('is changed by the security administrator within its bounds, and audited', async () => {
    const { rules } = (await ask('secadmin', '/api/access-policy')).body as { rules: { rule: string }[] };
    expect(rules).toHaveLength(14);
    expect(rules.find(({ rule }) => rule === 'failuresMax')).toMatchObject({
      value: 5,
      min: 3,
      max: 20,
      certainty: 'assumption',
    });
    const change = (values: object) => ask('secadmin', '/api/access-policy', { values, reason: '年度检查' });
    expect((await change({ lockMinutes: 30, failuresMax: 4 })).body).toEqual({
      changed: ['lockMinutes', 'failuresMax'],
    });
    for (const values of [{ lockMinutes: 0 }, { failuresMax: 1000 }]) {
      expect((await change(values)).body).toMatchObject({ code: 'access.policy-value' });
    }
    for (const values of [{}, { lockMinutes: 30 }, { nonsense: 1 }, { constructor: 1 }]) {
      expect((await change(values)).body).toMatchObject({ code: 'access.policy-unchanged' });
    }
    expect((await change({ lockMinutes: 1.5 })).status).toBe(400);
    const { rows } = (await ask('auditadmin', '/api/audit?action=access.policy')).body as { rows: object[] };
    expect(rows).toMatchObject([
      { username: 'secadmin', details: { changed: { lockMinutes: [15, 30], failuresMax: [5, 4] } } },
    ]);
    await change({ lockMinutes: 15, failuresMax: 5 });
  });
});

test('the audit administrator reads the logs, page by page, and nothing else', async () => {
  await openBrowser(office).post('/api/login', { username: 'wang', password: 'wrong' });
  const { rows } = (await ask('auditadmin', '/api/audit?action=access.login-failed&username=wang')).body as {
    rows: { id: number }[];
  };
  expect(rows).toMatchObject([{ username: 'wang', details: { address: '127.0.0.1' } }]);
  const first = (await ask('auditadmin', '/api/audit?limit=2')).body as { rows: { id: number }[] };
  const next = (await ask('auditadmin', `/api/audit?limit=2&before=${first.rows[1]?.id}`)).body as {
    rows: { id: number }[];
  };
  expect(next.rows[0]?.id).toBeLessThan(first.rows[1]?.id ?? 0);
  expect((await ask('auditadmin', '/api/sensitive-access')).body).toEqual({ rows: [] });
  for (const url of ['/api/figures', '/api/runs', '/api/ledger', '/api/parameters']) {
    expect((await ask('auditadmin', url)).status).toBe(403);
  }
});
