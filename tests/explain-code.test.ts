import { afterAll, beforeAll, expect, test } from 'vitest';
import { huimin } from './support/cli.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const explain = async (name: string) => {
  const { code, out } = await huimin(database, 'explain-code', name, '--json');
  return { code, found: code === 0 ? (JSON.parse(out) as { found: object[] }).found : [] };
};

test('a field leads to its record, permission, use case and columns', async () => {
  expect((await explain('person.phone')).found[0]).toMatchObject({
    what: 'field',
    permission: 'party.write',
    useCase: 'person.edit',
    tables: ['person.phone_cipher bytea', 'person.phone_index bytea'],
  });
});

test('a route leads to its use case and the tables behind it', async () => {
  const { found } = await explain('POST /api/tasks/:id/accept');
  expect(found[0]).toMatchObject({ what: 'route', permission: 'task.work', useCase: 'task.accept' });
  expect(Reflect.get(Object(found[0]), 'tables')).toContain('task');
});

test('an action of a life cycle leads to the states it moves between', async () => {
  const { found } = await explain('assistance-application.review');
  expect(found[0]).toMatchObject({ what: 'action', permission: 'case.review', useCase: 'case.act' });
  expect(JSON.stringify(found)).toContain('verification → ');
});

test('a name that nobody declares is refused with what may be asked', async () => {
  expect(await explain('no.such-thing')).toMatchObject({ code: 2, found: [] });
});
