import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { modules } from '../../modules/index.ts';
import { act, addAccount, type Desk, within } from '../../tests/support/events.ts';
import { refusalOf } from '../../tests/support/expectations.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { fixedClock } from '../base/clock.ts';
import { conflict } from '../base/errors.ts';
import { plainDate } from '../base/plain-date.ts';
import type { Actor } from '../db/actor.ts';
import { rowsOf } from '../db/rows.ts';
import { createRegistry, type HuiminModule, type Registry } from '../module/registry.ts';
import { listDeliveries } from './contract.ts';
import { defineReaction, type Reaction } from './define-reaction.ts';
import { deliverAll, deliverNext, dispatchEvents } from './deliver.ts';
import { emit } from './emit.ts';
import { openJobHost } from './job-service.ts';
import { readDeliveries } from './read-events.ts';
import { reportEvent } from './report-event.ts';
import { retryDelivery, skipDelivery } from './settle-delivery.ts';
import { openTask } from './task.ts';

let database: TestDatabase;
let district: SmallDistrict;
let clerk: Actor;
let admin: Actor;
let desk: Desk;
let failing = false;

const empty = {
  label: { zh: '试', en: 'test' },
  depends: [],
  programmes: [],
  parameters: [],
  facts: [],
  indicators: [],
};
const withReactions = (...reactions: readonly Reaction[]): Registry =>
  createRegistry([
    ...modules.map((module): HuiminModule => ({ ...module, reactions: [] })),
    { ...empty, id: 'test', reactions },
  ]);

const leave = (id: string) =>
  defineReaction({
    id,
    on: ['person.vehicle_registered'],
    label: { zh: '试', en: 'test' },
    react: async ({ tx }, event) => {
      await openTask(tx, {
        key: `${id}:${event.id}`,
        kind: id,
        title: { zh: '核对车辆', en: 'check the vehicle' },
        about: { kind: event.subjectKind, id: event.subjectId },
        divisionNo: event.divisionNo,
        role: 'street_clerk',
        eventId: event.id,
      });
      if (failing) throw conflict('test.not-now', '暂不能处理。', 'Not now.');
    },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  const registry = withReactions(leave('test.first'));
  district = await createSmallDistrict(database.db, database.keyring, registry);
  clerk = await getAccount(database.db.pool, 'clerk');
  admin = await addAccount(database, 'sysadmin', 'sys_admin', 420112000000000);
  desk = { database, registry, today: '2020-10-20' };
});
afterAll(() => database.drop());
beforeEach(() => {
  failing = false;
});

const host = async (registry = desk.registry) =>
  openJobHost({ ...database, registry, clock: fixedClock(desk.today) });
const tell = (personId = district.families[0].personId): Promise<string> =>
  within(desk, clerk, ({ tx }) =>
    emit(tx, {
      kind: 'person.vehicle_registered',
      subjectId: personId,
      divisionNo: district.families[0].street + 1000,
      occurredOn: plainDate('2020-10-01'),
      payload: {},
    }),
  );
const tasksOfKind = (kind: string) =>
  within(desk, clerk, ({ tx }) =>
    rowsOf<{ key: string }>(tx, sql`select key from task where kind = ${kind}`),
  );
const deliveries = (state: string) =>
  within(desk, admin, ({ tx, registry }) =>
    readDeliveries(tx, { registry }, listDeliveries.input.parse({ state })),
  );

describe('an event', () => {
  test('is there with what it tells, or not at all', async () => {
    await expect(
      within(desk, clerk, async ({ tx }) => {
        await emit(tx, {
          kind: 'person.died',
          subjectId: district.families[0].personId,
          divisionNo: district.families[0].street,
          occurredOn: plainDate('2020-10-01'),
          payload: {},
        });
        throw new Error('the caller fails');
      }),
    ).rejects.toThrow('the caller fails');
    expect(await (await host()).db.transaction(clerk, (tx) => rowsOf(tx, sql`select 1 from event`))).toEqual(
      [],
    );
  });

  test('reaches each reaction that is declared when it is dispatched, and none that comes later', async () => {
    await tell();
    expect(await deliverAll(await host())).toEqual({ events: 1, done: 1, retry: 0, failed: 0 });
    expect(await tasksOfKind('test.first')).toHaveLength(1);
    const later = withReactions(leave('test.first'), leave('test.second'));
    expect(await deliverAll(await host(later))).toEqual({ events: 0, done: 0, retry: 0, failed: 0 });
    await tell();
    expect(await deliverAll(await host(later))).toMatchObject({ events: 1, done: 2 });
    expect(await tasksOfKind('test.second')).toHaveLength(1);
  });

  test('cannot be changed or removed, not even by the owner, and is dispatched once', async () => {
    const id = await tell();
    await deliverAll(await host());
    for (const statement of [
      `update event set payload = '{"a":1}' where id = $1`,
      'update event set dispatched_at = now() where id = $1',
      'delete from event where id = $1',
    ]) {
      await expect(database.db.asOwner((owner) => owner.query(statement, [id]))).rejects.toThrow(
        'append-only',
      );
    }
  });

  test('that is reported needs a kind that people report, a day that has come, and a subject of the jurisdiction', async () => {
    const street = await getAccount(database.db.pool, 'street_one');
    const [here, there] = district.families;
    const given = (input: object) =>
      refusalOf(
        act(desk, street, reportEvent, {
          kind: 'person.died',
          subject: here.personId,
          occurredOn: '2020-10-01',
          source: '公安',
          ...input,
        }),
      );
    expect(await given({ kind: 'rate.changed' })).toMatchObject({ code: 'event.kind' });
    expect(await given({ kind: 'toString' })).toMatchObject({ code: 'event.kind' });
    expect(await given({ subject: here.householdId })).toMatchObject({ code: 'event.subject' });
    expect(await given({ occurredOn: '2020-11-01' })).toMatchObject({ code: 'event.future' });
    expect(await given({ occurredOn: '2020-02-30' })).toMatchObject({ code: 'request.input' });
    expect(await given({ occurredOn: '1949-01-01' })).toMatchObject({ code: 'event.before-birth' });
    expect(await given({ subject: there.personId })).toMatchObject({ code: 'party.subject-unknown' });
    expect(await given({ payload: { name: '张三' } })).toMatchObject({ code: 'request.input' });
    const member = { kind: 'household.member_changed', subject: here.householdId };
    const left = { personId: there.personId, change: 'left' };
    expect(await given({ ...member, payload: left })).toMatchObject({ code: 'record.absent' });
    expect(
      await given({ ...member, payload: { ...left, personId: here.spouseId, recordedAt: '2020-01-01' } }),
    ).toMatchObject({ code: 'event.payload' });
  });
});

describe('a delivery that fails', () => {
  const allDue = () =>
    database.db.asOwner((owner) =>
      owner.query(`update event_delivery set next_at = now() where state = 'pending'`),
    );

  test('leaves nothing behind, waits longer each time and is shown to an administrator in the end', async () => {
    failing = true;
    const before = (await tasksOfKind('test.first')).length;
    await tell();
    const delivering = await host();
    await dispatchEvents(delivering);
    for (let attempt = 1; attempt < 8; attempt++) {
      expect(await deliverNext(delivering)).toBe('retry');
      // It is not due again at once.
      expect(await deliverNext(delivering)).toBe('nothing');
      await allDue();
    }
    expect(await deliverNext(delivering)).toBe('failed');
    expect(await tasksOfKind('test.first')).toHaveLength(before);
    const { deliveries: failed } = await deliveries('failed');
    expect(failed).toMatchObject([
      { kind: 'person.vehicle_registered', reaction: 'test.first', attempts: 8, lastError: 'test.not-now' },
    ]);
    expect(JSON.stringify(failed)).not.toContain(district.families[0].personId);
  });

  test('is tried again or given up by the administrator, and by nobody else', async () => {
    const [failed] = (await deliveries('failed')).deliveries;
    const which = { eventId: failed?.eventId, reaction: failed?.reaction };
    expect(await refusalOf(act(desk, clerk, retryDelivery, which))).toMatchObject({
      code: 'access.permission',
    });
    await act(desk, admin, retryDelivery, which);
    expect(await refusalOf(act(desk, admin, retryDelivery, which))).toMatchObject({
      code: 'event.delivery-state',
    });
    expect(await deliverAll(await host())).toMatchObject({ done: 1 });

    failing = true;
    await tell();
    const delivering = await host();
    await dispatchEvents(delivering);
    for (let attempt = 1; attempt <= 8; attempt++) {
      await deliverNext(delivering);
      await allDue();
    }
    const [second] = (await deliveries('failed')).deliveries;
    const again = { eventId: second?.eventId, reaction: second?.reaction };
    expect(await refusalOf(act(desk, admin, skipDelivery, again))).toMatchObject({ code: 'request.input' });
    await act(desk, admin, skipDelivery, { ...again, reason: '车辆登记有误' });
    expect((await deliveries('skipped')).deliveries).toMatchObject([{ skipReason: '车辆登记有误' }]);
    expect((await deliveries('failed')).deliveries).toEqual([]);
  });
});

test('several servers at once deliver each event once', async () => {
  const before = (await tasksOfKind('test.first')).length;
  for (let i = 0; i < 40; i++) await tell();
  const delivering = await host();
  const counts = await Promise.all([1, 2, 3, 4].map(() => deliverAll(delivering)));
  expect(counts.reduce((sum, count) => sum + count.done, 0)).toBe(40);
  expect(await tasksOfKind('test.first')).toHaveLength(before + 40);
});
