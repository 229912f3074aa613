import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { Tx } from '../../kernel/db/database.ts';
import { listTasks } from '../../kernel/event/contract.ts';
import { readTasks } from '../../kernel/event/read-tasks.ts';
import { runUseCase, type UseCaseContext } from '../../kernel/module/define-use-case.ts';
import { personRecord } from '../../kernel/party/records.ts';
import { checkRecordTables } from '../../kernel/register/check-tables.ts';
import { readHistory } from '../../kernel/register/history.ts';
import { listRecords, readRecord } from '../../kernel/register/read-records.ts';
import { recordUseCases } from '../../kernel/register/use-cases.ts';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let district: SmallDistrict;
const actors: Record<string, Actor> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  for (const name of ['clerk', 'chief', 'street_one', 'street_two'])
    actors[name] = await getAccount(database.db.pool, name);
});
afterAll(() => database.drop());

const as = <T>(name: string, work: (context: UseCaseContext, tx: Tx) => Promise<T>): Promise<T> => {
  const actor = actors[name];
  if (actor === undefined) throw new Error(name);
  return database.db.transaction(actor, (tx) =>
    work(
      { tx, registry, places: new Map(), keyring: database.keyring, clock: fixedClock('2020-06-01T10:00') },
      tx,
    ),
  );
};

const useCase = (id: string) => {
  const found = recordUseCases(personRecord).find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const run = (name: string, id: string, input: Record<string, unknown>) =>
  as(name, (context) => runUseCase(useCase(id), context, input));

const person = (): string => district.families[0]?.personId ?? '';

describe('people as records', () => {
  test('the tables match their declarations', async () => {
    await expect(
      database.db.asOwner((owner) => checkRecordTables(owner, registry.records.values())),
    ).resolves.toBeUndefined();
  });

  test('a person is shown masked, and only inside the jurisdiction', async () => {
    const shown = await as('street_one', (context, tx) => readRecord(tx, context, personRecord, person()));
    expect(shown.values['idNo']).toMatch(/^\d{3}\*{11}\d{3}[\dX]$/);
    expect(shown.values['account']).toMatch(/^\*{4} \d{4}$/);
    expect(shown.title).toContain('*');
    expect(shown.covered).toContain('name');
    await expect(
      as('street_two', (context, tx) => readRecord(tx, context, personRecord, person())),
    ).rejects.toMatchObject({ code: 'record.absent' });
  });

  test('a list gives pages that join without gaps or doubles', async () => {
    const all = await as('clerk', (context, tx) =>
      listRecords(tx, context, personRecord, {
        selection: { where: [], ended: 'without' },
        order: { field: undefined, descending: false },
        limit: 200,
        columns: [],
      }),
    );
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await as('clerk', (context, tx) =>
        listRecords(tx, context, personRecord, {
          selection: { where: [], ended: 'without' },
          order: { field: undefined, descending: false },
          after,
          limit: 1,
          columns: ['sex'],
        }),
      );
      seen.push(...page.records.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(all.records.map(({ id }) => id));
  });

  test('an edit with a stale version is a conflict with both versions', async () => {
    const edited = await run('street_one', 'person.edit', {
      id: person(),
      version: 1,
      values: { phone: '13812341234' },
    });
    expect(edited).toMatchObject({ version: 2, values: { phone: '138****1234' } });
    await expect(
      run('street_one', 'person.edit', { id: person(), version: 1, values: { phone: '13900000000' } }),
    ).rejects.toMatchObject({
      code: 'record.stale',
      details: { current: { version: 2 }, yours: { phone: '13900000000' } },
    });
  });

  test('what a masked form sends back changes nothing', async () => {
    const before = await as('street_one', (context, tx) => readRecord(tx, context, personRecord, person()));
    const after = await run('street_one', 'person.edit', {
      id: person(),
      version: before.version,
      values: { name: before.values['name'], phone: before.values['phone'] },
    });
    expect(after).toMatchObject({ version: before.version });
  });

  test('a correction of a person waits for another person, and the history tells both', async () => {
    const before = await as('street_one', (context, tx) => readRecord(tx, context, personRecord, person()));
    const input = {
      id: person(),
      version: before.version,
      values: { name: '赵改名' },
      reason: '户口簿姓名不符',
    };
    const proposed = await run('clerk', 'person.correct', input);
    expect(proposed).toMatchObject({ record: { version: before.version } });
    const id = Reflect.get(Object(proposed), 'correctionId') as string;
    const tasks = (closed: boolean) =>
      as('chief', (context) =>
        readTasks(
          context.tx,
          context,
          listTasks.input.parse({ kind: 'record.correction', closed: String(closed) }),
        ),
      );
    expect((await tasks(false)).tasks).toMatchObject([
      { role: 'section_chief', about: { kind: 'person', id: person() }, state: 'open' },
    ]);
    expect(JSON.stringify(await tasks(false))).not.toContain('赵改名');
    await expect(run('clerk', 'person.correct', input)).rejects.toMatchObject({ code: 'correction.open' });
    await expect(
      run('clerk', 'person.decide-correction', { id, approve: true, note: '同意' }),
    ).rejects.toMatchObject({ code: 'access.permission' });
    const decided = await run('chief', 'person.decide-correction', { id, approve: true, note: '属实' });
    expect(decided).toMatchObject({ version: before.version + 1, title: '赵*名' });
    const history = await as('street_one', (context, tx) => readHistory(tx, context, personRecord, person()));
    expect(history[0]).toMatchObject({
      action: 'correct',
      reason: '户口簿姓名不符',
      after: { name: '赵*名' },
    });
    expect(history[0]).toMatchObject({ by: 'clerk', approvedBy: 'chief' });
    expect((await tasks(false)).tasks).toEqual([]);
    expect((await tasks(true)).tasks).toMatchObject([{ state: 'done' }]);
  });

  test.each([
    ['an unknown field', { nickname: 'x' }, /不是本登记簿的字段/],
    ['a wrong enum', { sex: 'other' }, /男、女/],
    ['1 MB in a name', { name: '字'.repeat(1_000_000) }, /最多50个字/],
    ['a phone that is none', { phone: '12345' }, /11位手机号码/],
    ['a control character', { name: 'a\u0000b' }, /控制字符/],
  ])('%s is refused by name', async (_, values, words) => {
    const { version } = await as('street_one', (context, tx) =>
      readRecord(tx, context, personRecord, person()),
    );
    await expect(run('street_one', 'person.edit', { id: person(), version, values })).rejects.toThrow(words);
  });

  test('SQL and HTML are text like any other', async () => {
    const { version } = await as('street_one', (context, tx) =>
      readRecord(tx, context, personRecord, person()),
    );
    const nasty = `'); drop table person; -- <script>`;
    const edited = await run('street_one', 'person.edit', { id: person(), version, values: { name: nasty } });
    expect(edited).toMatchObject({ version: version + 1 });
  });
});
