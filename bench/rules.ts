import { fen, multiplyFen } from '../kernel/base/fen.ts';
import { firstDay, month, monthRange } from '../kernel/base/month.ts';
import { addDays, plainDate } from '../kernel/base/plain-date.ts';
import { AWARD_STATUS, type CaseFile, type FactRow, HOUSEHOLD_MEMBER } from '../kernel/policy/case-file.ts';
import { evaluateTimeline, MonthRules, type PayPeriod } from '../kernel/policy/evaluate.ts';
import { type Timeline, timelineOf } from '../kernel/policy/timeline.ts';
import { buildCases } from '../kernel/policy/load-cases.ts';
import { type ParameterTable, resolveParameters } from '../kernel/policy/resolve-parameters.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { type ColumnParameters, dueColumns, loopOverColumns, toColumns } from './columnar.ts';

const ROUNDS = 5;
const SINCE = plainDate('2018-05-01');

const rowOf = (subjectId: string, kind: string, value: Partial<FactRow>): FactRow => ({
  subjectId,
  kind,
  validFrom: SINCE,
  validTo: null,
  num: null,
  code: null,
  ref: null,
  source: 'bench',
  recordedAt: '2019-12-15',
  ...value,
});

/** Dibao families of one to four people (2.2 on average) with the facts that such families have. */
export function benchCases(households: number): CaseFile[] {
  const facts: FactRow[] = [];
  const people: { id: string; birthDate: ReturnType<typeof plainDate>; sex: 'unknown' }[] = [];
  const awards = Array.from({ length: households }, (_, i) => {
    const [id, subjectId] = [`award-${i}`, `household-${i}`];
    facts.push(rowOf(id, AWARD_STATUS, { code: 'active' }));
    facts.push(rowOf(subjectId, 'household.hukou', { code: i % 4 === 0 ? 'urban' : 'rural' }));
    facts.push(rowOf(subjectId, 'household.assets-within', { num: 1 }));
    const size = [1, 2, 2, 3, 3][i % 5] ?? 2;
    for (let m = 0; m < size; m++) {
      const person = `person-${i}-${m}`;
      const birthDate = addDays(plainDate('1940-01-01'), (i * 37 + m * 1009) % 25_000);
      people.push({ id: person, birthDate, sex: 'unknown' });
      facts.push(rowOf(person, HOUSEHOLD_MEMBER, { code: 'counted', ref: subjectId }));
      if (m === 0) facts.push(rowOf(person, 'income.transfer', { num: (i % 600) * 100 }));
      if (m === 1) facts.push(rowOf(person, 'income.wage', { num: (i % 300) * 100 }));
      if ((i + m) % 5 === 0) facts.push(rowOf(person, 'disability.level', { code: '2' }));
    }
    return {
      id,
      awardNo: id,
      subjectKind: 'household' as const,
      subjectId,
      division: 420112001001000,
      payeePersonId: `person-${i}-0`,
    };
  });
  return buildCases(dibao, { awards, facts, people, otherAwards: [] });
}

const seconds = (work: () => void): number => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A year whose price index moves every month, and one in which no parameter does. */
const YEARS = {
  'a price index of every month': { payMonth: month('2020-12'), openedOn: month('2020-01') },
  'parameters that stand': { payMonth: month('2021-10'), openedOn: month('2020-11') },
} as const;

/** The readable rule in batch against a hand-written loop over typed arrays: the same families, months and results. */
export function benchRules(cases: readonly CaseFile[], table: ParameterTable) {
  const timelines = cases.map((file) => timelineOf(dibao, file));
  return Object.fromEntries(
    Object.entries(YEARS).map(([what, period]) => [what, compare(cases, timelines, table, period)]),
  );
}

function compare(
  cases: readonly CaseFile[],
  timelines: readonly Timeline[],
  table: ParameterTable,
  period: PayPeriod,
) {
  const months = monthRange(period.openedOn, period.payMonth);
  const columns = toColumns(cases);
  const due = dueColumns(columns);
  const given = months.map((each) => ({
    parameters: columnParameters(table, each),
    day: Number(firstDay(each).replaceAll('-', '')),
  }));
  const times = { batch: new Array<number>(), loop: new Array<number>() };
  const sums = { batch: 0, loop: 0 };
  const byRule = (): void => {
    const rules = new MonthRules(dibao, table);
    for (const timeline of timelines)
      for (const { amounts } of evaluateTimeline(timeline, rules, period))
        for (const amount of amounts) sums.batch += amount.amountFen;
  };
  const byLoop = (): void => {
    for (const { parameters, day } of given) {
      loopOverColumns(columns, parameters, day, due);
      for (const column of Object.values(due)) for (const amount of column) sums.loop += amount;
    }
  };
  for (let i = 0; i < ROUNDS; i++) {
    times.batch.push(seconds(byRule));
    times.loop.push(seconds(byLoop));
  }
  // Both have to give the same to the fen, or the comparison is worth nothing.
  if (sums.batch !== sums.loop) throw new Error(`rule ${sums.batch} and loop ${sums.loop} differ`);
  const evaluated = cases.length * months.length;
  return {
    householdMonths: evaluated,
    batchPerSecond: Math.round(evaluated / median(times.batch)),
    loopPerSecond: Math.round(evaluated / median(times.loop)),
    ratio: Number((median(times.loop) / median(times.batch)).toPrecision(3)),
  };
}

function columnParameters(table: ParameterTable, of: ReturnType<typeof month>): ColumnParameters {
  const values = resolveParameters(dibao.parameters, table, of).values as unknown as {
    dibaoStandard: Record<'rural' | 'urban', number>;
    supplementRate: Record<'elder' | 'minor' | 'severe' | 'ill', number>;
    elderAge: number;
    jobRefusalLimit: number;
    extraMonths: number;
    priceIndex: Record<'cpi' | 'food' | 'scpi', number>;
    priceTrigger: Record<'cpi' | 'food', number>;
    priceMultiplier: number;
  };
  const { dibaoStandard: standard, priceIndex: index, priceTrigger: trigger } = values;
  const isTriggered = index.cpi >= trigger.cpi || index.food >= trigger.food;
  const price = (fenOfOne: number): number =>
    isTriggered ? multiplyFen(fen(fenOfOne), index.scpi) * values.priceMultiplier : 0;
  return {
    standardFen: [standard.rural, standard.urban],
    elderAge: values.elderAge,
    rates: values.supplementRate,
    jobRefusalLimit: values.jobRefusalLimit,
    extraMonths: values.extraMonths,
    priceFen: [price(standard.rural), price(standard.urban)],
  };
}
