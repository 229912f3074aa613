import type { FastifyInstance } from 'fastify';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../../apps/server/build-app.ts';
import { getAccount } from '../../kernel/access/account.ts';
import { addWorkingDays } from '../../kernel/base/working-days.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { addDays, plainDate } from '../../kernel/base/plain-date.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import * as reports from '../../kernel/indicator/build-report.ts';
import { registry } from '../../modules/index.ts';
import { type Caller, type HttpAnswer, signInAs } from '../support/http.ts';
import { createSmallDistrict, type SmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const NAMES = ['clerk', 'chief', 'street_one', 'street_two'] as const;
type Name = (typeof NAMES)[number];
let database: TestDatabase;
let district: SmallDistrict;
let app: FastifyInstance;
const callers = new Map<Name, Caller>();
const as = (name: Name): Caller => {
  const caller = callers.get(name);
  if (caller === undefined) throw new Error(name);
  return caller;
};

beforeAll(async () => {
  database = await createTestDatabase();
  const { db, keyring } = database;
  district = await createSmallDistrict(db, keyring, registry);
  const clock = fixedClock('2020-06-01T10:00');
  app = buildApp({ db, keyring, registry, reports, clock, logLevel: 'silent', requestsPerMinute: 1_000_000 });
  for (const name of NAMES) callers.set(name, await signInAs(app, name));
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

interface Task {
  readonly id: string;
  readonly dueOn: string;
  readonly role: string;
}
/** The demonstration's data end on 2020-10-31: its tasks are counted from there. */
const DUE = addWorkingDays(addDays(plainDate('2020-11-01'), -1), 5);
const tasksOf = async (name: Name, kind: string, closed = false): Promise<Task[]> =>
  (await as(name).get(`/api/tasks?kind=${kind}&closed=${closed}`)).json()['tasks'] as Task[];
async function onlyTask(name: Name, kind: string): Promise<Task> {
  const [task] = await tasksOf(name, kind);
  if (task === undefined) throw new Error(`${name} has no task ${kind}`);
  return task;
}
const personId = (): string => district.families[0].personId;
const problem = ({ status, json }: HttpAnswer) => ({ status, code: json()['code'] });

describe('the task for a correction that waits', () => {
  let correctionId: unknown;
  const decide = (name: Name, approve = true) =>
    as(name).post(`/api/registers/person/corrections/${String(correctionId)}`, { approve, note: '属实' });

  test('has a due day, and says who decides it where', async () => {
    const input = { version: 1, values: { name: '张更正' }, reason: '户口簿姓名不符' };
    const made = await as('clerk').post(`/api/registers/person/${personId()}/correction`, input);
    expect(made.status).toBe(200);
    ({ correctionId } = made.json());
    const task = await onlyTask('chief', 'record.correction');
    expect(task).toMatchObject({ dueOn: DUE, role: 'section_chief' });
    const shown = (await as('chief').get(`/api/tasks/${task.id}`)).json();
    expect(shown['endsWith']).toMatchObject({ zh: expect.stringContaining('审核通过') });
    expect(JSON.stringify(shown['reasons'])).toContain('推定');
  });

  test('is not done by marking it as done, nor by accepting or rejecting it', async () => {
    const { id } = await onlyTask('chief', 'record.correction');
    const refused = await as('chief').post(`/api/tasks/${id}/complete`, {});
    expect(problem(refused)).toEqual({ status: 409, code: 'task.decided-elsewhere' });
    expect(refused.body).toContain('请打开该记录核对更正内容');
    for (const [path, input] of [
      ['accept', {}],
      ['reject', { reason: '不属实' }],
    ] as const) {
      const other = await as('chief').post(`/api/tasks/${id}/${path}`, input);
      expect(problem(other)).toEqual({ status: 409, code: 'task.no-proposal' });
    }
    expect(await onlyTask('chief', 'record.correction')).toMatchObject({ id });
  });

  test('to who proposed it and to the other street it is absent', async () => {
    const { id } = await onlyTask('chief', 'record.correction');
    for (const name of ['clerk', 'street_two'] as const) {
      const refused = await as(name).post(`/api/tasks/${id}/complete`, {});
      expect(problem(refused)).toEqual({ status: 404, code: 'record.absent' });
    }
    expect((await decide('clerk')).status).toBe(403);
  });

  test('ends with the decision, once', async () => {
    expect((await decide('chief')).status).toBe(200);
    expect(await tasksOf('chief', 'record.correction')).toEqual([]);
    expect(await tasksOf('chief', 'record.correction', true)).toHaveLength(1);
    expect(problem(await decide('chief'))).toEqual({ status: 409, code: 'correction.decided' });
  });
});

describe('the task for a checked file that waits', () => {
  const CSV = '所属区划,备案号,名称,类别,负责人,成员数,备案日期\n';

  test('has a due day, ends with applying or giving up only, and is its street’s own', async () => {
    const staged = await as('street_one').upload(
      '/api/registers/community-team/imports?fileName=team.csv',
      Buffer.from(`${CSV}420112001001,备2020001,老年书画队,文体,张样,12,2019-03-01\n`),
    );
    expect(staged.status, staged.body).toBe(200);
    const task = await onlyTask('street_one', 'record.import');
    expect(task.dueOn).toBe(DUE);
    const refused = await as('street_one').post(`/api/tasks/${task.id}/complete`, { reason: '已看过' });
    expect(problem(refused)).toEqual({ status: 409, code: 'task.decided-elsewhere' });
    expect(refused.body).toContain('放弃本次导入');
    const other = await as('street_two').post(`/api/tasks/${task.id}/complete`, {});
    expect(problem(other)).toEqual({ status: 404, code: 'record.absent' });
    const { id } = staged.json();
    const cancel = (name: Name) =>
      as(name).post(`/api/registers/community-team/imports/${String(id)}/cancel`, {});
    expect((await cancel('street_two')).status).toBe(404);
    expect((await cancel('street_one')).status).toBe(200);
    expect(await tasksOf('street_one', 'record.import')).toEqual([]);
  });
});

describe('the history of somebody who moves', () => {
  const history = (name: Name) => as(name).get(`/api/registers/person/${personId()}/history`);
  const changesOf = async (name: Name) =>
    (await history(name)).json()['changes'] as { reason: string | null; version: number }[];
  const edit = async (name: Name, input: Record<string, unknown>) => {
    const { version } = (await as(name).get(`/api/registers/person/${personId()}`)).json();
    return as(name).post(`/api/registers/person/${personId()}`, { version, values: {}, ...input });
  };

  test('goes along: the new street reads what was before, the former one nothing any more', async () => {
    expect((await edit('street_one', { values: { phone: '13800000001' } })).status).toBe(200);
    const before = await changesOf('street_one');
    expect(before.length).toBeGreaterThan(1);
    expect((await history('street_two')).status).toBe(404);
    await database.db.asOwner((owner) =>
      owner.query('update person set division_no = 420112002001000 where id = $1', [personId()]),
    );
    expect((await edit('street_two', { values: { phone: '13800000002' } })).status).toBe(200);
    const after = await changesOf('street_two');
    expect(after).toHaveLength(before.length + 1);
    expect(after.slice(1)).toEqual(before);
    expect((await history('street_one')).status).toBe(404);
    expect((await history('street_two')).json()['corrections']).toHaveLength(1);
  });

  test('so it is with a record whose place is changed in its register', async () => {
    const values = {
      filingNo: '备2020009',
      name: '象棋社',
      kind: 'culture',
      leaderName: '张样',
      members: 12,
      filedOn: '2019-03-01',
    };
    const at = '/api/registers/community-team';
    const made = await as('clerk').post(at, { divisionNo: 420112001001000, values });
    expect(made.status, made.body).toBe(200);
    const url = `${at}/${String(made.json()['id'])}`;
    expect((await as('street_two').get(`${url}/history`)).status).toBe(404);
    const moved = { version: 1, divisionNo: 420112002001000, values: {}, reason: '迁址' };
    expect((await as('clerk').post(url, moved)).status).toBe(200);
    const lines = (await as('street_two').get(`${url}/history`)).json()['changes'];
    expect(lines).toMatchObject([{ action: 'edit', reason: '迁址' }, { action: 'create' }]);
    expect((await as('street_one').get(`${url}/history`)).status).toBe(404);
  });

  test('row-level security keeps the lines themselves, not only the page', async () => {
    const linesSeenBy = async (name: Name, table: 'record_change' | 'record_correction') =>
      database.db.transaction(await getAccount(database.db.pool, name), (tx) =>
        rowsOf(tx, sql`select id from ${sql.identifier(table)} where record_id = ${personId()}::uuid`),
      );
    for (const table of ['record_change', 'record_correction'] as const) {
      expect(await linesSeenBy('street_one', table)).toEqual([]);
      expect((await linesSeenBy('street_two', table)).length).toBeGreaterThan(0);
    }
  });

  test('nothing else of a line can be changed, by the owner neither; the application cannot move one', async () => {
    await expect(
      database.db.asOwner((owner) => owner.query(`update record_change set reason = '改写'`)),
    ).rejects.toThrow('append-only');
    await expect(database.db.asOwner((owner) => owner.query(`delete from record_change`))).rejects.toThrow(
      'append-only',
    );
    const moved = database.db.transaction(await getAccount(database.db.pool, 'clerk'), (tx) =>
      tx.db.execute(sql`update record_change set division_no = 420112001001000`),
    );
    await expect(moved).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
