import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  at,
  auditOf,
  type Browser,
  createOffice,
  employ,
  type Office,
  openBrowser,
  signIn,
} from './office.ts';

// The provider is the certified oidc-provider, on the loopback address: what is tested is the protocol, end to end.

const CLIENT = { id: 'huimin', secret: 'a-secret-of-the-test-only-0123456789' };
const REDIRECT = 'http://localhost/api/oidc/callback';

let server: Server;
let issuer: string;
let office: Office;

beforeAll(async () => {
  server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [REDIRECT] }],
    pkce: { required: () => true },
    cookies: { keys: ['of the test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  vi.stubEnv('HUIMIN_OIDC_ISSUER', issuer);
  vi.stubEnv('HUIMIN_OIDC_CLIENT_ID', CLIENT.id);
  vi.stubEnv('HUIMIN_OIDC_CLIENT_SECRET', CLIENT.secret);
  office = await createOffice();
  await employ(office, 'feng', { role: 'bureau_clerk' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await office.close();
  server.closeAllConnections();
  server.close();
});

/** Goes through the provider's pages as a browser would: log in as `sub`, agree, and be sent back. */
async function passProvider(from: string, sub: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  let form: string | undefined;
  for (let step = 0; step < 15; step++) {
    const response: Response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    form = undefined;
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url);
      if (url.href.startsWith(REDIRECT)) return `${url.pathname}${url.search}`;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined)
      throw new Error(`${response.status}: ${page.slice(-900)}`);
    url = new URL(action, url);
    form = new URLSearchParams({
      prompt,
      ...(prompt === 'login' ? { login: sub, password: 'any' } : {}),
    }).toString();
  }
  throw new Error('the provider went round in circles');
}

async function start(browser: Browser, query = ''): Promise<string> {
  const answer = await browser.get(`/api/oidc/start${query}`);
  expect(answer).toMatchObject({ status: 303 });
  return String(answer.headers['location']);
}

const signInAs = async (browser: Browser, sub: string, query = '') =>
  browser.get(await passProvider(await start(browser, query), sub));

test('the log-in page offers it', async () => {
  expect((await openBrowser(office).get('/api/sign-in')).body).toMatchObject({ singleSignOn: true });
});

test('the way to the provider carries state, nonce and a PKCE challenge', async () => {
  const browser = openBrowser(office);
  const answer = await browser.get('/api/oidc/start');
  const { searchParams } = new URL(String(answer.headers['location']));
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'huimin',
    redirect_uri: REDIRECT,
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^.{40,}$/),
    nonce: expect.stringMatching(/^.{40,}$/),
  });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^huimin_oidc=[\w-]+; Path=\/api\/oidc; Max-Age=600; HttpOnly; SameSite=Lax$/);
  expect(Buffer.from(cookie, 'base64url').toString('latin1')).not.toContain(searchParams.get('state'));
});

describe('an unknown identity', () => {
  test('is refused clearly, and no account is made', async () => {
    const browser = openBrowser(office);
    const answer = await signInAs(browser, 'stranger');
    expect(answer).toMatchObject({
      status: 303,
      headers: { location: '/login?problem=access.identity-unknown' },
    });
    expect(browser.cookies.has('huimin_session')).toBe(false);
    const { accounts } = (await (await at(office, 'sysadmin')).get('/api/accounts')).body as {
      accounts: object[];
    };
    expect(accounts).toHaveLength(5);
  });
});

describe('a linked identity', () => {
  test('linked by the system administrator, it signs in without a password', async () => {
    const system = await at(office, 'sysadmin');
    const link = { issuer, subject: 'feng-at-work' };
    expect((await system.post('/api/accounts/feng/link', link)).status).toBe(200);
    expect((await system.post('/api/accounts/feng/link', link)).body).toMatchObject({
      code: 'access.identity-taken',
    });
    const browser = openBrowser(office);
    expect((await signInAs(browser, 'feng-at-work')).headers['location']).toBe('/');
    expect((await browser.get('/api/session')).body).toMatchObject({
      account: { username: 'feng' },
      // The first password was never changed, and is not what opened this session.
      signIn: { method: 'oidc', mustChangePassword: false },
    });
    expect((await browser.get('/api/ledger')).status).toBe(200);
    expect(await auditOf(office, 'feng')).toContain('access.login');
  });

  test('the answer of the provider is good once, and for the browser that asked', async () => {
    const browser = openBrowser(office);
    const back = await passProvider(await start(browser), 'feng-at-work');
    const other = openBrowser(office);
    expect((await other.get(back)).headers['location']).toBe('/login?problem=access.oidc-late');
    await start(other);
    expect((await other.get(back)).headers['location']).toBe('/login?problem=access.oidc-refused');
    expect((await browser.get(back)).headers['location']).toBe('/');
    expect((await browser.get(back)).headers['location']).toBe('/login?problem=access.oidc-late');
    for (const forged of ['', '?code=x', '?code=x&state=y', '?error=access_denied&state=x']) {
      const third = openBrowser(office);
      await start(third);
      expect((await third.get(`/api/oidc/callback${forged}`)).headers['location']).toBe(
        '/login?problem=access.oidc-refused',
      );
    }
  });

  test('an answer that comes too late is refused', async () => {
    const browser = openBrowser(office);
    const back = await passProvider(await start(browser), 'feng-at-work');
    office.clock.forward(11);
    expect((await browser.get(back)).headers['location']).toBe('/login?problem=access.oidc-late');
  });

  test('a locked account stays out, whatever the provider says', async () => {
    const system = await at(office, 'sysadmin');
    await system.post('/api/accounts/feng/lock', { reason: '测试' });
    expect((await signInAs(openBrowser(office), 'feng-at-work')).headers['location']).toBe(
      '/login?problem=access.locked',
    );
    await system.post('/api/accounts/feng/unlock');
  });

  test('unlinked, it is unknown again; linked by its owner, it signs in again', async () => {
    const system = await at(office, 'sysadmin');
    expect((await system.post('/api/accounts/feng/unlink')).body).toEqual({ ended: 1 });
    expect((await signInAs(openBrowser(office), 'feng-at-work')).headers['location']).toContain(
      'identity-unknown',
    );
    expect(await openBrowser(office).get('/api/oidc/start?link=1')).toMatchObject({
      status: 401,
      body: { code: 'access.sign-in' },
    });
    const feng = await signIn(office, 'feng');
    expect((await signInAs(feng, 'feng-at-home', '?link=1')).headers['location']).toBe('/');
    const browser = openBrowser(office);
    expect((await signInAs(browser, 'feng-at-home')).headers['location']).toBe('/');
    expect((await browser.get('/api/session')).body).toMatchObject({ account: { username: 'feng' } });
    // A session that ended on the way links nothing.
    const gone = await signIn(office, 'feng');
    await system.post('/api/accounts/feng/unlink');
    const again = await signIn(office, 'feng');
    const back = await passProvider(await start(again, '?link=1'), 'somebody');
    await again.post('/api/logout');
    expect((await again.get(back)).headers['location']).toContain('access.session-expired');
    expect(gone).toBeDefined();
  });
});
