import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditOf, createOffice, employ, type Office, openBrowser, PASSWORD, signIn } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await createOffice();
  await employ(office, 'zhang', { role: 'bureau_clerk' });
});
afterAll(() => office.close());

const logIn = (username: string, password: string, code?: string) =>
  openBrowser(office).post('/api/login', { username, password, ...(code === undefined ? {} : { code }) });

const unlock = () =>
  office.database.db.asOwner((owner) =>
    owner.query('update account_credential set locked_until = null, failures = 0'),
  );

describe('the first log-in', () => {
  test('a first password opens nothing but its own change', async () => {
    const browser = openBrowser(office);
    const password = office.passwords.get('zhang') ?? '';
    expect(await browser.post('/api/login', { username: 'zhang', password })).toMatchObject({
      status: 200,
      body: { username: 'zhang' },
    });
    expect((await browser.get('/api/session')).body).toMatchObject({
      account: { username: 'zhang', role: 'bureau_clerk' },
      signIn: { mustChangePassword: true, method: 'password', totp: { state: 'off', required: false } },
    });
    for (const url of ['/api/figures', '/api/ledger', '/api/parameters', '/api/sessions']) {
      expect(await browser.get(url)).toMatchObject({
        status: 403,
        body: { code: 'access.password-change-required' },
      });
    }
    expect(await browser.post('/api/totp/enrol')).toMatchObject({ status: 403 });
    expect(await browser.post('/api/password', { current: password, next: PASSWORD })).toMatchObject({
      status: 200,
    });
    office.passwords.set('zhang', PASSWORD);
    expect((await browser.get('/api/ledger')).status).toBe(200);
    expect(await logIn('zhang', password)).toMatchObject({ status: 401 });
    expect(await auditOf(office, 'zhang')).toEqual([
      'access.login',
      'access.password',
      'access.login-failed',
    ]);
  });

  test('the cookie cannot be read by scripts nor sent by other sites, and only its hash is stored', async () => {
    const answer = await logIn('zhang', PASSWORD);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^huimin_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = cookie.slice('huimin_session='.length, cookie.indexOf(';'));
    await office.database.db.asOwner(async (owner) => {
      const rows = await owner.query<{ text: string }>('select session::text as text from session');
      expect(rows.rows.some(({ text }) => text.includes(token))).toBe(false);
      expect(rows.rows.some(({ text }) => text.includes(Buffer.from(token).toString('hex')))).toBe(false);
    });
  });

  test('nobody is signed in without a session, and the page of log-in says where one is', async () => {
    const browser = openBrowser(office);
    for (const url of ['/api/session', '/api/figures', '/api/sessions']) {
      expect(await browser.get(url)).toMatchObject({ status: 401, body: { code: 'access.sign-in' } });
    }
    expect((await browser.get('/api/sign-in')).body).toEqual({
      district: '测试区',
      demonstration: false,
      singleSignOn: false,
    });
  });
});

describe('what is wrong', () => {
  beforeEach(unlock);

  test('an unknown name and a wrong password answer alike, and the unknown one leaves no row', async () => {
    const before = await rowCount();
    const [unknown, wrong] = [await logIn('nobody', 'x'), await logIn('zhang', 'x')];
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    expect(unknown).toMatchObject({ status: 401, body: { code: 'access.login-failed' } });
    expect(await rowCount()).toBe(before + 1);
  });

  test('five failures lock an account for a quarter of an hour, and an unknown name alike', async () => {
    for (const username of ['zhang', 'ghost']) {
      for (let i = 0; i < 5; i++) {
        expect((await logIn(username, `wrong-${i}`)).body['code']).toBe('access.login-failed');
      }
      expect(await logIn(username, PASSWORD)).toMatchObject({ status: 403, body: { code: 'access.locked' } });
    }
    expect((await auditOf(office, 'zhang')).slice(-2)).toEqual(['access.login-failed', 'access.lock']);
    office.clock.forward(14);
    expect((await logIn('zhang', PASSWORD)).body['code']).toBe('access.locked');
    office.clock.forward(2);
    expect((await logIn('zhang', PASSWORD)).status).toBe(200);
    expect((await logIn('ghost', PASSWORD)).body['code']).toBe('access.login-failed');
  });

  test('guesses at the same moment are worth no more than five', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => logIn('zhang', `guess-${i}`)));
    const codes = answers.map(({ body }) => body['code']);
    expect(codes.filter((code) => code === 'access.login-failed').length).toBeLessThanOrEqual(9);
    expect(codes.filter((code) => code === 'access.locked').length).toBeGreaterThanOrEqual(11);
  });

  test('a lock ends the sessions of the account, and the administrator takes it away', async () => {
    const inside = await signIn(office, 'zhang');
    for (let i = 0; i < 5; i++) await logIn('zhang', 'wrong');
    expect(await inside.get('/api/ledger')).toMatchObject({
      status: 401,
      body: { code: 'access.session-expired' },
    });
    const system = await signIn(office, 'sysadmin');
    expect((await system.post('/api/accounts/zhang/unlock')).status).toBe(200);
    expect((await logIn('zhang', PASSWORD)).status).toBe(200);
  });

  test('an address with too many failures is asked to wait', async () => {
    office.clock.forward(2);
    const codes: unknown[] = [];
    for (let i = 0; i < 62; i++) codes.push((await logIn(`name${i}`, 'x')).body['code']);
    expect(codes.indexOf('access.login-rate')).toBe(60);
    expect((await logIn('zhang', PASSWORD)).status).toBe(429);
    office.clock.forward(2);
    expect((await logIn('zhang', PASSWORD)).status).toBe(200);
  });

  test('accounts without a password cannot be signed in to', async () => {
    for (const password of ['', 'null', 'operator']) {
      expect((await logIn('operator', password)).status).not.toBe(200);
    }
    const system = await signIn(office, 'sysadmin');
    expect(await system.post('/api/accounts/operator/password')).toMatchObject({
      status: 409,
      body: { code: 'access.system-account' },
    });
  });

  test('nonsense in the fields', async () => {
    const browser = openBrowser(office);
    for (const given of [
      {},
      { username: 'zhang' },
      { username: ["zhang' or '1'='1"], password: 'x' },
      { username: 'x'.repeat(41), password: 'x' },
      { username: 'zhang', password: 'x'.repeat(201) },
      { username: 'zhang', password: 'x', code: '1' },
    ]) {
      expect((await browser.post('/api/login', given)).status).toBe(400);
    }
    expect((await browser.post('/api/login', { username: "zhang'--", password: 'x' })).status).toBe(401);
  });
});

const rowCount = () =>
  office.database.db.asOwner(async (owner) => {
    const found = await owner.query<{ count: number }>('select count(*)::int as count from audit_row');
    return found.rows[0]?.count ?? 0;
  });

describe('changing the password', () => {
  const change = async (next: string, current = PASSWORD) => {
    const browser = await signIn(office, 'zhang');
    return browser.post('/api/password', { current, next });
  };

  test.each([
    ['short', 'Ab1-efg', 'access.password-length'],
    ['of two kinds', 'abcdefgh1234', 'access.password-classes'],
    ['with the user name', 'Zhang-2026-xyz', 'access.password-name'],
    ['that everybody tries', 'P@ssw0rd2026', 'access.password-common'],
    ['the present one', PASSWORD, 'access.password-reused'],
  ])('refuses one %s', async (_, next, code) => {
    expect((await change(next)).body).toMatchObject({ code });
  });

  test('refuses a wrong present one, which counts as a failure', async () => {
    expect((await change('Han-River-2026', 'wrong')).body).toMatchObject({ code: 'access.password-wrong' });
    expect((await auditOf(office, 'zhang')).at(-1)).toBe('access.login-failed');
  });

  test('the last five do not come back; the sixth does; other sessions end, this one goes on', async () => {
    const [browser, other] = [await signIn(office, 'zhang'), await signIn(office, 'zhang')];
    const to = async (current: string, next: string) =>
      (await browser.post('/api/password', { current, next })).body['code'] ?? 'changed';
    const passwords = [PASSWORD, ...[1, 2, 3, 4, 5].map((n) => `East-Lake-No${n}`)];
    for (const [i, next] of passwords.slice(1).entries()) {
      expect(await to(passwords[i] ?? '', PASSWORD)).toBe('access.password-reused');
      expect(await to(passwords[i] ?? '', next)).toBe('changed');
    }
    expect((await other.get('/api/session')).status).toBe(401);
    expect(await to('East-Lake-No5', PASSWORD)).toBe('changed');
    expect((await browser.get('/api/ledger')).status).toBe(200);
  });
});

describe('sessions', () => {
  test('rest for at most ten minutes; looking at the clock is no activity', async () => {
    const browser = await signIn(office, 'zhang');
    office.clock.forward(9);
    expect((await browser.get('/api/session')).body['signIn']).toMatchObject({ idleSecondsLeft: 59 });
    expect((await browser.get('/api/ledger')).status).toBe(200);
    office.clock.forward(9);
    expect((await browser.get('/api/ledger')).status).toBe(200);
    office.clock.forward(10);
    expect(await browser.post('/api/sessions/end')).toMatchObject({
      status: 401,
      body: { code: 'access.session-expired' },
    });
  });

  test('end after twelve hours, however busy', async () => {
    const browser = await signIn(office, 'zhang');
    for (let i = 0; i < 12 * 60; i += 9) {
      expect((await browser.get('/api/ledger')).status).toBe(200);
      office.clock.forward(9);
    }
    expect((await browser.get('/api/ledger')).status).toBe(401);
  });

  test('a new log-in replaces the token that the browser had', async () => {
    const browser = await signIn(office, 'zhang');
    const before = new Map(browser.cookies);
    await browser.post('/api/login', { username: 'zhang', password: PASSWORD });
    expect(browser.cookies.get('huimin_session')).not.toBe(before.get('huimin_session'));
    const old = openBrowser(office);
    for (const [name, value] of before) old.cookies.set(name, value);
    expect((await old.get('/api/ledger')).status).toBe(401);
  });

  test('logging out ends the session at once, and forged tokens are worth nothing', async () => {
    const browser = await signIn(office, 'zhang');
    const token = browser.cookies.get('huimin_session') ?? '';
    expect((await browser.post('/api/logout')).status).toBe(200);
    expect(browser.cookies.size).toBe(0);
    for (const forged of [token, 'x'.repeat(43), '', `${token}x`, "' or 1=1 --"]) {
      browser.cookies.set('huimin_session', forged);
      expect((await browser.get('/api/ledger')).status).toBe(401);
    }
    expect((await auditOf(office, 'zhang')).at(-1)).toBe('access.logout');
  });

  test('the own ones are listed and can be ended, one or all others; not those of others', async () => {
    const [here, there] = [await signIn(office, 'zhang'), await signIn(office, 'zhang')];
    const stranger = await signIn(office, 'sysadmin');
    const sessionsOf = async (browser: typeof here) =>
      (await browser.get('/api/sessions')).body['sessions'] as { id: string; current: boolean }[];
    const foreign = (await sessionsOf(stranger)).find(({ current }) => current);
    expect((await here.post('/api/sessions/end', { id: foreign?.id })).status).toBe(404);
    const mine = (await sessionsOf(there)).find(({ current }) => current);
    expect((await here.post('/api/sessions/end', { id: mine?.id })).body).toEqual({ ended: 1 });
    expect((await there.get('/api/ledger')).status).toBe(401);
    await signIn(office, 'zhang');
    expect((await here.post('/api/sessions/end')).body['ended']).toBeGreaterThanOrEqual(1);
    expect(await sessionsOf(here)).toMatchObject([{ current: true, device: 'test' }]);
  });

  test('use is written at most once a minute', async () => {
    const browser = await signIn(office, 'zhang');
    const seen = () =>
      office.database.db.asOwner(async (owner) => {
        const found = await owner.query<{ at: string }>(
          'select last_seen_at as at from session order by created_at desc limit 1',
        );
        return found.rows[0]?.at;
      });
    const before = await seen();
    for (let i = 0; i < 5; i++) await browser.get('/api/ledger');
    expect(await seen()).toBe(before);
    office.clock.forward(1.1);
    await browser.get('/api/ledger');
    expect(await seen()).not.toBe(before);
  });

  test('a password of ninety days must be changed', async () => {
    office.clock.forward(60 * 24 * 91);
    const browser = openBrowser(office);
    await browser.post('/api/login', { username: 'zhang', password: PASSWORD });
    expect((await browser.get('/api/ledger')).body).toMatchObject({
      code: 'access.password-change-required',
    });
  });
});

test('150 people who sign in at the same moment all come in', async () => {
  const { db } = office.database;
  // The hash of one password for all: hashing 150 first ones would only take time.
  await db.asOwner((owner) =>
    owner.query(
      `with made as (insert into account (id, username, display_name, role, division_no)
         select gen_random_uuid(), 'crowd' || n, '同事' || n, 'street_clerk', 420199001000000 from generate_series(1, 150) n
         returning id)
       insert into account_credential (account_id, password_hash, password_changed_at, must_change)
       select made.id, c.password_hash, now() + interval '100 days', false from made,
         (select password_hash from account_credential c join account a on a.id = c.account_id where a.username = 'zhang') c`,
    ),
  );
  const answers = await Promise.all(Array.from({ length: 150 }, (_, i) => logIn(`crowd${i + 1}`, PASSWORD)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ headers }) => headers['set-cookie'])).size).toBe(150);
});
