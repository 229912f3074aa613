import { firstDay, type Month, monthFromIndex } from '../base/month.ts';
import { period, type Period, subtract } from '../base/period.ts';
import type { Label } from '../base/label.ts';
import { type Programme, versionFor } from '../policy/define-programme.ts';
import { MonthRules } from '../policy/evaluate.ts';
import {
  districtOf,
  isAsked,
  type ParameterRow,
  type ParameterTable,
  parameterTable,
  type ResolvedParameters,
  resolveParameters,
} from '../policy/resolve-parameters.ts';
import type { ParameterChange, RuleChange, Scenario } from './scenario-schema.ts';

/** The days for which a change holds: until the scenario's next change of the same value. */
export function changePeriod(change: ParameterChange, all: readonly ParameterChange[]): Period {
  const next = all
    .filter(
      ({ key, variant, from }) => key === change.key && variant === change.variant && from > change.from,
    )
    .map(({ from }) => from)
    .toSorted()[0];
  return period(firstDay(change.from as Month), next === undefined ? null : firstDay(next as Month));
}

/** The register's values with the scenario's in their place; nothing is written. */
export function scenarioRows(
  rows: readonly ParameterRow[],
  changes: readonly ParameterChange[],
): ParameterRow[] {
  let kept = [...rows];
  const added: ParameterRow[] = [];
  for (const change of changes) {
    const valid = changePeriod(change, changes);
    kept = kept.flatMap((row) =>
      row.key === change.key && row.variant === change.variant ? cutOut(row, valid) : [row],
    );
    if (change.value !== null) added.push(tried(change, change.value, valid));
  }
  return [...kept, ...added];
}

const cutOut = (row: ParameterRow, valid: Period): ParameterRow[] =>
  subtract({ from: row.effectiveFrom, to: row.effectiveTo }, valid).map(({ from, to }) => ({
    ...row,
    effectiveFrom: from,
    effectiveTo: to,
  }));

const tried = ({ key, variant }: ParameterChange, value: number, { from, to }: Period): ParameterRow => ({
  key,
  variant,
  effectiveFrom: from,
  effectiveTo: to,
  value,
  documentTitle: '政策模拟方案',
  documentNo: '',
  article: '',
  certainty: 'assumption',
  note: '仅供测算，未经批准。',
});

/** The programme with the scenario's rule versions in force from their months on. */
export function scenarioProgramme(programme: Programme, changes: readonly RuleChange[]): Programme {
  const own = changes.filter((change) => change.programme === programme.id).toSorted(byMonth);
  if (own.length === 0) return programme;
  let versions = [...programme.versions];
  for (const { version: id, from } of own) {
    const chosen = programme.versions.find((version) => version.id === id);
    if (chosen === undefined) continue;
    versions = [...versions.filter((version) => version.from < from), { ...chosen, from: from as Month }];
  }
  return { ...programme, versions, parameters: askedBy(programme, own) };
}

const byMonth = (a: RuleChange, b: RuleChange): number => a.from.localeCompare(b.from);

/** A version that is moved to other months asks for its parameters there, too. */
function askedBy(programme: Programme, changes: readonly RuleChange[]): Programme['parameters'] {
  const homes = changes.flatMap(({ version: id }) =>
    programme.versions.filter((version) => version.id === id).map((version) => version.from),
  );
  return Object.fromEntries(
    Object.entries(programme.parameters).map(([name, definition]) => {
      const { asked, ...always } = definition;
      return [
        name,
        asked !== undefined && homes.some((from) => isAsked(definition, from)) ? always : definition,
      ];
    }),
  );
}

/** Whether a scenario can change anything about a programme. */
export const isAffected = (programme: Programme, { parameters, rules }: Scenario): boolean =>
  rules.some((change) => change.programme === programme.id) ||
  parameters.some((change) => Object.values(programme.parameters).some(({ key }) => key === change.key));

/** One side of a comparison: the rules that decide, and the values that they decide by. */
export interface Side {
  readonly programme: Programme;
  readonly rules: MonthRules;
  readonly rows: readonly ParameterRow[];
  readonly table: ParameterTable;
}

export function sideOf(programme: Programme, rows: readonly ParameterRow[]): Side {
  const table = parameterTable(rows);
  return { programme, rows, table, rules: new MonthRules(programme, table) };
}

export const valuesIn = ({ programme, table }: Side, inMonth: Month, place?: string): ResolvedParameters =>
  resolveParameters(programme.parameters, table, inMonth, place);

/** A value that differs between baseline and scenario in a month. */
export interface ChangedValue {
  readonly key: string;
  readonly label: Label;
  readonly variant: string;
  readonly variantLabel: Label;
  readonly unit: string;
  readonly per: Label;
  readonly from: Month;
  readonly baseline: number;
  readonly scenario: number;
  /** How it follows from another value, when the scenario does not set it itself. */
  readonly formula: Label | null;
}

/** Every value that the scenario moves in these months, derived ones too, each with its first month. */
export function changedValues(baseline: Side, scenario: Side, months: readonly number[]): ChangedValue[] {
  const found = new Map<string, ChangedValue>();
  for (const index of months) {
    const at = monthFromIndex(index);
    for (const change of differing(at, valuesIn(baseline, at), valuesIn(scenario, at))) {
      const last = [...found.values()].findLast(
        ({ key, variant }) => key === change.key && variant === change.variant,
      );
      const isSame = last?.baseline === change.baseline && last.scenario === change.scenario;
      if (!isSame) found.set(`${change.key}/${change.variant}/${change.from}`, change);
    }
  }
  return [...found.values()];
}

function differing(month: Month, was: ResolvedParameters, is: ResolvedParameters): ChangedValue[] {
  return Object.entries(is.citations).flatMap(([name, variants]) =>
    Object.entries(variants).flatMap(([variant, citation]): ChangedValue[] => {
      const before = was.citations[name]?.[variant];
      if (before === undefined || before.value === citation.value) return [];
      const { key, label, variantLabel, unit, per, value, derivation } = citation;
      return [
        {
          key,
          label,
          variant,
          variantLabel,
          unit,
          per,
          from: month,
          baseline: before.value,
          scenario: value,
          formula: derivation?.formula ?? null,
        },
      ];
    }),
  );
}

/** Resolves every month beforehand, so that a missing value or rule is told before an hour of work. */
export function checkMonths(side: Side, months: readonly number[], division: number): void {
  for (const index of months) {
    const at = monthFromIndex(index);
    versionFor(side.programme, at);
    valuesIn(side, at, districtOf(division));
  }
}
