import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../modules/index.ts';
import { addAccount } from './support/events.ts';
import { type CliAnswer, huimin } from './support/cli.ts';
import { createSmallDistrict, type SmallDistrict } from './support/small-district.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

let database: TestDatabase;
let district: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  await addAccount(database, 'operator', 'operator', 420112000000000);
  await database.db.asOwner((owner) => owner.query('update district set ready_at = now()'));
});
afterAll(() => database.drop());

const run = (...args: readonly string[]): Promise<CliAnswer> => huimin(database, ...args);
async function json(...args: readonly string[]): Promise<unknown> {
  const answer = await run(...args, '--json');
  expect(answer, answer.err).toMatchObject({ code: 0 });
  return JSON.parse(answer.out);
}

test('a death goes from the report to the accepted change at the command line', async () => {
  const [family] = district.families;
  const reported = [
    'event',
    'report',
    'person.died',
    family.spouseId,
    '--on',
    '2020-05-10',
    '--source',
    '公安推送',
  ];
  expect(await json(...reported, '--as', 'street_one')).toMatchObject({ kind: 'person.died' });
  expect(await json('event', 'list', '--as', 'street_two')).toMatchObject({ events: [] });
  expect(await json('event', 'list', '--as', 'street_one')).toMatchObject({
    events: [{ kind: 'person.died' }],
  });
  expect(await json('events', 'deliver')).toMatchObject({ events: 1, retry: 0, failed: 0 });
  expect(await json('task', 'list', '--as', 'street_two')).toMatchObject({ tasks: [] });
  const listed = await json('task', 'list', '--as', 'street_one');
  expect(listed).toMatchObject({ tasks: [{ kind: 'assistance.person-died', state: 'open' }] });
  const id = JSON.stringify(listed).match(/"id":"([0-9a-f-]{36})","kind":"assistance/)?.[1] ?? '';
  expect((await run('task', 'show', id, '--as', 'street_one')).out).toContain('拟办：办理待遇变更');
  await json('task', 'claim', id, '--as', 'street_one');
  const refused = await run('task', 'accept', id, '--as', 'street_two', '--json');
  expect(refused.code).toBe(2);
  expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'record.absent' } });
  // Four eyes: who reported the death hands the change of payments over, here to the bureau.
  const alone = await run('task', 'accept', id, '--as', 'street_one', '--json');
  expect(JSON.parse(alone.err)).toMatchObject({ error: { code: 'task.same-person' } });
  await json('task', 'hand-over', id, '--to', 'clerk', '--note', '请复核', '--as', 'street_one');
  expect(await json('task', 'accept', id, '--as', 'clerk')).toMatchObject({ state: 'done' });
}, 200_000);

test('jobs are listed and run; an unknown one is named', async () => {
  expect(await json('jobs', 'run', 'birthdays')).toEqual({ job: 'birthdays', state: 'done' });
  const { out } = await run('jobs', 'list');
  expect(out).toMatch(/birthdays\s+到龄提醒\s+30 0 \* \* \*\s+done/);
  const unknown = await run('jobs', 'run', 'nothing', '--json');
  expect(unknown.code).toBe(2);
  expect(JSON.parse(unknown.err)).toMatchObject({ error: { code: 'job.unknown' } });
}, 60_000);
