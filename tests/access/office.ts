import type { FastifyInstance } from 'fastify';
import { setUpDistrict } from '../../kernel/access/set-up-district.ts';
import type { Clock } from '../../kernel/base/clock.ts';
import { division } from '../../kernel/base/division.ts';
import { plainDate } from '../../kernel/base/plain-date.ts';
import { buildApp } from '../../apps/server/build-app.ts';
import { registry } from '../../modules/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

export const DISTRICT = division('420199');
export const STREETS = [division('420199001'), division('420199002')] as const;

const reports = {
  listReportYears: () => [],
  buildReport: () => Promise.reject(new Error('there are no reports')),
};

/** A clock that the test moves; the database's own days are today's. */
export interface TestClock extends Clock {
  forward(minutes: number): void;
}

function createClock(): TestClock {
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  return {
    now,
    today: () => plainDate(new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)),
    forward: (minutes) => (ahead += minutes * 60_000),
  };
}

/** A bureau in earnest: its three administrators, and the API in front of it. */
export interface Office {
  readonly database: TestDatabase;
  readonly app: FastifyInstance;
  readonly clock: TestClock;
  /** First passwords by user name. */
  readonly passwords: Map<string, string>;
  /** Who has chosen a password of their own. */
  readonly changed: Set<string>;
  close(): Promise<void>;
}

export async function createOffice(): Promise<Office> {
  const database = await createTestDatabase();
  const clock = createClock();
  const made = await setUpDistrict(database.db, { division: DISTRICT, name: '测试区', today: clock.today() });
  await database.db.asOwner(async (owner) => {
    for (const [i, street] of STREETS.entries()) {
      await owner.query(
        `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, $2, 'street', $3, '2000-01-01')`,
        [street, DISTRICT, `第${i + 1}街道`],
      );
    }
  });
  const { db, keyring } = database;
  const app = buildApp({
    db,
    keyring,
    registry,
    reports,
    clock,
    logLevel: 'silent',
    requestsPerMinute: 100_000,
  });
  return {
    database,
    app,
    clock,
    passwords: new Map(made.map(({ username, firstPassword }) => [username, firstPassword])),
    changed: new Set(),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Somebody at a browser: keeps cookies, asks and submits. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(url: string): Promise<Answer>;
  post(url: string, payload?: object): Promise<Answer>;
}

export function openBrowser({ app }: Pick<Office, 'app'>): Browser {
  const cookies = new Map<string, string>();
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<Answer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      method,
      url,
      headers: { ...(cookie === '' ? {} : { cookie }), 'user-agent': 'test' },
      ...(method === 'POST' ? { payload: payload ?? {} } : {}),
    });
    for (const set of [response.headers['set-cookie'] ?? []].flat()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status: response.statusCode, body: response.json(), headers: response.headers };
  };
  return { cookies, get: (url) => ask('GET', url), post: (url, payload) => ask('POST', url, payload) };
}

export const PASSWORD = 'Yangtze-River-7';
/** After a reset the same one may not come back. */
let resets = 0;

/** Somebody who has signed in and, where it is the first time, chosen the password of the tests. */
export async function signIn(office: Office, username: string): Promise<Browser> {
  const browser = openBrowser(office);
  const password = office.passwords.get(username) ?? PASSWORD;
  const answer = await browser.post('/api/login', { username, password });
  if (answer.status !== 200) throw new Error(`${username}: ${JSON.stringify(answer.body)}`);
  if (password.startsWith(PASSWORD)) return browser;
  resets += office.changed.has(username) ? 1 : 0;
  const next = office.changed.has(username) ? `${PASSWORD}-${resets}` : PASSWORD;
  const changed = await browser.post('/api/password', { current: password, next });
  if (changed.status !== 200) throw new Error(`${username}: ${JSON.stringify(changed.body)}`);
  office.passwords.set(username, next);
  office.changed.add(username);
  return browser;
}

const atWork = new WeakMap<Office, Map<string, Browser>>();

/** Somebody who has signed in before, if the session still holds: hashing passwords takes most of the tests' time. */
export async function at(office: Office, username: string): Promise<Browser> {
  const known = atWork.get(office) ?? new Map<string, Browser>();
  atWork.set(office, known);
  const before = known.get(username);
  if (before !== undefined && (await before.get('/api/session')).status === 200) return before;
  const browser = await signIn(office, username);
  known.set(username, browser);
  return browser;
}

export interface Wanted {
  readonly role: string;
  readonly divisionNo?: number;
  /** Days from today. */
  readonly from?: number;
  readonly to?: number;
}

export const day = (office: Office, ahead: number): string =>
  new Date(office.clock.now().getTime() + 8 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10);

/** Makes an account as the system administrator and grants its role as the security administrator. */
export async function employ(
  office: Office,
  username: string,
  { role, divisionNo = DISTRICT, from = 0, to = 90 }: Wanted,
): Promise<void> {
  const [system, security] = [await at(office, 'sysadmin'), await at(office, 'secadmin')];
  const made = await system.post('/api/accounts', { username, displayName: `${username}（测试）` });
  if (made.status !== 200) throw new Error(JSON.stringify(made.body));
  office.passwords.set(username, String(made.body['firstPassword']));
  const granted = await security.post(`/api/accounts/${username}/grants`, {
    role,
    divisionNo,
    from: day(office, from),
    to: day(office, to),
    reason: '岗位需要',
  });
  if (granted.status !== 200) throw new Error(JSON.stringify(granted.body));
}

/** Actions of the audit log about an account, oldest first. */
export async function auditOf(office: Office, username: string): Promise<string[]> {
  return office.database.db.asOwner(async (owner) => {
    const found = await owner.query<{ action: string }>(
      `select action from audit_row where account_id = (select id from account where username = $1) order by id`,
      [username],
    );
    return found.rows.map(({ action }) => action);
  });
}
