import { sql } from 'drizzle-orm';
import { digestOf } from '../base/digest.ts';
import { type Division, division, divisionLevel, parentDivision } from '../base/division.ts';
import { DomainError, inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month, month, monthFromIndex, monthOf, nextMonth } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import type { Reading } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import { getDistrict } from '../party/district.ts';
import { type Instant, instant, knowledgeMoment } from '../party/known-at.ts';
import { readingDay } from '../party/reading-day.ts';
import { parameterKeys } from '../payment/run-month.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import type { Programme } from '../policy/define-programme.ts';
import { rulesDigest } from '../policy/rules-digest.ts';
import { timelineOf } from '../policy/timeline.ts';
import {
  awardBatches,
  type CaseBatch,
  type CaseSource,
  countAwards,
  reading,
  trialBatches,
} from './case-batches.ts';
import { forecastAward, type Window, windowOf } from './forecast.ts';
import { takeUpsOf } from './take-ups.ts';
import { withView } from './population-view.ts';
import { populationOf, programmesOf } from './scenario.ts';
import type { Scenario } from './scenario-schema.ts';
import {
  changedValues,
  checkMonths,
  isAffected,
  scenarioProgramme,
  scenarioRows,
  type Side,
  sideOf,
} from './scenario-policy.ts';
import {
  claimResult,
  endResult,
  getResult,
  getScenario,
  noteProgress,
  type ResultState,
  storeResult,
} from './simulation-store.ts';
import { Tally } from './tally.ts';

export interface SimulationTools extends Pick<Reading, 'registry' | 'clock'> {
  readonly db: Database;
  readonly actor: Actor;
}

export type Progress = (done: number, total: number) => void;

/** One programme of a scenario with the rules of both sides. */
export interface ProgrammePlan {
  readonly programme: Programme;
  /** The programme as cases are read: with the facts that tell people apart. */
  readonly widened: Programme;
  readonly baseline: Side;
  /** The baseline itself where the scenario changes nothing. */
  readonly scenario: Side;
}

export interface SimulationPlan {
  readonly scenario: Scenario;
  readonly knownAt: Instant;
  readonly window: Window;
  /** Of those without an award: nothing was paid, so nothing of the past is open. */
  readonly newcomers: Window;
  readonly programmes: readonly ProgrammePlan[];
}

/**
 * Computes a queued result to its end. The register is read batch by batch, each in a read-only transaction, all by
 * what was known at one moment; only the result itself is written. Gives the state that it ended in; what went wrong
 * stands in the result and is thrown.
 */
export async function computeSimulation(
  tools: SimulationTools,
  resultId: string,
  onProgress: Progress = () => undefined,
): Promise<ResultState> {
  const { db, actor } = tools;
  try {
    const plan = await prepare(tools, resultId);
    return await work(tools, resultId, plan, onProgress);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'simulation.taken') throw error;
    const known = error instanceof DomainError ? error : undefined;
    const message: Label = {
      zh: known?.zh ?? '测算出错，未形成结果：请重试，多次出现请联系系统管理员。',
      en: known?.en ?? 'The computation failed: try again, and tell the administrator when it happens again.',
    };
    await db.transaction(actor, (tx) =>
      endResult(tx, resultId, 'failed', { code: known?.code ?? 'unexpected', message }),
    );
    throw error;
  }
}

async function prepare(tools: SimulationTools, resultId: string): Promise<SimulationPlan> {
  const { db, actor, registry } = tools;
  const { definition } = await db.transaction(actor, async (tx) =>
    getScenario(tx, (await getResult(tx, resultId)).scenarioId),
  );
  const knownAt =
    definition.asOf === undefined
      ? await db.transaction(actor, knowledgeMoment)
      : instant(`${definition.asOf} 23:59:59.999+08`);
  const first = await db.transaction(actor, async (tx) => {
    const chosen = await firstMonthOf(tx, tools, definition);
    await claimResult(tx, resultId, knownAt, chosen);
    return chosen;
  });
  return reading({ db, actor }, (tx) => planSimulation(tx, registry, definition, knownAt, first));
}

/** Rules and values of both sides for every month of the window. Errors: a missing value, named with its month. */
export async function planSimulation(
  tx: Tx,
  registry: Registry,
  scenario: Scenario,
  knownAt: Instant,
  first: Month,
): Promise<SimulationPlan> {
  const district = await getDistrict(tx);
  const window = windowOf(first, scenario.months, district.firstMonth, scenario.past);
  const view = populationOf(registry);
  const programmes: ProgrammePlan[] = [];
  for (const programme of programmesOf(registry, scenario)) {
    const rows = await loadParameterRows(tx, knownAt, parameterKeys(programme));
    const baseline = sideOf(programme, rows);
    const changed = isAffected(programme, scenario)
      ? sideOf(scenarioProgramme(programme, scenario.rules), scenarioRows(rows, scenario.parameters))
      : baseline;
    for (const side of [baseline, changed]) checkMonths(side, indexesOf(window), district.division);
    programmes.push({ programme, widened: withView(programme, view), baseline, scenario: changed });
  }
  const newcomers = windowOf(first, scenario.months, first, false);
  return { scenario, knownAt, window, newcomers, programmes };
}

export const indexesOf = ({ first, last }: Window): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** The month after the last run of any of the programmes; before the first run the month we are in. */
async function firstMonthOf(tx: Tx, { clock }: SimulationTools, scenario: Scenario): Promise<Month> {
  const district = await getDistrict(tx);
  if (scenario.firstMonth !== undefined) {
    const chosen = month(scenario.firstMonth);
    if (chosen >= district.firstMonth) return chosen;
    throw inputError(
      'simulation.first-month',
      `起始月 ${chosen} 早于本库数据的起始月 ${district.firstMonth}。`,
      `The first month ${chosen} lies before the data, which begin in ${district.firstMonth}.`,
    );
  }
  const last = await findRow<{ month: PlainDate | null }>(
    tx,
    sql`select max(pay_month) as month from payment_run
         where programme = any(${sql.param([...scenario.programmes])}::text[]) and state <> 'void'`,
  );
  return last?.month ? nextMonth(monthOf(last.month)) : monthOf(await readingDay(tx, clock));
}

/** Streets are what totals are kept for; somebody whose jurisdiction is smaller keeps them for that. */
function streetFor(actor: Actor): (divisionNo: number) => number {
  const isSmall = (of: Division): boolean => ['community', 'grid'].includes(divisionLevel(of));
  const known = new Map<number, number>();
  return (divisionNo) => {
    if (isSmall(actor.division)) return actor.division;
    const found = known.get(divisionNo);
    if (found !== undefined) return found;
    let at = division(divisionNo);
    while (isSmall(at)) at = parentDivision(at) ?? at;
    known.set(divisionNo, at);
    return at;
  };
}

async function work(
  tools: SimulationTools,
  resultId: string,
  plan: SimulationPlan,
  onProgress: Progress,
): Promise<ResultState> {
  const { db, actor, registry } = tools;
  const { scenario, window, knownAt } = plan;
  const first = monthFromIndex(window.first);
  const chosen = scenario.population.division;
  const source: CaseSource = {
    db,
    actor,
    knownAt,
    month: first,
    division: chosen === undefined ? undefined : division(chosen),
  };
  const tally = new Tally(populationOf(registry), streetFor(actor), firstDay(first));
  let total = 0;
  for (const { programme } of plan.programmes)
    total += await reading(source, (tx) => countAwards(tx, programme, source.division));
  let done = 0;
  for (const step of steps(registry, source, plan)) {
    for await (const batch of step.batches) {
      weigh(step, batch, plan, tally);
      done += batch.files.length;
      total = Math.max(total, done);
      onProgress(done, total);
      if (await db.transaction(actor, (tx) => noteProgress(tx, resultId, done, total))) {
        await db.transaction(actor, (tx) => endResult(tx, resultId, 'cancelled'));
        return 'cancelled';
      }
    }
  }
  await db.transaction(actor, (tx) =>
    storeResult(tx, {
      id: resultId,
      first: window.first,
      tally,
      done,
      summary: { values: valuesOf(plan), coverage: coverageOf(registry, plan) },
      rulesDigest: digestOf(plan.programmes.map(({ scenario: side }) => rulesDigest(side.programme))),
      parametersDigest: digestOf(plan.programmes.map(({ scenario: side }) => side.rows)),
    }),
  );
  return 'done';
}

interface Step {
  readonly plan: ProgrammePlan;
  readonly isTrial: boolean;
  readonly batches: AsyncGenerator<CaseBatch>;
}

/** The awards of each programme; where the scenario can bring newcomers, also those without an award. */
function* steps(registry: Registry, source: CaseSource, { scenario, window, programmes }: SimulationPlan) {
  for (const plan of programmes) {
    const own: Step = { plan, isTrial: false, batches: awardBatches(source, plan.widened, window.past) };
    yield own;
    const takeUp = takeUpsOf(registry).get(plan.programme.id);
    if (!scenario.newcomers || takeUp === undefined || plan.scenario === plan.baseline) continue;
    const others: Step = { plan, isTrial: true, batches: trialBatches(source, takeUp, plan.widened) };
    yield others;
  }
}

function weigh(
  { plan, isTrial }: Step,
  batch: CaseBatch,
  { scenario, window, newcomers }: SimulationPlan,
  tally: Tally,
): void {
  const { programme, widened } = plan;
  const { area, category } = scenario.population;
  const months = isTrial ? newcomers : window;
  for (const file of batch.files) {
    if (!tally.includes(widened, file, area, category)) continue;
    const paid = batch.paid.get(file.awardId);
    // Both sides read the same facts, so the case is cut once.
    const timeline = timelineOf(programme, file);
    const baseline = forecastAward(plan.baseline, timeline, months, paid);
    const changed =
      plan.scenario === plan.baseline ? baseline : forecastAward(plan.scenario, timeline, months, paid);
    // Who is entitled without the scenario and does not receive is not its doing.
    if (isTrial && baseline.dueFen.some((amount) => amount > 0)) continue;
    if (isTrial && (changed.dueFen.at(-1) ?? 0) === 0) continue;
    tally.add(programme, widened, {
      file,
      awardId: isTrial ? null : file.awardId,
      baseline,
      scenario: changed,
    });
  }
}

/** Each value once, though several programmes use it. */
function valuesOf({ programmes, window }: SimulationPlan) {
  const values = programmes
    .filter(({ baseline, scenario }) => baseline !== scenario)
    .flatMap(({ programme, baseline, scenario }) =>
      changedValues(baseline, scenario, indexesOf(window)).map((value) => ({
        ...value,
        programme: programme.id,
      })),
    );
  const known = new Map(
    values.toReversed().map((value) => [`${value.key}/${value.variant}/${value.from}`, value]),
  );
  return values.filter((value) => known.get(`${value.key}/${value.variant}/${value.from}`) === value);
}

function coverageOf(registry: Registry, { scenario, programmes, window }: SimulationPlan): Label[] {
  const takeUps = takeUpsOf(registry);
  const affected = programmes.filter(({ baseline, scenario: side }) => baseline !== side);
  const searched = scenario.newcomers
    ? affected.flatMap(({ programme }) => takeUps.get(programme.id) ?? [])
    : [];
  return [
    {
      zh: '按现有台账的人员、收入和家庭情况逐月测算，不预测死亡、出生、迁移和收入变化；年龄、有期限的情况按月变化。',
      en: 'Every month is decided by people, income and families as now on file; deaths, births, moves and changes of income are not foreseen. Ages and facts with an end move on by the month.',
    },
    ...(window.past
      ? [
          {
            zh: '首月包括以前月份应补、应扣的差额，与实际发放相同。',
            en: 'The first month settles what is owed or was paid too much for earlier months, as the real run does.',
          },
        ]
      : []),
    ...searched.map(({ programme, requires }) => ({
      zh: `“${programme.label.zh}”的新增对象：未享受该待遇、已登记“${requires.label.zh}”的${programme.unit === 'household' ? '家庭' : '人员'}；库外的不在内。`,
      en: `New recipients of "${programme.label.en}" are sought among those without it who have "${requires.label.en}" on file; people outside the registers are not.`,
    })),
    ...(affected.some(({ programme }) => !takeUps.has(programme.id)) || !scenario.newcomers
      ? [{ zh: '部分项目未测算新增对象。', en: 'New recipients are not sought for every programme.' }]
      : []),
    {
      zh: '进入或退出一个项目对另一项目资格的影响（如由低保带动的残疾人生活补贴）未计入。',
      en: 'What entering or leaving one programme does to eligibility for another is not counted.',
    },
  ];
}
