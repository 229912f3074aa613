import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccount } from '../access/account.ts';
import { fixedClock } from '../base/clock.ts';
import { yuan } from '../base/fen.ts';
import type { Actor } from '../db/actor.ts';
import { approveRun } from '../payment/approve-run.ts';
import { runMonth } from '../payment/run-month.ts';
import { month } from '../base/month.ts';
import { enactParameter } from '../policy/parameter-store.ts';
import { careStandard, tekunStandard } from '../../modules/social-assistance/model/parameters.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { registry } from '../../modules/index.ts';
import { refusalOf } from '../../tests/support/expectations.ts';
import { act, addAccount, type Desk, within } from '../../tests/support/events.ts';
import { createSmallDistrict, type SmallDistrict } from '../../tests/support/small-district.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { recordFact } from '../party/record-fact.ts';
import { period } from '../base/period.ts';
import { plainDate } from '../base/plain-date.ts';
import { compareForecast } from './compare-run.ts';
import { readChanges, readComparison, readSimulation, readSimulations } from './read-simulations.ts';
import { computeSimulation } from './run-simulation.ts';
import {
  approveProposal,
  cancelSimulation,
  createScenario,
  enactScenario,
  rejectProposal,
  startSimulation,
} from './use-cases.ts';

let database: TestDatabase;
let desk: Desk;
let district: SmallDistrict;
let clerk: Actor;
let chief: Actor;
let streetOne: Actor;
let streetTwo: Actor;

beforeAll(async () => {
  database = await createTestDatabase();
  district = await createSmallDistrict(database.db, database.keyring, registry);
  desk = { database, registry, today: '2020-06-01' };
  clerk = await getAccount(database.db.pool, 'clerk');
  chief = await getAccount(database.db.pool, 'chief');
  streetOne = await getAccount(database.db.pool, 'street_one');
  streetTwo = await getAccount(database.db.pool, 'street_two');
});

afterAll(() => database.drop());

const FIFTY_MORE = {
  name: '城镇低保提高50元',
  programmes: ['dibao'],
  parameters: [{ key: 'dibao.standard', variant: 'urban', value: yuan(880), from: '2020-07' }],
};
const DISTRICT_NO = 420112000000000;
const TEKUN_VALUE = {
  valid: period(plainDate('2019-04-01'), null),
  documentTitle: '测试标准',
  documentNo: '测试〔2019〕2号',
  article: '一',
  issuedOn: null,
  certainty: 'source',
  note: null,
} as const;
const DOCUMENT = { title: '关于调整标准的通知', number: '测民〔2020〕9号', article: '一' };

async function compute(actor: Actor, scenario: Readonly<Record<string, unknown>>) {
  const { id } = await act(desk, actor, createScenario, scenario);
  await computeAgain(actor, String(id));
  return String(id);
}

async function computeAgain(actor: Actor, id: string) {
  const { resultId } = await act(desk, actor, startSimulation, { id });
  const state = await computeSimulation(
    { db: database.db, actor, registry, clock: fixedClock(desk.today) },
    String(resultId),
  );
  return { resultId: String(resultId), state };
}

const show = (actor: Actor, id: string) =>
  within(desk, actor, ({ tx, ...reading }) => readSimulation(tx, reading, { id }));

/** Everything that a simulation must leave as it is. */
const digestOfRegister = () =>
  database.db.asOwner(async (owner) => {
    const digests: string[] = [];
    for (const table of [
      'fact',
      'parameter_value',
      'payment_line',
      'payment_run',
      'award',
      'event',
      'task',
    ]) {
      const { rows } = await owner.query<{ digest: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from "${table}" t`,
      );
      digests.push(rows[0]?.digest ?? '');
    }
    return digests;
  });

describe('50 yuan more from July on', () => {
  test('costs two couples 200 yuan a month for the ten months from July to April', async () => {
    const before = await digestOfRegister();
    const found = await show(clerk, await compute(clerk, FIFTY_MORE));
    expect(await digestOfRegister()).toEqual(before);
    expect(found.result?.state).toBe('done');
    expect(
      found.months.map(({ month: at, scenarioFen, baselineFen }) => [at, scenarioFen - baselineFen]),
    ).toEqual([
      ['2020-05', 0],
      ['2020-06', 0],
      ...['07', '08', '09', '10', '11', '12'].map((at) => [`2020-${at}`, yuan(200)]),
      ...['01', '02', '03', '04'].map((at) => [`2021-${at}`, yuan(200)]),
    ]);
    expect(found.totals).toEqual({
      baselineFen: yuan(1660) * 2 * 12,
      scenarioFen: yuan(1660) * 24 + yuan(2000),
    });
    const urban = found.groups.find(({ dimension, key }) => dimension === 'area' && key === 'urban');
    expect(urban?.outcomes.gain).toMatchObject({ awards: 2, people: 4 });
    const elders = found.groups.find(({ dimension, key }) => dimension === 'category' && key === 'elder');
    expect(elders?.outcomes.gain).toMatchObject({ awards: 2, people: 4 });
    expect(found.groups.filter(({ dimension }) => dimension === 'street')).toHaveLength(2);
    expect(found.values).toMatchObject([
      { key: 'dibao.standard', from: '2020-07', baseline: 83_000, scenario: 88_000 },
    ]);
  });

  test('moves the tekun standard of towns, which is twice as high, in the same scenario', async () => {
    const scenario = { ...FIFTY_MORE, programmes: ['dibao', 'tekun'] };
    // The small district has no care standard and no rural tekun standard yet: the gap is told, never guessed.
    const { id } = await act(desk, clerk, createScenario, scenario);
    const refused = await refusalOf(computeAgain(clerk, String(id)));
    expect(refused).toMatchObject({ code: 'parameter.gap' });
    expect((await show(clerk, String(id))).result).toMatchObject({
      state: 'failed',
      error: { code: 'parameter.gap' },
    });
    for (const [definition, variant, value] of [
      [tekunStandard, 'rural', yuan(1200)],
      [careStandard, 'full', 0],
      [careStandard, 'partial', 0],
      [careStandard, 'self_care', 0],
    ] as const) {
      await within(desk, chief, ({ tx }) =>
        enactParameter(
          tx,
          definition,
          { ...TEKUN_VALUE, variant, value, proposedBy: clerk.accountId },
          DISTRICT_NO,
        ),
      );
    }
    const found = await show(clerk, await compute(clerk, scenario));
    expect(found.values).toMatchObject([
      { key: 'dibao.standard', baseline: yuan(830), scenario: yuan(880), formula: null },
      {
        key: 'tekun.standard',
        variant: 'urban',
        from: '2020-07',
        baseline: yuan(1660),
        scenario: yuan(1760),
        formula: { zh: '城镇低保标准的2倍' },
      },
    ]);
  });

  test('a street sees its own people and sums, of the district’s result and of its own', async () => {
    const id = await compute(clerk, FIFTY_MORE);
    const own = await show(streetOne, id);
    expect(own.totals.scenarioFen - own.totals.baselineFen).toBe(yuan(1000));
    expect(own.groups.filter(({ dimension }) => dimension === 'street').map(({ key }) => key)).toEqual([
      '420112001000000',
    ]);
    const changes = await within(desk, streetOne, ({ tx, ...reading }) =>
      readChanges(tx, reading, { id: own.result?.id ?? '', page: 1, limit: 50 }),
    );
    expect(changes.count).toBe(1);
    expect(changes.changes[0]).toMatchObject({ name: '张*明', awardId: district.families[0].awardId });
    const mine = await compute(streetOne, FIFTY_MORE);
    expect((await show(streetOne, mine)).totals).toEqual(own.totals);
    // The neighbour does not even see that it exists.
    expect(await refusalOf(show(streetTwo, mine))).toMatchObject({ code: 'record.absent' });
    expect((await show(clerk, mine)).totals).toEqual(own.totals);
    const list = await within(desk, streetTwo, ({ tx, ...reading }) => readSimulations(tx, reading));
    expect(list.scenarios.map((scenario) => scenario.id)).not.toContain(mine);
  });

  test('can be told apart by place and put side by side', async () => {
    const part = await compute(clerk, { ...FIFTY_MORE, population: { division: 420112002000000 } });
    const none = await compute(clerk, { ...FIFTY_MORE, population: { area: 'rural' } });
    const { scenarios } = await within(desk, clerk, ({ tx, ...reading }) =>
      readComparison(tx, reading, [part, none]),
    );
    expect(scenarios.map(({ baselineFen, scenarioFen }) => scenarioFen - baselineFen)).toEqual([
      yuan(1000),
      0,
    ]);
    expect(
      await refusalOf(within(desk, clerk, ({ tx, ...reading }) => readComparison(tx, reading, [part]))),
    ).toMatchObject({ code: 'simulation.comparison' });
  });

  test('is stopped when somebody asks for it, and a result is computed once', async () => {
    const { id } = await act(desk, clerk, createScenario, FIFTY_MORE);
    const { resultId } = await act(desk, clerk, startSimulation, { id });
    await act(desk, clerk, cancelSimulation, { id: resultId });
    const tools = { db: database.db, actor: clerk, registry, clock: fixedClock(desk.today) };
    expect(await computeSimulation(tools, String(resultId))).toBe('cancelled');
    expect((await show(clerk, String(id))).result?.state).toBe('cancelled');
    expect(await refusalOf(computeSimulation(tools, String(resultId)))).toMatchObject({
      code: 'simulation.taken',
    });
  });
});

describe('a scenario', () => {
  test.each([
    [{ programmes: ['temporary-assistance'] }, 'simulation.programme'],
    [{ programmes: ['severe-nursing'] }, 'simulation.unused'],
    [{ parameters: [{ key: 'no.such', value: 1, from: '2020-07' }] }, 'simulation.parameter'],
    [
      { parameters: [{ key: 'dibao.standard', variant: 'urban', value: null, from: '2020-07' }] },
      'simulation.not-derived',
    ],
    [{ rules: [{ programme: 'dibao', version: 'DB1999', from: '2020-07' }] }, 'simulation.version'],
    [{ parameters: [...FIFTY_MORE.parameters, ...FIFTY_MORE.parameters] }, 'simulation.twice'],
    [{ population: { category: 'giants' } }, 'simulation.category'],
  ])('%j is refused as %s', async (change, code) => {
    expect(await refusalOf(act(desk, clerk, createScenario, { ...FIFTY_MORE, ...change }))).toMatchObject({
      code,
    });
  });

  test('may decide by another rule version: parents who live apart do not count since 2021', async () => {
    const [family] = district.families;
    await within(desk, clerk, ({ tx }) =>
      recordFact(tx, {
        subjectKind: 'person',
        subjectId: family.spouseId,
        kind: 'person.not-counted',
        code: 'parent_apart',
        valid: period(plainDate('2020-01-01'), null),
        source: '入户核查',
      }),
    );
    const found = await show(
      clerk,
      await compute(clerk, {
        name: '提前适用2021年办法',
        programmes: ['dibao'],
        rules: [{ programme: 'dibao', version: 'DB2021', from: '2020-09' }],
      }),
    );
    const changes = found.months.map(({ month: at, baselineFen, scenarioFen }) => [
      at,
      scenarioFen - baselineFen,
    ]);
    expect(changes[3]).toEqual(['2020-08', 0]);
    expect(changes[4]).toEqual(['2020-09', -yuan(830)]);
    const refused = await refusalOf(act(desk, clerk, enactScenario, { id: found.id, ...DOCUMENT }));
    expect(refused).toMatchObject({ code: 'simulation.rules-not-enacted' });
  });
});

describe('enacting', () => {
  const APRIL = {
    name: '追溯调整',
    programmes: ['dibao'],
    parameters: [{ key: 'dibao.standard', variant: 'urban', value: yuan(900), from: '2020-04' }],
  };

  test('proposes exactly the values, a second person approves, and the run equals the forecast to the fen', async () => {
    const id = await compute(clerk, APRIL);
    const forecast = await show(clerk, id);
    // April was paid at 830: two families of two, 70 yuan a head are owed.
    expect(forecast.months[0]).toMatchObject({
      month: '2020-05',
      scenarioFen: yuan(3600),
      scenarioArrearsFen: yuan(280),
      baselineArrearsFen: 0,
    });
    const { proposals } = await act(desk, clerk, enactScenario, { id, ...DOCUMENT });
    const [proposal = ''] = proposals as string[];
    expect((await show(clerk, id)).proposals).toMatchObject([
      {
        id: proposal,
        value: yuan(900),
        effectiveFrom: '2020-04-01',
        state: 'proposed',
        documentNo: '测民〔2020〕9号',
      },
    ]);
    expect(await refusalOf(act(desk, clerk, enactScenario, { id, ...DOCUMENT }))).toMatchObject({
      code: 'simulation.enacted',
    });
    const other = await compute(clerk, APRIL);
    expect(await refusalOf(act(desk, clerk, enactScenario, { id: other, ...DOCUMENT }))).toMatchObject({
      code: 'parameter.covered',
    });
    // Not by a clerk, not by a street, and not by who has proposed it.
    expect(await refusalOf(act(desk, clerk, approveProposal, { id: proposal }))).toMatchObject({
      code: 'access.permission',
    });
    expect(await refusalOf(act(desk, streetOne, enactScenario, { id: other, ...DOCUMENT }))).toMatchObject({
      code: 'access.permission',
    });
    await act(desk, chief, approveProposal, { id: proposal });
    expect(await refusalOf(act(desk, chief, approveProposal, { id: proposal }))).toMatchObject({
      code: 'parameter.decided',
    });
    const compareNow = () => within(desk, clerk, ({ tx }) => compareForecast(tx, registry, { id }));
    expect((await compareNow()).programmes).toMatchObject([{ run: null }]);
    const { run } = await runMonth(database.db, clerk, dibao, month('2020-05'));
    const [compared] = (await compareNow()).programmes;
    expect(compared).toMatchObject({
      run: { runNo: run?.runNo, month: '2020-05' },
      forecastFen: yuan(3880),
      runFen: run?.totalFen,
      differenceFen: 0,
      forecastAwards: 2,
      runAwards: 2,
      sameParameters: true,
      differing: 0,
      awards: [],
    });
  });

  test('what was learnt meanwhile is named as the reason of a difference', async () => {
    const id = await compute(clerk, { ...APRIL, parameters: [] });
    const clock = fixedClock('2020-05-08T10:00');
    await database.db.transaction(chief, (tx) => approveRun(tx, dibao, 'FF202005DB01', clock));
    const [, family] = district.families;
    await within(desk, clerk, ({ tx }) =>
      recordFact(tx, {
        subjectKind: 'person',
        subjectId: family.personId,
        kind: 'income.wage',
        num: yuan(300),
        valid: period(plainDate('2020-06-01'), null),
        source: '核对',
      }),
    );
    await runMonth(database.db, clerk, dibao, month('2020-06'));
    const { programmes } = await within(desk, clerk, ({ tx }) => compareForecast(tx, registry, { id }));
    expect(programmes).toMatchObject([
      {
        forecastFen: yuan(3600),
        runFen: yuan(3300),
        differenceFen: -yuan(300),
        differing: 1,
        awards: [{ awardId: family.awardId, differenceFen: -yuan(300), reason: 'facts' }],
      },
    ]);
    const refused = await refusalOf(act(desk, clerk, enactScenario, { id, ...DOCUMENT }));
    expect(refused).toMatchObject({ code: 'simulation.nothing-to-enact' });
  });

  test('is refused without a result, for a part of the people, and over a value in force', async () => {
    const later = { ...APRIL, parameters: [{ ...APRIL.parameters[0], from: '2021-01', value: yuan(950) }] };
    const { id } = await act(desk, clerk, createScenario, later);
    const enactIt = (scenario: unknown) =>
      refusalOf(act(desk, clerk, enactScenario, { id: scenario, ...DOCUMENT }));
    expect(await enactIt(id)).toMatchObject({ code: 'simulation.not-computed' });
    const part = await compute(clerk, { ...later, population: { area: 'urban' } });
    expect(await enactIt(part)).toMatchObject({ code: 'simulation.partial' });
    const early = await compute(clerk, {
      ...APRIL,
      parameters: [{ ...APRIL.parameters[0], from: '2020-02' }],
    });
    expect(await enactIt(early)).toMatchObject({ code: 'parameter.covered' });
  });

  test('a rejected proposal changes nothing and leaves the way free', async () => {
    const later = { ...APRIL, parameters: [{ ...APRIL.parameters[0], from: '2021-02', value: yuan(960) }] };
    const id = await compute(chief, later);
    const first = await act(desk, chief, enactScenario, { id, ...DOCUMENT });
    const [proposal = ''] = first.proposals as string[];
    expect(await refusalOf(act(desk, chief, approveProposal, { id: proposal }))).toMatchObject({
      code: 'parameter.same-person',
    });
    const second = await addAccount(database, 'leader', 'bureau_leader', 420112000000000);
    await act(desk, second, rejectProposal, { id: proposal, reason: '文号有误' });
    expect((await show(clerk, id)).proposals).toMatchObject([{ state: 'rejected', reason: '文号有误' }]);
    expect(((await act(desk, chief, enactScenario, { id, ...DOCUMENT })).proposals as string[]).length).toBe(
      1,
    );
  });
});
