import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totpCode } from '../../kernel/access/totp.ts';
import {
  at,
  auditOf,
  type Browser,
  createOffice,
  employ,
  type Office,
  openBrowser,
  PASSWORD,
  signIn,
} from './office.ts';

let office: Office;
let secret: string;
let recoveryCodes: string[];

beforeAll(async () => {
  office = await createOffice();
  await employ(office, 'chen', { role: 'bureau_clerk' });
});
afterAll(() => office.close());

const code = () => totpCode(secret, office.clock.now().getTime());
const logIn = (given: object = {}) =>
  openBrowser(office).post('/api/login', { username: 'chen', password: PASSWORD, ...given });

test('a secret is enrolled, confirmed by its first code, and stored encrypted', async () => {
  const chen = await signIn(office, 'chen');
  const token = chen.cookies.get('huimin_session');
  const enrolled = (await chen.post('/api/totp/enrol')).body as { secret: string; url: string };
  ({ secret } = enrolled);
  expect(enrolled.url).toContain(`secret=${secret}`);
  expect(decodeURIComponent(enrolled.url)).toContain('otpauth://totp/惠民 测试区:chen');
  expect((await chen.post('/api/totp/confirm', { code: '000000' })).body).toMatchObject({
    code: 'access.code-wrong',
  });
  // Not confirmed: the password alone still does.
  expect((await logIn()).status).toBe(200);
  const confirmed = await chen.post('/api/totp/confirm', { code: code() });
  recoveryCodes = confirmed.body['recoveryCodes'] as string[];
  expect(recoveryCodes).toHaveLength(10);
  expect(chen.cookies.get('huimin_session')).not.toBe(token);
  expect((await chen.get('/api/session')).body['signIn']).toMatchObject({ totp: { state: 'on' } });
  expect((await chen.post('/api/totp/enrol')).status).toBe(409);
  await office.database.db.asOwner(async (owner) => {
    const rows = await owner.query<{ text: string }>(
      `select c::text as text from account_credential c union all select r::text from recovery_code r`,
    );
    const stored = rows.rows.map(({ text }) => text).join();
    expect(stored).not.toContain(secret);
    for (const one of recoveryCodes) expect(stored).not.toContain(one);
  });
});

describe('signing in with it', () => {
  test('asks for the code, only after the right password', async () => {
    expect(await logIn()).toMatchObject({ status: 401, body: { code: 'access.code-required' } });
    expect((await logIn({ password: 'wrong' })).body).toMatchObject({ code: 'access.login-failed' });
  });

  test('a code is good once, also when two use it at the same moment', async () => {
    office.clock.forward(5);
    const one = code();
    const answers = await Promise.all([logIn({ code: one }), logIn({ code: one })]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]));
    expect((await logIn({ code: one })).status).toBe(401);
    office.clock.forward(1);
    expect((await logIn({ code: ` ${code().slice(0, 3)} ${code().slice(3)}` })).status).toBe(200);
  });

  test('wrong and old codes count as failures', async () => {
    office.clock.forward(20);
    const old = totpCode(secret, office.clock.now().getTime() - 120_000);
    for (const given of [old, '123456', 'abcdef', 'AAAA-AAAA-AAAA-AAAA', '１２３４５６']) {
      expect((await logIn({ code: given })).body).toMatchObject({ code: 'access.login-failed' });
    }
    expect((await logIn({ code: code() })).body).toMatchObject({ code: 'access.locked' });
    office.clock.forward(20);
  });

  test('a recovery code is good once', async () => {
    const [first = '', second = ''] = recoveryCodes;
    expect((await logIn({ code: first })).status).toBe(200);
    expect((await logIn({ code: first })).status).toBe(401);
    expect((await logIn({ code: second.toLowerCase().replaceAll('-', '') })).status).toBe(200);
    expect(await auditOf(office, 'chen')).toContain('access.recovery-code');
  });
});

describe('the policy', () => {
  const require = async (value: 0 | 1) => {
    const security = await at(office, 'secadmin');
    const answer = await security.post('/api/access-policy', {
      values: { requireTotp: value },
      reason: '测试',
    });
    expect(answer.status).toBe(200);
  };
  let enrolled: Browser;

  test('once it asks for a second factor, staff without one can only enrol', async () => {
    await employ(office, 'liu', { role: 'street_clerk' });
    const liu = await signIn(office, 'liu');
    await require(1);
    const late = await signIn(office, 'liu');
    expect(await late.get('/api/runs')).toMatchObject({
      status: 403,
      body: { code: 'access.totp-enrolment-required' },
    });
    const given = (await late.post('/api/totp/enrol')).body as { secret: string };
    const confirmed = await late.post('/api/totp/confirm', {
      code: totpCode(given.secret, office.clock.now().getTime()),
    });
    expect(confirmed.status).toBe(200);
    expect((await late.get('/api/runs')).status).toBe(200);
    // The other session of the same account ended with the enrolment.
    expect((await liu.get('/api/runs')).status).toBe(401);
    enrolled = late;
  });

  test('it cannot be switched off then; afterwards with the password only', async () => {
    expect((await enrolled.post('/api/totp/disable', { password: PASSWORD })).body).toMatchObject({
      code: 'access.totp-required',
    });
    // The security administrator has none either, and must enrol one before changing the policy back.
    const security = await at(office, 'secadmin');
    const { secret: own } = (await security.post('/api/totp/enrol')).body as { secret: string };
    await security.post('/api/totp/confirm', { code: totpCode(own, office.clock.now().getTime()) });
    await require(0);
    expect((await enrolled.post('/api/totp/disable', { password: 'wrong' })).body).toMatchObject({
      code: 'access.password-wrong',
    });
    expect((await enrolled.post('/api/totp/disable', { password: PASSWORD })).status).toBe(200);
    expect((await enrolled.get('/api/session')).body['signIn']).toMatchObject({ totp: { state: 'off' } });
  });

  test('a lost one is taken away by the system administrator', async () => {
    const system = await at(office, 'sysadmin');
    expect((await system.post('/api/accounts/chen/totp-reset', { reason: '手机丢失' })).status).toBe(200);
    expect((await logIn()).status).toBe(200);
    expect((await logIn({ code: recoveryCodes[3] })).status).toBe(200);
  });
});
