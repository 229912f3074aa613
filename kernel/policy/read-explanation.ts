import { inputError } from '../base/errors.ts';
import type { Label, Language } from '../base/label.ts';
import { chineseMonth, firstDay, month, type Month, monthIndex, monthOf, monthRange } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import { absentRecord, programmeLabel, type Reading } from '../module/reading.ts';
import type { ExplanationOutput, StepOutput, WhatWouldChangeOutput } from '../module/schemas.ts';
import { activeOn, type CaseFile } from './case-file.ts';
import type { Programme } from './define-programme.ts';
import { explainAward } from './explain.ts';
import { explanationText } from './explanation-text.ts';
import { type Instant, instant } from '../party/known-at.ts';
import { loadCases } from './load-cases.ts';
import { loadParameterRows } from './parameter-store.ts';
import { type ParameterTable, parameterTable } from './resolve-parameters.ts';
import type { Citation, Step } from './tracer.ts';
import { whatWouldChange } from './what-would-change.ts';
import { wouldChangeView } from './would-change-text.ts';

/**
 * Everything that is known now: a row is visible while recorded_at < moment <= recorded_until, and what has not been
 * superseded is recorded until infinity.
 */
export const KNOWN_NOW: Instant = instant('infinity');

/** One award with all that its decisions rest on, by what was known at a moment. */
export interface Explainable {
  readonly programme: Programme;
  readonly file: CaseFile;
  readonly table: ParameterTable;
  /** Names of other programmes, which the decision may turn on. */
  readonly labelOf: (programme: string) => Label;
}

/** Loads what the decisions of one award rest on. Throws when the award is not visible or its programme is gone. */
export async function loadExplainable(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  programmeId: string,
  awardId: string,
  knownAt: Instant,
): Promise<Explainable> {
  const programme = registry.programmes.get(programmeId);
  if (programme === undefined) throw absentRecord();
  const [file] = await loadCases(tx, programme, knownAt, [awardId]);
  if (file === undefined) throw absentRecord();
  const keys = Object.values(programme.parameters).map((definition) => definition.key);
  return {
    programme,
    file,
    table: parameterTable(await loadParameterRows(tx, knownAt, keys)),
    labelOf: (id) => programmeLabel(registry, id),
  };
}

/** The decision of one month with its steps, in words, and what would turn it over. */
export function explainMonth(of: Explainable, monthText: string, language: Language): ExplanationOutput {
  const asked = month(monthText);
  const first = of.programme.versions[0]?.from ?? asked;
  if (asked < first) {
    throw inputError(
      'policy.month-before-rules',
      `“${of.programme.label.zh}”的规则自${chineseMonth(first)}起登记，不能解释更早的月份。`,
      `The rules of "${of.programme.label.en}" are on record from ${first}; an earlier month cannot be explained.`,
    );
  }
  const explanation = explainAward(of.programme, of.file, of.table, asked);
  return {
    ...explanation,
    sources: [...explanation.sources],
    amounts: [...explanation.amounts],
    steps: explanation.steps.map(stepOutput),
    assumptions: [...explanation.assumptions],
    text: explanationText(explanation, language),
    whatWouldChange: explainChange(of, asked),
  };
}

/** What would turn the decision of a month over, as data and in words. */
export const explainChange = (
  { programme, file, table, labelOf }: Explainable,
  asked: Month,
): WhatWouldChangeOutput =>
  wouldChangeView(whatWouldChange(programme, file, table, asked), {
    programme,
    labelOf,
    personIds: file.members.map(({ person }) => person.id),
  });

const stepOutput = ({ facts, citation, ...step }: Step): StepOutput => ({
  ...step,
  ...(facts === undefined ? {} : { facts: [...facts] }),
  ...(citation === undefined ? {} : { citation: citationOutput(citation) }),
});

const citationOutput = ({ derivation, ...citation }: Citation): NonNullable<StepOutput['citation']> =>
  derivation === undefined
    ? citation
    : { ...citation, derivation: { formula: derivation.formula, inputs: [...derivation.inputs] } };

/** The month that an award's page opens with: the last one up to `last` in which the award is in force. */
export function monthToExplain({ file, programme }: Explainable, last: Month): Month {
  const starts = file.status.filter((row) => row.code === 'active').map((row) => monthOf(row.validFrom));
  const first = starts.toSorted()[0];
  const earliest = programme.versions[0]?.from ?? last;
  if (first === undefined || monthIndex(first) > monthIndex(last)) return first ?? last;
  const from = first < earliest ? earliest : first;
  return monthRange(from, last).findLast((candidate) => activeOn(file.status, firstDay(candidate))) ?? from;
}
