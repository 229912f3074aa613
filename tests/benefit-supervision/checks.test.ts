import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../../kernel/access/account.ts';
import { blindIndex, encryptField } from '../../kernel/access/cipher.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { rowsOf } from '../../kernel/db/rows.ts';
import { openJobHost } from '../../kernel/event/job-service.ts';
import { runJob } from '../../kernel/event/run-job.ts';
import { registry } from '../../modules/index.ts';
import { drawSampleNow } from '../../modules/benefit-supervision/use-cases/draw-sample.ts';
import { nightlyChecks, runChecksNow } from '../../modules/benefit-supervision/use-cases/run-checks.ts';
import { act, addAccount, type Desk, within } from '../support/events.ts';
import { createSmallDistrict } from '../support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const ID_NO = '420112196001010017';
const STREET_ONE = 420112001001000;
let database: TestDatabase;
let chief: Actor;
let serial = 0;

const desk = (day: string): Desk => ({ database, registry, today: `${day}T10:00` });
/** A row of a file as it was imported. */
const deliver = (kind: string, occurredOn: string) =>
  database.db.asOwner((owner) =>
    owner.query(
      `insert into feed_row (id, division_no, created_by, kind, source_document, serial, extracted_on, name, id_no_cipher,
         id_no_index, occurred_on) values ($1, $2, $3, $4, '部门名单', $5, '2020-06-01', '张小明', $6, $7, $8)`,
      [
        uuidv7(),
        STREET_ONE,
        chief.accountId,
        kind,
        (serial += 1),
        encryptField(database.keyring, ID_NO),
        blindIndex(database.keyring, 'id-number', ID_NO),
        occurredOn,
      ],
    ),
  );
const clues = () =>
  within(desk('2020-06-03'), chief, ({ tx }) =>
    rowsOf<{ rule: string; severity: string; own: string; other: string; cases: number }>(
      tx,
      sql`select x.rule, x.severity, x.own_side as own, x.other_side as other,
                 (select count(*)::int from case_file c where c.subject_id = x.id) as cases
            from supervision_clue x order by x.rule`,
    ),
  );
const foundBy = async (day: string) => {
  const { found } = await act(desk(day), chief, runChecksNow, {});
  return Object.fromEntries(Object.entries(found as Record<string, number>).filter(([, count]) => count > 0));
};

beforeAll(async () => {
  database = await createTestDatabase();
  await createSmallDistrict(database.db, database.keyring, registry);
  chief = await getAccount(database.db.pool, 'chief');
});
afterAll(() => database.drop());

describe('the cross-checks (handbook 02 §5)', () => {
  test('all of them run, and find nothing where nothing contradicts', async () => {
    expect(await foundBy('2020-06-02')).toEqual({});
  });
  test('one vehicle is a clue, one home is none; both sides are kept', async () => {
    await deliver('vehicles', '2019-05-01');
    await deliver('property', '2018-05-01');
    expect(await foundBy('2020-06-02')).toEqual({ R07: 1 });
    const [clue] = await clues();
    expect(clue).toMatchObject({ rule: 'R07 名下有车辆', severity: 'B', cases: 1 });
    expect(clue?.own).toContain('DB');
    expect(clue?.other).toContain('部门名单第1行');
  });
  test('a death is told after its month of grace', async () => {
    await deliver('deaths', '2020-05-20');
    expect(await foundBy('2020-06-19')).toEqual({});
    expect(await foundBy('2020-06-20')).toEqual({ R01: 1 });
  });
  test('the night finds what came since, and a second night adds nothing', async () => {
    await deliver('property', '2018-06-01');
    await addAccount(database, 'system', 'operator', 420112000000000);
    const { db, keyring, home } = database;
    const host = await openJobHost({ db, registry, keyring, home, clock: fixedClock('2020-06-22T01:20') });
    await runJob(host, nightlyChecks, 'schedule');
    expect((await clues()).map(({ rule }) => rule.slice(0, 3))).toEqual(['R01', 'R07', 'R08']);
    await runJob(host, nightlyChecks, 'person');
    expect(await clues()).toHaveLength(3);
  });
  test('a street does not run them', async () => {
    const street = await getAccount(database.db.pool, 'street_one');
    await expect(act(desk('2020-06-23'), street, runChecksNow, {})).rejects.toMatchObject({
      code: 'access.permission',
    });
  });
});

describe('the sample for on-site checks', () => {
  const draw = (who: Actor, more: Record<string, unknown> = {}) =>
    act(desk('2020-06-23'), who, drawSampleNow, { programme: 'dibao', seed: 's', ...more });
  test('is the same with the same seed, and of the own street only', async () => {
    const whole = await draw(chief);
    expect(whole).toMatchObject({ frame: 2 });
    expect(await draw(chief)).toEqual(whole);
    expect(await draw(await getAccount(database.db.pool, 'street_two'))).toMatchObject({ frame: 1 });
  });
  test('less than thirty in a hundred and unknown programmes are refused', async () => {
    await expect(draw(chief, { percent: 29 })).rejects.toMatchObject({ code: 'request.input' });
    await expect(draw(chief, { programme: 'no' })).rejects.toMatchObject({
      code: 'supervision.programme-unknown',
    });
  });
});
