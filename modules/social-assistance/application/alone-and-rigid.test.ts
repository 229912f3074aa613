import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { yuan } from '../../../kernel/base/fen.ts';
import { period } from '../../../kernel/base/period.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { recordFact } from '../../../kernel/party/record-fact.ts';
import { enact } from '../../../tests/support/builders.ts';
import { type CaseWorld, createCaseWorld, refused, verify } from '../../../tests/support/case-world.ts';
import * as parameter from '../model/parameters.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await createCaseWorld();
});
afterAll(() => world.database.drop());

const open = (subject: string, on: string, data: object) =>
  world.does(world.street, on, 'case.open', { lifecycle: 'assistance-application', subject, data });

/** From the counter to the award: posted seven days before it is confirmed. */
async function confirmed(id: string, on: string, later: string): Promise<void> {
  const { materials } = await world.reads(world.street, on, id);
  for (const { id: material, forms, required } of materials) {
    const { version } = await world.reads(world.chief, on, id);
    const tick = { id, version, material, action: 'received', form: forms[0] };
    if (required) await world.does(world.street, on, 'case.material', tick);
  }
  await world.acts(world.street, on, id, 'accept');
  await verify(world, id, on);
  await world.acts(world.reviewer, on, id, 'review', { input: { agree: true }, reason: '属实' });
  await world.acts(world.street, on, id, 'post-notice');
  await world.acts(world.street, later, id, 'submit');
  await world.acts(world.chief, later, id, 'confirm');
}

const factsOf = async (kind: string, subject: string): Promise<unknown[]> => {
  const { rows } = await world.database.db.asOwner((owner) =>
    owner.query(
      `select f.code, f.num, f.valid_from::text as "from" from fact f
        where f.kind = $1 and f.recorded_until = 'infinity'
          and (f.subject_id = $2 or f.subject_id in (select id from award where subject_id = $2))`,
      [kind, subject],
    ),
  );
  return rows;
};

describe('an application of one member alone (民发〔2021〕57号 art. 8)', () => {
  test('is for dibao only, and not before the regulation', async () => {
    const { householdNo } = await world.family();
    const alone = { alone: 'clergy' };
    expect(await refused(open(householdNo, '2021-06-28', { programme: 'dibao', ...alone }))).toBe(
      'case.guard',
    );
    expect(await refused(open(householdNo, '2021-07-12', { programme: 'marginal', ...alone }))).toBe(
      'case.guard',
    );
  });

  test('is decided and noticed for the one person, and is on file from the first month on', async () => {
    const { householdNo, members } = await world.family({ wages: [yuan(300), yuan(5_000)] });
    const { id } = await open(householdNo, '2021-07-12', { programme: 'dibao', alone: 'clergy' });
    await confirmed(id, '2021-07-12', '2021-07-20');
    const one = await world.reads(world.street, '2021-07-20', id);
    expect(one.state).toBe('confirmed');
    const { rows } = await world.database.db.asOwner((owner) =>
      owner.query('select people, amount_fen::int as fen from public_notice where case_id = $1', [id]),
    );
    expect(rows).toEqual([{ people: 1, fen: yuan(480) }]);
    expect(await factsOf('dibao.alone', members[0])).toEqual([
      { code: 'clergy', num: null, from: '2021-08-01' },
    ]);
  });

  test('of a family that is not poor is not confirmed without a ground', async () => {
    const { householdNo } = await world.family({ wages: [yuan(300), yuan(5_000)] });
    const { id } = await open(householdNo, '2021-07-12', { programme: 'dibao' });
    expect(await refused(confirmed(id, '2021-07-12', '2021-07-20'))).toBe('case.guard');
  });
});

describe('a family poor through rigid expenditure (刚性支出困难家庭认定办法)', () => {
  test('applies from 2025 on', async () => {
    const { householdNo } = await world.family();
    expect(await refused(open(householdNo, '2024-12-16', { programme: 'rigid-expenditure' }))).toBe(
      'case.guard',
    );
  });

  test('is recognised with its first month, from which the twelve months count', async () => {
    await enact(world, parameter.rigidRatio, 'all', 0.6, { from: '2025-01-01' });
    await enact(world, parameter.disposableIncome, 'all', yuan(40_000), { from: '2025-01-01' });
    const { householdId, householdNo } = await world.family({ wages: [yuan(5_000), 0, 0] });
    await world.within(world.street, '2025-02-10', async ({ tx }) => {
      for (const [kind, num] of [
        ['household.annual-income', yuan(60_000)],
        ['household.rigid-spend', yuan(39_000)],
      ] as const) {
        const valid = period(plainDate('2024-01-01'), null);
        await recordFact(tx, {
          subjectKind: 'household',
          subjectId: householdId,
          kind,
          num,
          valid,
          source: '核对',
        });
      }
    });
    const { id } = await open(householdNo, '2025-02-10', { programme: 'rigid-expenditure' });
    const { deadlines } = await world.reads(world.street, '2025-02-10', id);
    expect(deadlines).toMatchObject([{ id: 'material-check' }]);
    await confirmed(id, '2025-02-10', '2025-02-18');
    expect(await world.reads(world.street, '2025-02-18', id)).toMatchObject({ state: 'confirmed' });
    expect(await factsOf('recognition.from', householdId)).toEqual([
      { code: null, num: 202_503, from: '2025-03-01' },
    ]);
  });
});
