import { z } from 'zod';
import { getAccessPolicy } from '../kernel/access/access-policy.ts';
import { getAccount } from '../kernel/access/account.ts';
import { createSession } from '../kernel/access/session-store.ts';
import type { Database } from '../kernel/db/database.ts';
import type { Latency } from './concurrent.ts';
import { streetNo, STREETS } from './kernel-population.ts';
import { openCaller } from './load.ts';

const USERS = 50;
const WARM_UP_SECONDS = 1;
/** More than one user gets done in that time. */
const PEOPLE_OF_USER = 60;

const Answer = z.object({ id: z.uuid(), version: z.int() });
type Answer = z.infer<typeof Answer>;

const MATERIALS = [
  ['application-form', 'original'],
  ['authorisation', 'original'],
  ['identity', 'share'],
  ['income-statement', 'pledge'],
] as const;

interface Task {
  readonly port: number;
  readonly cookieName: string;
  readonly seconds: number;
}

interface Clerk {
  readonly cookie: string;
  /** Own people, about whom nobody else opens a case. */
  readonly people: readonly string[];
}

/**
 * Fifty street clerks at once, each with own cases: an application is opened, its four materials are received, it is
 * accepted and its verification started. Every call is a use case with its audit row, its history and its deadlines.
 */
export async function benchCaseActions(
  db: Database,
  { port, cookieName, seconds: during }: Task,
): Promise<Latency & { readonly cases: number; readonly byAction: Readonly<Record<string, number>> }> {
  const clerks = await addClerks(db, cookieName);
  const start = performance.now();
  const [from, until] = [start + WARM_UP_SECONDS * 1000, start + (WARM_UP_SECONDS + during) * 1000];
  const times: { readonly action: string; readonly ms: number }[] = [];
  let cases = 0;
  const work = async ({ cookie, people }: Clerk): Promise<void> => {
    const caller = await openCaller({ port, cookie });
    const does = async (action: string, path: string, body: object): Promise<Answer> => {
      const begin = performance.now();
      const answer = Answer.parse(JSON.parse(await caller.post(path, body)));
      if (begin >= from) times.push({ action, ms: performance.now() - begin });
      return answer;
    };
    for (const person of people) {
      if (performance.now() >= until) break;
      await handleOne(person, does);
      cases += 1;
    }
    caller.close();
  };
  await Promise.all(clerks.map(work));
  const seconds = (performance.now() - from) / 1000;
  const p95 = (action?: string): number =>
    at(
      times.filter((time) => action === undefined || time.action === action).map(({ ms }) => ms),
      0.95,
    );
  return {
    p50Ms: at(
      times.map(({ ms }) => ms),
      0.5,
    ),
    p95Ms: p95(),
    perSecond: Math.round(times.length / seconds),
    cases,
    byAction: Object.fromEntries(['open', 'material', 'act'].map((action) => [action, p95(action)])),
  };
}

type Does = (action: string, path: string, body: object) => Promise<Answer>;

async function handleOne(person: string, does: Does): Promise<void> {
  const data = { programme: 'tekun' };
  let { id, version } = await does('open', '/api/cases', {
    lifecycle: 'assistance-application',
    subject: person,
    data,
  });
  for (const [material, form] of MATERIALS) {
    const body = { version, material, action: 'received', form };
    ({ id, version } = await does('material', `/api/cases/${id}/materials`, body));
  }
  for (const action of ['accept', 'start-verification']) {
    ({ id, version } = await does('act', `/api/cases/${id}/act`, { version, action }));
  }
}

const at = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toPrecision(3));
};

/** Street clerks with a session each, and people of their street for each. */
async function addClerks(db: Database, cookieName: string): Promise<Clerk[]> {
  const clerks: Clerk[] = [];
  for (let i = 0; i < USERS; i++) {
    const [username, place] = [`clerk${i}`, streetNo(1 + (i % STREETS))];
    const people = await db.asOwner(async (owner) => {
      await owner.query(
        `insert into account (id, username, display_name, role, division_no)
         values (gen_random_uuid(), $1, 'bench', 'street_clerk', $2) on conflict do nothing`,
        [username, place],
      );
      const found = await owner.query<{ id: string }>(
        `select id from person where division_no >= $1 and division_no < $1 + 1000000
          order by id offset $2 limit $3`,
        [place, Math.floor(i / STREETS) * PEOPLE_OF_USER, PEOPLE_OF_USER],
      );
      return found.rows.map(({ id }) => id);
    });
    const actor = await getAccount(db.pool, username);
    const facts = {
      accountId: actor.accountId,
      method: 'oidc',
      address: '127.0.0.1',
      device: 'bench',
    } as const;
    const { token } = await db.transaction(actor, async (tx) =>
      createSession(tx, facts, await getAccessPolicy(tx), new Date()),
    );
    clerks.push({ cookie: `${cookieName}=${token}`, people });
  }
  return clerks;
}
