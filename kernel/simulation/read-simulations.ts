import { type SQL, sql } from 'drizzle-orm';
import { maskName } from '../access/mask.ts';
import { divisionRange, division } from '../base/division.ts';
import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { bareLabel, programmeLabel, type Reading } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import { placeName } from '../party/place-names.ts';
import type { z } from 'zod';
import type {
  compareSimulations,
  listSimulationChanges,
  listSimulations,
  SimulationDetail,
} from './contract.ts';
import type { Outcome } from './scenario-schema.ts';
import { findProposals } from './parameter-proposals.ts';
import { populationOf } from './scenario.ts';
import {
  findResults,
  findScenarios,
  findShownResult,
  getResult,
  getScenario,
  type ResultRow,
} from './simulation-store.ts';
import { ALL } from './tally.ts';

type Months = SimulationDetail['months'];
type Group = SimulationDetail['groups'][number];
type Words = Pick<Reading, 'registry' | 'places'>;

interface Sums extends Record<string, unknown> {
  readonly baselineFen: number;
  readonly scenarioFen: number;
}

/** What the reader's places cost over all months, settled arrears included. */
async function totalsOf(tx: Tx, resultId: string): Promise<Sums> {
  const row = await findRow<{ baselineFen: number; scenarioFen: number }>(
    tx,
    sql`select coalesce(sum(baseline_fen + baseline_arrears_fen - baseline_overpaid_fen), 0)::bigint as "baselineFen",
               coalesce(sum(scenario_fen + scenario_arrears_fen - scenario_overpaid_fen), 0)::bigint as "scenarioFen"
          from simulation_month where result_id = ${resultId}::uuid`,
  );
  return row ?? { baselineFen: 0, scenarioFen: 0 };
}

async function monthsOf(tx: Tx, { registry }: Words, resultId: string): Promise<Months> {
  const rows = await rowsOf<Omit<Months[number], 'programmeLabel'> & { month: string }>(
    tx,
    sql`select to_char(month, 'YYYY-MM') as month, programme, sum(baseline_fen)::bigint as "baselineFen",
               sum(scenario_fen)::bigint as "scenarioFen", sum(baseline_awards)::int as "baselineAwards",
               sum(scenario_awards)::int as "scenarioAwards",
               sum(baseline_arrears_fen)::bigint as "baselineArrearsFen",
               sum(scenario_arrears_fen)::bigint as "scenarioArrearsFen",
               sum(baseline_overpaid_fen)::bigint as "baselineOverpaidFen",
               sum(scenario_overpaid_fen)::bigint as "scenarioOverpaidFen"
          from simulation_month where result_id = ${resultId}::uuid group by 1, 2 order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, programmeLabel: programmeLabel(registry, row.programme) }));
}

interface GroupRow extends Record<string, unknown> {
  readonly dimension: Group['dimension'];
  readonly key: string;
  readonly outcome: Outcome;
  readonly awards: number;
  readonly people: number;
  readonly baselineFen: number;
  readonly scenarioFen: number;
}

const sumOf = (dimension: Group['dimension'], key: SQL, category: SQL): SQL => sql`
  select ${dimension}::text as dimension, ${key}::text as key, outcome, sum(awards)::int as awards,
         sum(people)::int as people, sum(baseline_fen)::bigint as "baselineFen",
         sum(scenario_fen)::bigint as "scenarioFen"
    from simulation_outcome where result_id = r.id and ${category} group by 2, 3`;

/** Who gains, loses, enters and leaves, by programme, street, town or country, and category. */
async function groupsOf(tx: Tx, words: Words, resultId: string): Promise<Group[]> {
  const whole = sql`category = ${ALL}`;
  const rows = await rowsOf<{ [K in keyof GroupRow]: GroupRow[K] }>(
    tx,
    sql`select g.* from simulation_result r cross join lateral (
          ${sumOf('programme', sql`programme`, whole)} union all ${sumOf('street', sql`division_no`, whole)}
          union all ${sumOf('area', sql`area`, whole)}
          union all ${sumOf('category', sql`category`, sql`category <> ${ALL}`)}) g
         where r.id = ${resultId}::uuid order by g.dimension, g.key`,
  );
  const groups = Map.groupBy(rows, ({ dimension, key }) => `${dimension}/${key}`);
  return [...groups.values()].flatMap((cells) => {
    const [first] = cells;
    if (first === undefined) return [];
    const { dimension, key } = first;
    return [
      {
        dimension,
        key,
        label: groupLabel(words, dimension, key),
        baselineFen: cells.reduce((sum, cell) => sum + cell.baselineFen, 0),
        scenarioFen: cells.reduce((sum, cell) => sum + cell.scenarioFen, 0),
        outcomes: countsOf(cells),
      },
    ];
  });
}

const countsOf = (cells: readonly GroupRow[]): Group['outcomes'] => {
  const count = (outcome: Outcome) => {
    const cell = cells.find((candidate) => candidate.outcome === outcome);
    const { awards = 0, people = 0, baselineFen = 0, scenarioFen = 0 } = cell ?? {};
    return { awards, people, baselineFen, scenarioFen };
  };
  return {
    enter: count('enter'),
    gain: count('gain'),
    same: count('same'),
    lose: count('lose'),
    leave: count('leave'),
  };
};

const AREAS: Readonly<Record<string, Label>> = {
  urban: { zh: '城镇', en: 'urban' },
  rural: { zh: '农村', en: 'rural' },
  unknown: { zh: '未登记城乡类别', en: 'not on file' },
};

function groupLabel({ registry, places }: Words, dimension: Group['dimension'], key: string): Label {
  switch (dimension) {
    case 'programme':
      return programmeLabel(registry, key);
    case 'street':
      return bareLabel(placeName(places, Number(key)));
    case 'area':
      return AREAS[key] ?? bareLabel(key);
    case 'category':
      return populationOf(registry).categories.find(({ id }) => id === key)?.label ?? bareLabel(key);
  }
}

const resultHead = ({ places }: Words, row: ResultRow) => ({
  id: row.id,
  state: row.state,
  done: row.done,
  total: row.total,
  firstMonth: row.firstMonth,
  knownAt: row.knownAt,
  divisionName: placeName(places, row.divisionNo),
  startedBy: row.startedBy,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
  error: row.error,
});

/** Scenarios with their latest results. */
export async function readSimulations(tx: Tx, words: Words): Promise<OutputOf<typeof listSimulations>> {
  const scenarios = await findScenarios(tx);
  const enacted = await rowsOf<{ id: string }>(
    tx,
    sql`select distinct scenario_id as id from parameter_proposal
         where scenario_id = any(${uuidArray(scenarios.map(({ id }) => id))}) and state <> 'rejected'`,
  );
  const done = new Set(enacted.map(({ id }) => id));
  const heads = [];
  for (const { id, name, definition, divisionNo, createdBy, createdAt } of scenarios) {
    const result = await findShownResult(tx, id);
    heads.push({
      id,
      name,
      programmes: definition.programmes.map((one) => programmeLabel(words.registry, one)),
      divisionName: placeName(words.places, divisionNo),
      createdBy,
      createdAt,
      enacted: done.has(id),
      result:
        result === undefined ? null : { ...resultHead(words, result), ...(await totalsOf(tx, result.id)) },
    });
  }
  return { scenarios: heads, choices: choicesOf(words.registry) };
}

const choicesOf = (registry: Registry): OutputOf<typeof listSimulations>['choices'] => ({
  programmes: [...registry.programmes.values()]
    .filter(({ cycle }) => cycle === 'monthly')
    .map(({ id, label, parameters, versions }) => ({
      id,
      label,
      parameters: Object.values(parameters).map(({ key }) => key),
      derived: Object.values(parameters).flatMap(({ key, derived = {} }) =>
        Object.keys(derived).map((variant) => `${key}/${variant}`),
      ),
      versions: versions.map((version) => ({ id: version.id, from: version.from })),
    })),
  categories: populationOf(registry).categories.map(({ id, label }) => ({ id, label })),
});

/** One scenario with a result: the asked one, or the one that a reader is shown. */
export async function readSimulation(
  tx: Tx,
  words: Words,
  input: { readonly id: string; readonly result?: string | undefined },
): Promise<SimulationDetail> {
  const { definition, divisionNo, ...scenario } = await getScenario(tx, input.id);
  const result =
    input.result === undefined ? await findShownResult(tx, input.id) : await getResult(tx, input.result);
  const resultId = result?.id;
  const summary = result?.summary ?? {};
  return {
    id: scenario.id,
    name: scenario.name,
    createdBy: scenario.createdBy,
    createdAt: scenario.createdAt,
    definition,
    divisionName: placeName(words.places, divisionNo),
    result: result === undefined ? null : resultHead(words, result),
    values: [...(summary.values ?? [])],
    coverage: [...(summary.coverage ?? [])],
    changesKept: summary.truncated === true ? 'largest' : 'all',
    totals: resultId === undefined ? { baselineFen: 0, scenarioFen: 0 } : await totalsOf(tx, resultId),
    months: resultId === undefined ? [] : await monthsOf(tx, words, resultId),
    groups: resultId === undefined ? [] : await groupsOf(tx, words, resultId),
    proposals: await findProposals(tx, words.registry, sql`p.scenario_id = ${input.id}::uuid`),
  };
}

type ChangeQuery = z.output<(typeof listSimulationChanges)['input']>;
type Change = OutputOf<typeof listSimulationChanges>['changes'][number];
type RawChange = Omit<Change, 'programmeLabel' | 'divisionName' | 'refusal'> & {
  readonly name: string | null;
  readonly divisionNo: number;
  readonly refusal: string | null;
} & Record<string, unknown>;

/** The largest changes of a result, in the reader's jurisdiction, with masked names. */
export async function readChanges(
  tx: Tx,
  { registry, places }: Words,
  query: ChangeQuery,
): Promise<OutputOf<typeof listSimulationChanges>> {
  const { id } = await getResult(tx, query.id);
  const range = query.division === undefined ? undefined : divisionRange(division(query.division));
  const where = sql`w.result_id = ${id}::uuid
    and ${query.outcome === undefined ? sql`true` : sql`w.outcome = ${query.outcome}`}
    and ${query.programme === undefined ? sql`true` : sql`w.programme = ${query.programme}`}
    and ${range === undefined ? sql`true` : sql`w.division_no >= ${range.from} and w.division_no < ${range.to}`}`;
  const count = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from simulation_award w where ${where}`,
  );
  const rows = await rowsOf<RawChange>(
    tx,
    sql`select w.programme, w.award_id as "awardId", a.award_no as "awardNo", w.subject_kind as "subjectKind",
               w.subject_id as "subjectId", coalesce(single.name, head.name) as name, w.division_no as "divisionNo",
               w.outcome, w.people, w.baseline_fen as "baselineFen", w.scenario_fen as "scenarioFen",
               w.baseline_month_fen as "baselineMonthFen", w.scenario_month_fen as "scenarioMonthFen", w.refusal
          from simulation_award w
          left join award a on a.id = w.award_id
          left join person single on w.subject_kind = 'person' and single.id = w.subject_id
          left join household h on w.subject_kind = 'household' and h.id = w.subject_id
          left join person head on head.id = h.head_person_id
         where ${where}
         order by abs(w.scenario_fen - w.baseline_fen) desc, w.case_id
         offset ${(query.page - 1) * query.limit} limit ${query.limit}`,
  );
  return {
    count: count?.count ?? 0,
    changes: rows.map(({ divisionNo, refusal, name, ...row }) => ({
      ...row,
      name: name === null ? '***' : maskName(name),
      programmeLabel: programmeLabel(registry, row.programme),
      divisionName: placeName(places, divisionNo),
      refusal:
        refusal === null
          ? null
          : (registry.programmes.get(row.programme)?.refusals[refusal] ?? bareLabel(refusal)),
    })),
  };
}

const SIDE_BY_SIDE = { min: 2, max: 8 } as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Scenarios side by side, each with its finished result. */
export async function readComparison(
  tx: Tx,
  words: Words,
  ids: readonly string[],
): Promise<OutputOf<typeof compareSimulations>> {
  const isFew = ids.length < SIDE_BY_SIDE.min || ids.length > SIDE_BY_SIDE.max;
  if (isFew || ids.some((id) => !UUID.test(id))) {
    throw inputError(
      'simulation.comparison',
      `请选择 ${SIDE_BY_SIDE.min} 至 ${SIDE_BY_SIDE.max} 个方案比较。`,
      `Choose ${SIDE_BY_SIDE.min} to ${SIDE_BY_SIDE.max} scenarios to compare.`,
    );
  }
  const scenarios = [];
  for (const id of ids) {
    const { name } = await getScenario(tx, id);
    const [result] = await findResults(tx, sql`r.scenario_id = ${id}::uuid and r.state = 'done'`);
    const months =
      result === undefined
        ? []
        : await rowsOf<{ month: string; baselineFen: number; scenarioFen: number }>(
            tx,
            sql`select to_char(month, 'YYYY-MM') as month, sum(baseline_fen)::bigint as "baselineFen",
                       sum(scenario_fen)::bigint as "scenarioFen"
                  from simulation_month where result_id = ${result.id}::uuid group by 1 order by 1`,
          );
    scenarios.push({
      id,
      name,
      firstMonth: result?.firstMonth ?? null,
      ...(result === undefined ? { baselineFen: 0, scenarioFen: 0 } : await totalsOf(tx, result.id)),
      months,
      groups: result === undefined ? [] : await groupsOf(tx, words, result.id),
    });
  }
  return { scenarios };
}
