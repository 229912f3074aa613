import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modules } from '../../modules/index.ts';
import { act, addAccount, type Desk, taskOf, tasksOf, within } from '../../tests/support/events.ts';
import { expectWords, refusalOf } from '../../tests/support/expectations.ts';
import { createSmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Actor } from '../db/actor.ts';
import { defineContract } from '../module/define-contract.ts';
import { defineUseCase } from '../module/define-use-case.ts';
import { createRegistry } from '../module/registry.ts';
import { closeTasksAbout, type NewTask, openTask } from './task.ts';
import {
  acceptTask,
  claimTask,
  completeTask,
  handOverTask,
  readColleagues,
  rejectTask,
  releaseTask,
} from './work-on-task.ts';

const STREETS = [420199001000000, 420199002000000] as const;
const DISTRICT = 420199000000000;

let database: TestDatabase;
let desk: Desk;
let one: Actor;
let colleague: Actor;
let other: Actor;
let clerk: Actor;
const noted: string[] = [];

/** Notes a word; 'fail' fails after it was noted, in the same transaction. */
const note = defineUseCase({
  id: 'test.note',
  label: { zh: '记一笔', en: 'note a word' },
  contract: defineContract({
    method: 'POST',
    path: '/api/test/notes',
    summary: 'test',
    permission: 'award.confirm',
    input: z.object({ word: z.string(), extra: z.string().optional() }),
    output: z.object({}),
  }),
  run: async ({ tx }, { word, extra }) => {
    noted.push(`${tx.actor.username}:${word}${extra ?? ''}`);
    return { output: {}, about: {} };
  },
});

beforeAll(async () => {
  database = await createTestDatabase();
  const registry = createRegistry([
    ...modules,
    {
      id: 'test',
      label: { zh: '试', en: 'test' },
      depends: [],
      programmes: [],
      parameters: [],
      facts: [],
      indicators: [],
      useCases: [note],
    },
  ]);
  await createSmallDistrict(database.db, database.keyring, registry);
  desk = { database, registry, today: '2026-09-28' };
  await database.db.asOwner((owner) => owner.query('update district set demonstration = false'));
  one = await addAccount(database, 'clerk_a', 'street_clerk', STREETS[0]);
  colleague = await addAccount(database, 'clerk_b', 'street_clerk', STREETS[0]);
  other = await addAccount(database, 'clerk_c', 'street_clerk', STREETS[1]);
  clerk = await addAccount(database, 'bureau', 'bureau_clerk', DISTRICT);
});
afterAll(() => database.drop());

let serial = 0;
const open = (given: Partial<NewTask> = {}): Promise<string> =>
  within(desk, clerk, ({ tx }) =>
    openTask(tx, {
      key: `test:${(serial += 1)}`,
      kind: 'test.task',
      title: { zh: '核对情况', en: 'check' },
      about: { kind: 'person', id: `p${serial}` },
      divisionNo: STREETS[0] + 1000,
      role: 'street_clerk',
      ...given,
    }),
  );
const state = async (id: string, actor = one) => (await taskOf(desk, actor, id)).state;

describe('opening and closing', () => {
  test('a key opens a task once, also when it is closed already', async () => {
    const id = await open({ key: 'same' });
    expect(await open({ key: 'same' })).toBe(id);
    await act(desk, one, completeTask, { id });
    expect(await open({ key: 'same' })).toBe(id);
    expect(await state(id)).toBe('done');
  });

  test('closing what is about a record takes its open tasks, of one kind or of all', async () => {
    const about = { kind: 'case', id: 'c1' };
    const ids = [await open({ about }), await open({ about, kind: 'test.other' }), await open({ about })];
    await act(desk, one, claimTask, { id: ids[0] });
    const close = (closing: Parameters<typeof closeTasksAbout>[2]) =>
      within(desk, clerk, ({ tx }) => closeTasksAbout(tx, about, closing));
    expect(await close({ kind: 'test.task', as: 'cancelled', reason: '申请人撤回' })).toBe(2);
    expect(await close({ as: 'done' })).toBe(1);
    expect(await close({ as: 'done' })).toBe(0);
    expect(await taskOf(desk, one, ids[2] ?? '')).toMatchObject({
      state: 'cancelled',
      closingReason: '申请人撤回',
    });
  });

  test('a closed task stays as it was, whoever tries', async () => {
    const id = await open();
    await act(desk, one, completeTask, { id });
    expect(await refusalOf(act(desk, one, completeTask, { id }))).toMatchObject({ code: 'task.closed' });
    await expect(
      database.db.asOwner((owner) => owner.query(`update task set state = 'open' where id = $1`, [id])),
    ).rejects.toThrow('append-only');
  });
});

describe('who sees and works on a task', () => {
  test('its role in a jurisdiction around the place; to everybody else it is absent', async () => {
    const id = await open();
    expect(await state(id)).toBe('open');
    for (const stranger of [other, clerk]) {
      expect((await tasksOf(desk, stranger)).tasks.map((task) => task.id)).not.toContain(id);
      expect(await refusalOf(taskOf(desk, stranger, id))).toMatchObject({ code: 'record.absent' });
      for (const useCase of [claimTask, releaseTask, completeTask, acceptTask])
        expect(await refusalOf(act(desk, stranger, useCase, { id }))).toMatchObject({
          code: 'record.absent',
        });
    }
    const visitor = await getAccount(database.db.pool, 'visitor');
    expect(await refusalOf(act(desk, visitor, claimTask, { id }))).toMatchObject({
      code: 'access.permission',
    });
  });

  test('of two claims at once one gets it, and the other is told who has it', async () => {
    const id = await open();
    const outcomes = await Promise.allSettled([
      act(desk, one, claimTask, { id }),
      act(desk, colleague, claimTask, { id }),
    ]);
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(lost).toHaveLength(1);
    const { assignee } = await taskOf(desk, one, id);
    expect(lost[0]).toMatchObject({
      code: 'task.claimed',
      kind: 'conflict',
      details: { assignee: assignee?.username },
    });
    expect(lost[0]).toHaveProperty('zh', expect.stringContaining(assignee?.displayName ?? '-'));
    const holder = assignee?.username === one.username ? one : colleague;
    const waiting = holder === one ? colleague : one;
    expect(await refusalOf(act(desk, waiting, releaseTask, { id }))).toMatchObject({ code: 'task.claimed' });
    await act(desk, holder, releaseTask, { id });
    expect(await refusalOf(act(desk, holder, releaseTask, { id }))).toMatchObject({ code: 'task.open' });
    await act(desk, waiting, claimTask, { id });
    expect((await tasksOf(desk, waiting, { whose: 'mine' })).tasks.map((task) => task.id)).toContain(id);
  });

  test('it is handed over to a colleague of the same role and place, with a note', async () => {
    const id = await open();
    const to = (username: string) => act(desk, one, handOverTask, { id, to: username, note: '我下周休假' });
    for (const wrong of ['clerk_c', 'bureau', 'clerk_a', 'nobody'])
      expect(await refusalOf(to(wrong))).toMatchObject({ code: 'task.colleague' });
    await to('clerk_b');
    expect(await taskOf(desk, colleague, id)).toMatchObject({
      state: 'claimed',
      note: '我下周休假',
      assignee: { username: 'clerk_b' },
    });
    expect(await refusalOf(act(desk, one, completeTask, { id }))).toMatchObject({ code: 'task.claimed' });
  });

  test('those whom it can be handed over to are listed: a proposal also to who may carry it out there', async () => {
    const colleagues = (id: string) =>
      within(desk, one, async (context) =>
        (await readColleagues(context, id)).colleagues.map(({ username }) => username),
      );
    expect(await colleagues(await open())).toEqual(['clerk_b']);
    const id = await open({ proposal: { useCase: 'test.note', input: { word: '丁' } } });
    expect(await colleagues(id)).toEqual(expect.arrayContaining(['clerk_b', 'bureau']));
    await act(desk, one, handOverTask, { id, to: 'bureau', note: '请局里办理' });
    expect(await act(desk, clerk, acceptTask, { id })).toMatchObject({ state: 'done' });
    await expect(within(desk, other, (context) => readColleagues(context, id))).rejects.toMatchObject({
      code: 'record.absent',
    });
  });
});

describe('a proposal', () => {
  const proposal = { useCase: 'test.note', input: { word: '甲' } };

  test('runs as the person who accepts, with that person’s permission', async () => {
    const street = await open({ proposal });
    const refused = await refusalOf(act(desk, one, acceptTask, { id: street }));
    expect(refused).toMatchObject({ code: 'access.permission' });
    expectWords(refused);
    expect(await state(street)).toBe('open');
    const id = await open({ proposal, role: 'bureau_clerk' });
    await act(desk, clerk, acceptTask, { id, fill: { extra: '乙' }, reason: '属实' });
    expect(noted.at(-1)).toBe('bureau:甲乙');
    expect(await taskOf(desk, clerk, id)).toMatchObject({
      state: 'done',
      closingReason: '属实',
      closedBy: 'bureau',
    });
  });

  test('is carried out once, also when two accept it at once', async () => {
    noted.length = 0;
    const id = await open({ proposal, role: 'bureau_clerk' });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => act(desk, clerk, acceptTask, { id })));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(noted).toEqual(['bureau:甲']);
  });

  test('is accepted or rejected with a reason, never just completed; what it says is not changed', async () => {
    const id = await open({ proposal, role: 'bureau_clerk' });
    expect(await refusalOf(act(desk, clerk, completeTask, { id }))).toMatchObject({
      code: 'task.has-proposal',
    });
    const changed = act(desk, clerk, acceptTask, { id, fill: { word: '丙' } });
    expect(await refusalOf(changed)).toMatchObject({ code: 'task.fill' });
    expect(await refusalOf(act(desk, clerk, rejectTask, { id, reason: ' ' }))).toMatchObject({
      code: 'request.input',
    });
    await act(desk, clerk, rejectTask, { id, reason: '情况不实' });
    expect(await state(id, clerk)).toBe('rejected');
    const plain = await open();
    expect(await refusalOf(act(desk, one, acceptTask, { id: plain }))).toMatchObject({
      code: 'task.no-proposal',
    });
    expect(await refusalOf(act(desk, one, rejectTask, { id: plain, reason: '不需要' }))).toMatchObject({
      code: 'task.no-proposal',
    });
    const gone = await open({ proposal: { useCase: 'test.gone', input: {} }, role: 'bureau_clerk' });
    expect(await refusalOf(act(desk, clerk, acceptTask, { id: gone }))).toMatchObject({
      code: 'task.use-case-gone',
    });
  });
});

describe('the list', () => {
  test('goes from the most urgent on, a page at a time, and counts the lamps over the National Day holiday', async () => {
    // 28 September 2026 + three working days is 8 October: the 1st to the 7th are holidays, the 10th is worked.
    const due = ['2026-09-27', '2026-09-28', '2026-10-08', '2026-10-09', undefined];
    const kind = 'test.lamps';
    for (const day of due) await open({ kind, ...(day === undefined ? {} : { dueOn: plainDate(day) }) });
    const all = await tasksOf(desk, one, { kind });
    expect(all.tasks.map((task) => [task.dueOn, task.lamp])).toEqual([
      ['2026-09-27', 'red'],
      ['2026-09-28', 'amber'],
      ['2026-10-08', 'amber'],
      ['2026-10-09', 'green'],
      [null, null],
    ]);
    expect(all.counts).toEqual({ red: 1, amber: 2, green: 1, none: 1 });
    expect((await tasksOf(desk, one, { kind, lamp: 'amber' })).tasks).toHaveLength(2);
    const seen: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await tasksOf(desk, one, { kind, limit: '2', ...(after === undefined ? {} : { after }) });
      seen.push(...page.tasks.map((task) => task.id));
      after = page.next;
    }
    expect(seen).toEqual(all.tasks.map((task) => task.id));
  });

  test.each(["2026-01-01_x'; drop table task; --", '_', '2026-02-30_00000000-0000-0000-0000-000000000000'])(
    'refuses the page mark %s',
    async (after) => {
      expect(await refusalOf(tasksOf(desk, one, { after }))).toMatchObject({ code: 'task.cursor' });
    },
  );

  test('has a lamp also where next year’s holidays are not known yet', async () => {
    const late = { ...desk, today: '2026-12-30' };
    await open({ kind: 'test.next-year', dueOn: plainDate('2027-01-04') });
    expect((await tasksOf(late, one, { kind: 'test.next-year' })).tasks).toMatchObject([{ lamp: 'amber' }]);
  });
});
