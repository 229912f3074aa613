import { type SQL, sql } from 'drizzle-orm';
import { conflict } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month, monthFromIndex, monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { copyRows } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import { scopeOf } from '../db/read-only.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import { type Instant, instant } from '../party/known-at.ts';
import { Scenario } from './scenario-schema.ts';
import type { ChangedValue } from './scenario-policy.ts';
import type { Tally } from './tally.ts';

export interface ScenarioRow {
  readonly id: string;
  readonly name: string;
  readonly definition: Scenario;
  readonly divisionNo: number;
  readonly createdBy: string;
  readonly createdAt: string;
}

export type ResultState = 'queued' | 'running' | 'done' | 'cancelled' | 'failed';

export interface ResultSummary {
  readonly values: readonly (ChangedValue & { readonly programme: string })[];
  readonly coverage: readonly Label[];
  readonly truncated: boolean;
}

export interface ResultRow {
  readonly id: string;
  readonly scenarioId: string;
  readonly divisionNo: number;
  readonly divisionTo: number;
  readonly state: ResultState;
  readonly knownAt: Instant | null;
  readonly firstMonth: Month | null;
  readonly done: number;
  readonly total: number;
  readonly summary: Partial<ResultSummary>;
  readonly error: { readonly code: string; readonly message: Label } | null;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

const scenarioColumns = sql`s.id, s.name, s.definition, s.division_no as "divisionNo",
  a.display_name as "createdBy", s.created_at as "createdAt"`;

type RawScenario = Omit<ScenarioRow, 'definition'> & { readonly definition: unknown } & Record<
    string,
    unknown
  >;

const toScenario = ({ definition, ...row }: RawScenario): ScenarioRow => ({
  ...row,
  definition: Scenario.parse(definition),
});

/** A list is for people: older scenarios are found by their id. */
const SCENARIOS_MAX = 200;

export async function findScenarios(tx: Tx, where: SQL = sql`true`): Promise<ScenarioRow[]> {
  const rows = await rowsOf<RawScenario>(
    tx,
    sql`select ${scenarioColumns} from simulation_scenario s join account a on a.id = s.created_by
         where ${where} order by s.created_at desc, s.id desc limit ${SCENARIOS_MAX}`,
  );
  return rows.map(toScenario);
}

/** A scenario of the reader's jurisdiction or of one around it; another one is absent. */
export async function getScenario(tx: Tx, id: string): Promise<ScenarioRow> {
  const [found] = await findScenarios(tx, sql`s.id = ${id}::uuid`);
  if (found === undefined) throw absentRecord();
  return found;
}

export async function insertScenario(tx: Tx, scenario: Scenario): Promise<string> {
  const id = uuidv7();
  const { from, to } = scopeOf(tx.actor);
  await tx.db.execute(sql`
    insert into simulation_scenario (id, name, definition, division_no, division_to, created_by)
    values (${id}, ${scenario.name}, ${JSON.stringify(scenario)}::jsonb, ${from}, ${to}, ${tx.actor.accountId})`);
  return id;
}

export async function insertResult(tx: Tx, scenarioId: string): Promise<string> {
  const id = uuidv7();
  const { from, to } = scopeOf(tx.actor);
  await tx.db.execute(sql`
    insert into simulation_result (id, scenario_id, division_no, division_to, started_by)
    values (${id}, ${scenarioId}, ${from}, ${to}, ${tx.actor.accountId})`);
  return id;
}

/** A computation that has not been heard of for so long ended with its process. */
const SILENT = sql`interval '10 minutes'`;
const STOPPED = JSON.stringify({
  code: 'simulation.interrupted',
  message: {
    zh: '计算中断（服务已重新启动），请重新计算。',
    en: 'The computation was interrupted (the service was restarted): compute again.',
  },
});
const isSilent = sql`r.state in ('queued', 'running') and r.heartbeat_at < clock_timestamp() - ${SILENT}`;

type RawResult = Omit<ResultRow, 'knownAt' | 'firstMonth'> & {
  readonly knownAt: string | null;
  readonly firstMonth: PlainDate | null;
} & Record<string, unknown>;

/** Results that match: those of the widest jurisdiction first, then the newest. */
export async function findResults(tx: Tx, where: SQL): Promise<ResultRow[]> {
  const rows = await rowsOf<RawResult>(
    tx,
    sql`select r.id, r.scenario_id as "scenarioId", r.division_no as "divisionNo", r.division_to as "divisionTo",
               case when ${isSilent} then 'failed' else r.state end as state, r.known_at as "knownAt",
               r.first_month as "firstMonth", r.done, r.total, r.summary,
               case when ${isSilent} then ${STOPPED}::jsonb else r.error end as error,
               a.display_name as "startedBy", r.started_at as "startedAt", r.finished_at as "finishedAt"
          from simulation_result r join account a on a.id = r.started_by
         where ${where} order by r.division_to - r.division_no desc, r.started_at desc, r.id desc`,
  );
  return rows.map(({ knownAt, firstMonth, ...row }) => ({
    ...row,
    knownAt: knownAt === null ? null : instant(knownAt),
    firstMonth: firstMonth === null ? null : monthOf(firstMonth),
  }));
}

export async function getResult(tx: Tx, id: string): Promise<ResultRow> {
  const [found] = await findResults(tx, sql`r.id = ${id}::uuid`);
  if (found === undefined) throw absentRecord();
  return found;
}

/** The result that a reader is shown: the widest finished one, else whatever is there. */
export async function findShownResult(tx: Tx, scenarioId: string): Promise<ResultRow | undefined> {
  const results = await findResults(tx, sql`r.scenario_id = ${scenarioId}::uuid`);
  const newest = results.filter(({ state }) => state === 'queued' || state === 'running');
  return newest[0] ?? results.find(({ state }) => state === 'done') ?? results[0];
}

/** Takes a queued computation on; a second one that tries is told. */
export async function claimResult(tx: Tx, id: string, knownAt: Instant, first: Month): Promise<void> {
  const taken = await findRow<{ id: string }>(
    tx,
    sql`update simulation_result set state = 'running', known_at = ${knownAt}::timestamptz,
               first_month = ${firstDay(first)}, heartbeat_at = clock_timestamp()
         where id = ${id}::uuid and state = 'queued' returning id`,
  );
  if (taken !== undefined) return;
  throw conflict(
    'simulation.taken',
    '该次测算已在进行或已结束：请刷新查看。',
    'This computation is under way or over: reload.',
  );
}

/** Notes how far it is; gives whether somebody wants it to stop. */
export async function noteProgress(tx: Tx, id: string, done: number, total: number): Promise<boolean> {
  const row = await findRow<{ cancelled: boolean }>(
    tx,
    sql`update simulation_result set done = ${done}, total = ${total}, heartbeat_at = clock_timestamp()
         where id = ${id}::uuid and finished_at is null returning cancel_requested as cancelled`,
  );
  return row?.cancelled ?? true;
}

export async function endResult(
  tx: Tx,
  id: string,
  state: 'cancelled' | 'failed',
  error?: { readonly code: string; readonly message: Label },
): Promise<void> {
  await tx.db.execute(sql`
    update simulation_result set state = ${state}, finished_at = clock_timestamp(),
           error = ${error === undefined ? null : JSON.stringify(error)}::jsonb
     where id = ${id}::uuid and finished_at is null`);
}

export interface FinishedResult {
  readonly id: string;
  /** Index of the first month. */
  readonly first: number;
  readonly tally: Tally;
  readonly summary: Omit<ResultSummary, 'truncated'>;
  readonly done: number;
  readonly rulesDigest: string;
  readonly parametersDigest: string;
}

/** Stores all that was found in one transaction: nobody sees half of a forecast. */
export async function storeResult(tx: Tx, result: FinishedResult): Promise<void> {
  const { id, first, tally } = result;
  await copyRows(tx, 'simulation_month', MONTH_COLUMNS, monthRows(id, first, tally));
  await copyRows(tx, 'simulation_outcome', OUTCOME_COLUMNS, outcomeRows(id, tally));
  await copyRows(tx, 'simulation_award', AWARD_COLUMNS, awardRows(id, tally));
  const summary: ResultSummary = { ...result.summary, truncated: tally.truncated };
  await tx.db.execute(sql`
    update simulation_result set state = 'done', done = ${result.done}, total = ${result.done},
           rules_digest = ${result.rulesDigest}, parameters_digest = ${result.parametersDigest},
           summary = ${JSON.stringify(summary)}::jsonb, finished_at = clock_timestamp()
     where id = ${id}::uuid`);
}

const MONTH_COLUMNS = [
  'result_id',
  'division_no',
  'programme',
  'area',
  'month',
  'baseline_fen',
  'scenario_fen',
  'baseline_awards',
  'scenario_awards',
  'baseline_arrears_fen',
  'scenario_arrears_fen',
  'baseline_overpaid_fen',
  'scenario_overpaid_fen',
];

const monthRows = (id: string, first: number, { months }: Tally) =>
  [...months.values()].map((cell) => [
    id,
    cell.street,
    cell.programme,
    cell.area,
    firstDay(monthFromIndex(first + cell.month)),
    cell.baselineFen,
    cell.scenarioFen,
    cell.baselineAwards,
    cell.scenarioAwards,
    cell.baselineArrearsFen,
    cell.scenarioArrearsFen,
    cell.baselineOverpaidFen,
    cell.scenarioOverpaidFen,
  ]);

const OUTCOME_COLUMNS = [
  'result_id',
  'division_no',
  'programme',
  'area',
  'category',
  'outcome',
  'awards',
  'people',
  'baseline_fen',
  'scenario_fen',
];

const outcomeRows = (id: string, { outcomes }: Tally) =>
  [...outcomes.values()].map((cell) => [
    id,
    cell.street,
    cell.programme,
    cell.area,
    cell.category,
    cell.outcome,
    cell.awards,
    cell.people,
    cell.baselineFen,
    cell.scenarioFen,
  ]);

const AWARD_COLUMNS = [
  'result_id',
  'programme',
  'case_id',
  'award_id',
  'subject_kind',
  'subject_id',
  'division_no',
  'area',
  'outcome',
  'people',
  'baseline_fen',
  'scenario_fen',
  'baseline_month_fen',
  'scenario_month_fen',
  'refusal',
];

const awardRows = (id: string, tally: Tally) =>
  tally
    .changes()
    .map((changed) => [
      id,
      changed.programme,
      changed.caseId,
      changed.awardId,
      changed.subjectKind,
      changed.subjectId,
      changed.division,
      changed.area,
      changed.outcome,
      changed.people,
      changed.baselineFen,
      changed.scenarioFen,
      changed.baselineMonthFen,
      changed.scenarioMonthFen,
      changed.refusal,
    ]);
