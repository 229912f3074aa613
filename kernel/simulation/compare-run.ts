import { sql } from 'drizzle-orm';
import { conflict } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month, monthIndex } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf, uuidArray } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Registry } from '../module/registry.ts';
import type { Instant } from '../party/known-at.ts';
import { parameterKeys } from '../payment/run-month.ts';
import { findRuns, loadPaidBefore, type RunRow } from '../payment/run-store.ts';
import { HOUSEHOLD_MEMBER } from '../policy/case-file.ts';
import { loadCases } from '../policy/load-cases.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import { timelineOf } from '../policy/timeline.ts';
import type { compareWithRun } from './contract.ts';
import { forecastAward } from './forecast.ts';
import { planSimulation, type ProgrammePlan, type SimulationPlan } from './run-simulation.ts';
import { sideOf, valuesIn } from './scenario-policy.ts';
import { findResults, getScenario, type ResultRow } from './simulation-store.ts';

type Comparison = OutputOf<typeof compareWithRun>;
type OfProgramme = Comparison['programmes'][number];
type Difference = OfProgramme['awards'][number];
type Reason = Difference['reason'];

const BATCH_AWARDS = 4_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Differences that are shown, the largest ones; the sums are of all. */
const SHOWN_MAX = 200;

const REASONS: Readonly<Record<Reason, Label>> = {
  'new-award': { zh: '测算之后新确认的待遇', en: 'confirmed after the forecast' },
  facts: { zh: '测算之后登记了情况变化', en: 'facts recorded after the forecast' },
  parameters: { zh: '实际生效的标准与方案不同', en: 'other values in force than in the scenario' },
  unexplained: { zh: '原因待查', en: 'to be looked into' },
};

/**
 * The forecast of a scenario against real runs: the same awards decided again by what was known at the forecast, beside
 * what the run pays. Without a month the first run after the forecast is taken for each programme.
 */
export async function compareForecast(
  tx: Tx,
  registry: Registry,
  input: { readonly id: string; readonly month?: string | undefined },
): Promise<Comparison> {
  const { id, name, definition } = await getScenario(tx, input.id);
  const result = await forecastOf(tx, id);
  const { knownAt, firstMonth } = result;
  if (knownAt === null || firstMonth === null) throw notComputed();
  const plan = await planSimulation(tx, registry, definition, knownAt, firstMonth);
  const programmes: OfProgramme[] = [];
  for (const one of plan.programmes) {
    const run = await firstRun(tx, one, knownAt, (input.month as Month | undefined) ?? undefined, firstMonth);
    programmes.push(run === undefined ? notRunYet(one) : await compareOne(tx, plan, one, run));
  }
  return { scenario: { id, name }, programmes };
}

async function forecastOf(tx: Tx, scenarioId: string): Promise<ResultRow> {
  const [result] = await findResults(tx, sql`r.scenario_id = ${scenarioId}::uuid and r.state = 'done'`);
  if (result === undefined) throw notComputed();
  return result;
}

const notComputed = () =>
  conflict(
    'simulation.not-computed',
    '方案尚无测算结果，无从比较：请先测算。',
    'The scenario has no result to compare with: compute it first.',
  );

/** The first run after the forecast, or that of the month. */
async function firstRun(
  tx: Tx,
  { programme }: ProgrammePlan,
  knownAt: Instant,
  wanted: Month | undefined,
  first: Month,
): Promise<RunRow | undefined> {
  const inMonth =
    wanted === undefined ? sql`r.pay_month >= ${firstDay(first)}` : sql`r.pay_month = ${firstDay(wanted)}`;
  const runs = await findRuns(
    tx,
    sql`r.programme = ${programme.id} and r.state <> 'void' and r.known_at > ${knownAt}::timestamptz and ${inMonth}`,
  );
  return runs.toSorted((a, b) => a.payMonth.localeCompare(b.payMonth) || a.batch - b.batch)[0];
}

const notRunYet = ({ programme }: ProgrammePlan): OfProgramme => ({
  programme: programme.id,
  programmeLabel: programme.label,
  run: null,
  forecastFen: 0,
  runFen: 0,
  differenceFen: 0,
  forecastAwards: 0,
  runAwards: 0,
  sameParameters: true,
  differing: 0,
  awards: [],
});

interface AwardSum {
  readonly awardId: string;
  readonly awardNo: string;
  readonly createdAfter: boolean;
  readonly forecastFen: number;
  readonly runFen: number;
}

async function compareOne(
  tx: Tx,
  plan: SimulationPlan,
  one: ProgrammePlan,
  run: RunRow,
): Promise<OfProgramme> {
  const totals = { forecastFen: 0, runFen: 0, forecastAwards: 0, runAwards: 0 };
  let differing: AwardSum[] = [];
  let count = 0;
  for (let after: string | undefined = FIRST_ID; after !== undefined;) {
    const batch: { sums: readonly AwardSum[]; last: string | undefined } = await nextSums(
      tx,
      plan,
      one,
      run,
      after,
    );
    for (const sum of batch.sums) {
      totals.forecastFen += sum.forecastFen;
      totals.runFen += sum.runFen;
      if (sum.forecastFen !== 0) totals.forecastAwards++;
      if (sum.runFen !== 0) totals.runAwards++;
    }
    const found = batch.sums.filter(({ forecastFen, runFen }) => forecastFen !== runFen);
    count += found.length;
    differing = [...differing, ...found].toSorted(byDifference).slice(0, SHOWN_MAX);
    after = batch.last;
  }
  const sameParameters = await sameValues(tx, one, run);
  return {
    programme: one.programme.id,
    programmeLabel: one.programme.label,
    run: { id: run.id, runNo: run.runNo, month: run.payMonth, state: run.state },
    ...totals,
    differenceFen: totals.runFen - totals.forecastFen,
    sameParameters,
    differing: count,
    awards: await explained(tx, plan, differing, sameParameters),
  };
}

const byDifference = (a: AwardSum, b: AwardSum): number =>
  Math.abs(b.runFen - b.forecastFen) - Math.abs(a.runFen - a.forecastFen) ||
  a.awardNo.localeCompare(b.awardNo);

/** Forecast and payment of the next awards. */
async function nextSums(tx: Tx, plan: SimulationPlan, one: ProgrammePlan, run: RunRow, after: string) {
  const { knownAt, window } = plan;
  const awards = await rowsOf<{ id: string; awardNo: string; createdAfter: boolean; runFen: number }>(
    tx,
    sql`select a.id, a.award_no as "awardNo", a.created_at >= ${knownAt}::timestamptz as "createdAfter",
               coalesce((select sum(l.amount_fen) from payment_line l
                          where l.run_id = ${run.id}::uuid and l.award_id = a.id), 0)::bigint as "runFen"
          from award a where a.programme = ${one.programme.id} and a.id > ${after}::uuid
         order by a.id limit ${BATCH_AWARDS}`,
  );
  const ids = awards.map(({ id }) => id);
  const paid = await loadPaidBefore(tx, one.programme.id, knownAt, ids);
  const files = new Map(
    (await loadCases(tx, one.programme, knownAt, ids)).map((file) => [file.awardId, file]),
  );
  const position = monthIndex(run.payMonth) - window.first;
  const sums = awards.map(({ id, awardNo, createdAfter, runFen }): AwardSum => {
    const file = files.get(id);
    if (file === undefined) return { awardId: id, awardNo, createdAfter, forecastFen: 0, runFen };
    const forecast = forecastAward(one.scenario, timelineOf(one.programme, file), window, paid.get(id));
    const settled = position === 0 ? forecast.arrearsFen - forecast.overpaidFen : 0;
    return {
      awardId: id,
      awardNo,
      createdAfter,
      forecastFen: (forecast.dueFen[position] ?? 0) + settled,
      runFen,
    };
  });
  return { sums, last: awards.length < BATCH_AWARDS ? undefined : ids.at(-1) };
}

/** Whether the run reckoned with the values of the scenario. */
async function sameValues(tx: Tx, one: ProgrammePlan, run: RunRow): Promise<boolean> {
  const rows = await loadParameterRows(tx, run.knownAt, parameterKeys(one.programme));
  const sides = [one.scenario, sideOf(one.programme, rows)];
  const [was, is] = sides.map((side) => JSON.stringify(valuesIn(side, run.payMonth).values));
  return was === is;
}

/** Why each differs: what was recorded of the award, its family or its people since. */
async function explained(
  tx: Tx,
  { knownAt }: SimulationPlan,
  differing: readonly AwardSum[],
  sameParameters: boolean,
): Promise<Difference[]> {
  const touched = await rowsOf<{ id: string }>(
    tx,
    sql`select a.id from award a
         where a.id = any(${uuidArray(differing.map(({ awardId }) => awardId))})
           and exists (
             select 1 from fact f
              where (f.recorded_at >= ${knownAt}::timestamptz
                     or (f.recorded_until >= ${knownAt}::timestamptz and f.recorded_until < 'infinity'))
                and (f.subject_id = a.id or f.subject_id = a.subject_id or f.ref = a.subject_id or f.subject_id in (
                      select m.subject_id from fact m where m.kind = ${HOUSEHOLD_MEMBER} and m.ref = a.subject_id)))`,
  );
  const changed = new Set(touched.map(({ id }) => id));
  return differing.map(({ awardId, awardNo, createdAfter, forecastFen, runFen }) => {
    const reason: Reason = createdAfter
      ? 'new-award'
      : changed.has(awardId)
        ? 'facts'
        : sameParameters
          ? 'unexplained'
          : 'parameters';
    const differenceFen = runFen - forecastFen;
    return { awardId, awardNo, forecastFen, runFen, differenceFen, reason, reasonLabel: REASONS[reason] };
  });
}
