import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  apply,
  type CaseWorld,
  createCaseWorld,
  refused,
  verify,
} from '../../../tests/support/case-world.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';

let world: CaseWorld;
beforeAll(async () => {
  world = await createCaseWorld();
});
afterAll(() => world.database.drop());

const OPENED = '2021-07-12';

describe('guards that hold for every action', () => {
  test('a stale version is told what the case is now', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    const { version } = await world.reads(world.street, OPENED, id);
    const accept = { id, version, action: 'accept' };
    await world.does(world.street, OPENED, 'case.act', accept);
    const error = await refusalOf(world.does(world.colleague, OPENED, 'case.act', accept));
    expect(error).toMatchObject({ code: 'case.transition', kind: 'conflict' });
    expect(error.zh).toContain('已受理');
    expect(error.zh).toContain('启动调查核实');
    expect(error.details).toMatchObject({ state: 'accepted', version: version + 1 });
    expect(await refused(world.acts(world.street, OPENED, id, 'accept'))).toBe('case.transition');
    expect(await refused(world.acts(world.street, OPENED, id, 'drop-table'))).toBe('case.action-unknown');
  });

  test('two people who act at one moment: one of them is told', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    const { version } = await world.reads(world.street, OPENED, id);
    const results = await Promise.allSettled(
      [world.street, world.colleague].map((actor) =>
        world.does(actor, OPENED, 'case.act', { id, version, action: 'accept' }),
      ),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('another street sees nothing of it', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, OPENED);
    expect(await refused(world.reads(world.otherStreet, OPENED, id))).toBe('record.absent');
    const act = { id, version: 5, action: 'accept' };
    expect(await refused(world.does(world.otherStreet, OPENED, 'case.act', act))).toBe('record.absent');
    expect(await refused(apply(world, householdNo, OPENED, { by: world.otherStreet }))).toBe(
      'party.subject-unknown',
    );
  });

  test('numbers of two streets do not collide, though neither sees the other', async () => {
    const { householdNo } = await world.family();
    const first = await world.reads(world.chief, '2021-07-14', await apply(world, householdNo, '2021-07-14'));
    expect(first.caseNo).toBe('SA420112202107140001');
    const { rows } = await world.database.db.pool.query(
      `select last_no from number_series where series = 'SA42011220210714'`,
    );
    expect(rows).toEqual([{ last_no: 1 }]);
  });

  test('the same family does not apply twice at once, nor a stranger for it', async () => {
    const { householdNo } = await world.family();
    const other = await world.family();
    await apply(world, householdNo, OPENED);
    expect(await refused(apply(world, householdNo, OPENED))).toBe('case.guard');
    const stranger = {
      lifecycle: 'assistance-application',
      subject: other.householdNo,
      applicant: (await world.family()).members[0],
      data: { programme: 'dibao' },
    };
    expect(await refused(world.does(world.street, OPENED, 'case.open', stranger))).toBe('case.guard');
    expect(
      await refused(
        world.does(world.street, OPENED, 'case.open', { ...stranger, data: { programme: 'pension' } }),
      ),
    ).toBe('request.input');
    expect(
      await refused(world.does(world.street, OPENED, 'case.open', { ...stranger, lifecycle: 'nothing' })),
    ).toBe('case.lifecycle-unknown');
  });

  test('an application from before July 2021 goes by the old limits', async () => {
    const { householdNo } = await world.family();
    const id = await apply(world, householdNo, '2020-04-20');
    await world.acts(world.street, '2020-04-24', id, 'accept');
    const { deadlines } = await world.reads(world.street, '2020-04-24', id);
    expect(deadlines.map((one) => [one.id, one.dueOn])).toEqual([['survey-2012', '2020-05-11']]);
    await verify(world, id, '2020-04-27');
  });
});
