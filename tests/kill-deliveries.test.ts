import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccount } from '../kernel/access/account.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import { emit } from '../kernel/event/emit.ts';
import { registry } from '../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from './support/small-district.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

const EVENTS = 20;
/** The line at which each process is killed: in the middle of dispatching, before, after and between effects. */
const KILLED_AT = [1, 2, 3, 6, 9, 16];

let database: TestDatabase;
let district: SmallDistrict;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
});
afterAll(() => database.drop());

/** Runs a delivering process and kills it with the n-th thing that it says; gives whether it finished before. */
async function deliverUntilKilled(n: number): Promise<boolean> {
  const script = join(import.meta.dirname, 'support/deliver-slowly.ts');
  const child = spawn(process.execPath, [script, database.home, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = 0;
  let finished = false;
  for await (const line of createInterface({ input: child.stdout })) {
    said += 1;
    finished = line === 'finished';
    if (said === n) child.kill('SIGKILL');
  }
  await ended;
  return finished;
}

test('a delivering process that is killed at any point loses nothing and doubles nothing', async () => {
  const clerk = await getAccount(database.db.pool, 'clerk');
  const [family] = district.families;
  await database.db.transaction(clerk, async (tx) => {
    for (let i = 0; i < EVENTS; i++) {
      await emit(tx, {
        kind: 'person.vehicle_registered',
        subjectId: family.personId,
        divisionNo: family.street + 1000,
        occurredOn: plainDate('2020-10-01'),
        payload: {},
      });
    }
  });
  for (const n of KILLED_AT) expect(await deliverUntilKilled(n)).toBe(false);
  expect(await deliverUntilKilled(Infinity)).toBe(true);

  const traces = await database.db.asOwner(async (owner) => {
    const result = await owner.query<{ times: number; cases: number }>(
      `select times::int, count(*)::int as cases from
         (select e.id, r.kind, count(t.id) as times from event e
            cross join (values ('test.one'), ('test.two')) r (kind)
            left join task t on t.event_id = e.id and t.kind = r.kind group by 1, 2) x group by 1`,
    );
    return result.rows;
  });
  expect(traces).toEqual([{ times: 1, cases: EVENTS * 2 }]);
  const left = await database.db.asOwner((owner) =>
    owner.query(
      `select 1 from event_delivery where state <> 'done' union all select 1 from event where dispatched_at is null`,
    ),
  );
  expect(left.rowCount).toBe(0);
}, 120_000);
