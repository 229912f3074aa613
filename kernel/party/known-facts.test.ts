import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../modules/index.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { getAccount } from '../access/account.ts';
import { uuidv7 } from '../base/ids.ts';
import { period } from '../base/period.ts';
import { type PlainDate, plainDate } from '../base/plain-date.ts';
import type { Actor } from '../db/actor.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import { type Instant, instant, knowledgeMoment } from './known-at.ts';
import { getProgramme } from '../module/get-programme.ts';
import { loadCases } from '../policy/load-cases.ts';
import { endFact, type NewFact, recordFact } from './record-fact.ts';

let database: TestDatabase;
let district: SmallDistrict;
let clerk: Actor;
let streetOne: Actor;
let streetTwo: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  [clerk, streetOne, streetTwo] = [
    await getAccount(database.db.pool, 'clerk'),
    await getAccount(database.db.pool, 'street_one'),
    await getAccount(database.db.pool, 'street_two'),
  ];
});
afterAll(() => database.drop());

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.db.transaction(actor, work);
const span = (from: string, to: string | null = null) =>
  period(plainDate(from), to === null ? null : plainDate(to));

/** A kind of its own for each test, so that tests do not see each other's rows. */
let kinds = 0;
const freshKind = (): string => `test.kind-${++kinds}`;
const wage = (
  kind: string,
  from: string,
  to: string | null,
  num: number,
  more: Partial<NewFact> = {},
): NewFact => ({
  subjectKind: 'person',
  subjectId: district.families[0].personId,
  kind,
  valid: span(from, to),
  num,
  source: '入户核查',
  ...more,
});

interface Row extends Record<string, unknown> {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly num: number;
  readonly current: boolean;
}
const readRows = (kind: string): Promise<Row[]> =>
  as(clerk, (tx) =>
    rowsOf<Row>(
      tx,
      sql`select valid_from as "from", valid_to as "to", num, recorded_until = 'infinity' as current
                          from fact where kind = ${kind} order by valid_from, recorded_at`,
    ),
  );
const current = async (kind: string): Promise<unknown[]> =>
  (await readRows(kind)).filter((row) => row.current).map(({ from, to, num }) => [from, to, num]);

describe('what is recorded supersedes what was known, and keeps it', () => {
  test('a correction of the whole period closes the row', async () => {
    const kind = freshKind();
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 100)));
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 200)));
    expect(await current(kind)).toEqual([['2020-01-01', null, 200]]);
    expect((await readRows(kind)).map(({ num }) => num)).toEqual([100, 200]);
  });

  test.each([
    [
      'in the middle splits it into three',
      ['2020-04-01', '2020-06-01'],
      [
        ['2020-01-01', '2020-04-01', 1],
        ['2020-04-01', '2020-06-01', 2],
        ['2020-06-01', null, 1],
      ],
    ],
    [
      'from a day on leaves the time before',
      ['2020-04-01', null],
      [
        ['2020-01-01', '2020-04-01', 1],
        ['2020-04-01', null, 2],
      ],
    ],
    [
      'at the start leaves the time after',
      ['2020-01-01', '2020-02-01'],
      [
        ['2020-01-01', '2020-02-01', 2],
        ['2020-02-01', null, 1],
      ],
    ],
    ['wider than it leaves nothing of it', ['2019-01-01', null], [['2019-01-01', null, 2]]],
    [
      'beside it leaves it alone',
      ['2019-01-01', '2020-01-01'],
      [
        ['2019-01-01', '2020-01-01', 2],
        ['2020-01-01', null, 1],
      ],
    ],
  ] as const)('a period %s', async (_name, [from, to], expected) => {
    const kind = freshKind();
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1)));
    await as(clerk, (tx) => recordFact(tx, wage(kind, from, to, 2)));
    expect(await current(kind)).toEqual(expected.map((row) => [...row]));
  });

  test('two rows at once are both cut', async () => {
    const kind = freshKind();
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', '2020-04-01', 1)));
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-04-01', null, 2)));
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-03-01', '2020-05-01', 3)));
    expect(await current(kind)).toEqual([
      ['2020-01-01', '2020-03-01', 1],
      ['2020-03-01', '2020-05-01', 3],
      ['2020-05-01', null, 2],
    ]);
  });

  test('an end closes and says nothing new', async () => {
    const kind = freshKind();
    const { num: _num, valid: _valid, ...whose } = wage(kind, '2020-01-01', null, 1);
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1)));
    await as(clerk, (tx) => endFact(tx, whose, plainDate('2020-06-01')));
    expect(await current(kind)).toEqual([['2020-01-01', '2020-06-01', 1]]);
  });

  test('many corrections in one transaction never collide on the clock', async () => {
    const kind = freshKind();
    await as(clerk, async (tx) => {
      for (let i = 1; i <= 100; i++) await recordFact(tx, wage(kind, '2020-01-01', null, i));
    });
    expect(await current(kind)).toEqual([['2020-01-01', null, 100]]);
  });

  test('a fact without a value is refused', async () => {
    const { num: _, ...empty } = wage(freshKind(), '2020-01-01', null, 1);
    await expect(as(clerk, (tx) => recordFact(tx, empty))).rejects.toMatchObject({
      code: 'fact.empty',
      kind: 'input',
    });
  });
});

describe('jurisdiction', () => {
  test('a subject of another street reads as absent and nothing is recorded', async () => {
    const kind = freshKind();
    await expect(
      as(streetTwo, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1))),
    ).rejects.toMatchObject({
      code: 'fact.subject-unknown',
      kind: 'notFound',
    });
    await expect(
      as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1, { subjectId: uuidv7() }))),
    ).rejects.toMatchObject({
      code: 'fact.subject-unknown',
    });
    const { num: _num, valid: _valid, ...whose } = wage(kind, '2020-01-01', null, 1);
    await expect(as(streetTwo, (tx) => endFact(tx, whose, plainDate('2020-06-01')))).rejects.toMatchObject({
      kind: 'notFound',
    });
    expect(await current(kind)).toEqual([]);
  });

  test('the own street records, under the number of the subject’s community', async () => {
    const kind = freshKind();
    await as(streetOne, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1)));
    const rows = await as(clerk, (tx) =>
      rowsOf<{ no: number }>(tx, sql`select division_no as no from fact where kind = ${kind}`),
    );
    expect(rows).toEqual([{ no: district.families[0].street + 1000 }]);
    const seen = await as(streetTwo, (tx) => rowsOf(tx, sql`select 1 from fact where kind = ${kind}`));
    expect(seen).toEqual([]);
  });
});

describe('the database itself refuses to forget', () => {
  const refusedFor = async (statement: string, by: 'application' | 'owner'): Promise<{ code: string }> => {
    const kind = freshKind();
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1)));
    const text = statement.replace('$kind', `'${kind}'`);
    const attempt =
      by === 'owner'
        ? database.db.asOwner((owner) => owner.query(text))
        : as(clerk, (tx) => tx.client.query(text));
    const error: unknown = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(await current(kind)).toEqual([['2020-01-01', null, 1]]);
    return { code: error instanceof Error && 'code' in error ? String(error.code) : 'accepted' };
  };

  test.each([
    ['a changed value', 'update fact set num = 9 where kind = $kind'],
    ['a changed period', "update fact set valid_to = '2021-01-01' where kind = $kind"],
    ['a deletion', 'delete from fact where kind = $kind'],
    ['a truncation', 'truncate fact'],
  ])('%s: the application has no right, the owner is refused by a trigger', async (_name, statement) => {
    expect(await refusedFor(statement, 'application')).toEqual({ code: '42501' });
    expect(await refusedFor(statement, 'owner')).toEqual({ code: 'HM001' });
  });

  test('a superseded row is not brought back to life', async () => {
    const kind = freshKind();
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 1)));
    await as(clerk, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, 2)));
    const again = as(clerk, (tx) =>
      tx.client.query(`update fact set recorded_until = 'infinity' where kind = $1 and num = 1`, [kind]),
    );
    await expect(again).rejects.toMatchObject({ code: 'HM001' });
  });
});

describe('what was known at a moment', () => {
  const wagesKnown = async (at: Instant): Promise<unknown[]> => {
    const dibao = getProgramme(registry, 'dibao');
    const { awardId, personId } = district.families[1];
    const [file] = await as(clerk, (tx) => loadCases(tx, dibao, at, [awardId]));
    const facts = file?.members.find(({ person }) => person.id === personId)?.facts ?? [];
    return facts.filter((row) => row.kind === 'income.wage').map(({ num, validFrom }) => [validFrom, num]);
  };
  const record = (num: number, at?: string): Promise<void> =>
    as(clerk, (tx) =>
      recordFact(
        tx,
        wage('income.wage', '2020-05-01', null, num, { subjectId: district.families[1].personId }),
        at === undefined ? undefined : instant(at),
      ),
    );

  test('a fact recorded after the moment is not visible, one before is, and the edge belongs to later', async () => {
    await record(10_000, '2020-06-10 09:00:00+08');
    await record(20_000, '2020-06-20 09:00:00+08');
    expect(await wagesKnown(instant('2020-06-10 09:00:00+08'))).toEqual([]);
    expect(await wagesKnown(instant('2020-06-10 09:00:01+08'))).toEqual([['2020-05-01', 10_000]]);
    expect(await wagesKnown(instant('2020-06-20 09:00:00+08'))).toEqual([['2020-05-01', 10_000]]);
    expect(await wagesKnown(instant('2020-06-20 09:00:01+08'))).toEqual([['2020-05-01', 20_000]]);
  });

  test('a moment taken now sees what was recorded just before and nothing of what comes after', async () => {
    await record(30_000);
    const moment = await as(clerk, knowledgeMoment);
    await record(40_000);
    expect(await wagesKnown(moment)).toEqual([['2020-05-01', 30_000]]);
    expect(await wagesKnown(await as(clerk, knowledgeMoment))).toEqual([['2020-05-01', 40_000]]);
  });

  test('a moment waits for a writer that has not committed, and then knows what it wrote', async () => {
    const [written, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const writer = as(clerk, async (tx) => {
      await recordFact(
        tx,
        wage('income.wage', '2020-05-01', null, 50_000, { subjectId: district.families[1].personId }),
      );
      written.resolve();
      await finish.promise;
    });
    await written.promise;
    let taken = false;
    const moment = as(clerk, knowledgeMoment).finally(() => (taken = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(taken).toBe(false);
    finish.resolve();
    await writer;
    expect(await wagesKnown(await moment)).toEqual([['2020-05-01', 50_000]]);
  });

  test('two writers of one fact at once: both are on record, one is current', async () => {
    const kind = freshKind();
    await Promise.all(
      [1, 2].map((num) =>
        as(num === 1 ? clerk : streetOne, (tx) => recordFact(tx, wage(kind, '2020-01-01', null, num))),
      ),
    );
    expect(new Set((await readRows(kind)).map(({ num }) => num))).toEqual(new Set([1, 2]));
    expect(await current(kind)).toHaveLength(1);
  });

  test('twenty writers of overlapping periods leave exactly one truth for each day', async () => {
    const kind = freshKind();
    const days = Array.from({ length: 20 }, (_, i) => i);
    await Promise.all(
      days.map((i) =>
        as(clerk, (tx) =>
          recordFact(
            tx,
            wage(kind, `2020-01-${String(i + 1).padStart(2, '0')}`, i % 3 === 0 ? null : '2020-02-01', i),
          ),
        ),
      ),
    );
    const rows = (await readRows(kind))
      .filter((row) => row.current)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1));
    expect(rows[0]?.from).toBe('2020-01-01');
    for (const [i, row] of rows.entries()) expect(row.to).toBe(rows[i + 1]?.from ?? null);
  });
});
