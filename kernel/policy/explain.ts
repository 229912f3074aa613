import { formatYuan, fen } from '../base/fen.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month } from '../base/month.ts';
import { activeOn, type CaseFile, factOn, type FactList } from './case-file.ts';
import { subjectOn } from './subject.ts';
import type { FactDefinition } from '../party/define-fact.ts';
import { type MemberBase, type LegalSource, type Programme, versionFor } from './define-programme.ts';
import { type Amount, Draft } from './draft.ts';
import {
  districtOf,
  type ParameterTable,
  type ResolvedParameters,
  resolveParameters,
} from './resolve-parameters.ts';
import type { Citation, FactCitation, Step, StepUnit, Tracer } from './tracer.ts';

export interface Explanation {
  readonly programme: string;
  readonly programmeLabel: Label;
  readonly awardNo: string;
  readonly month: Month;
  readonly ruleVersion: string;
  readonly sources: readonly LegalSource[];
  readonly inForce: boolean;
  readonly eligible: boolean;
  readonly refusal: { readonly code: string; readonly label: Label } | null;
  readonly amounts: readonly (Amount & { readonly label: Label })[];
  readonly totalFen: number;
  readonly steps: readonly Step[];
  /** Parameters among the cited ones that are assumptions, to be shown as such wherever the decision is. */
  readonly assumptions: readonly string[];
}

/** Decides one month of one award with the same rule as the monthly run, and keeps every step. */
export function explainAward(
  programme: Programme,
  file: CaseFile,
  table: ParameterTable,
  month: Month,
): Explanation {
  const day = firstDay(month);
  const version = versionFor(programme, month);
  const parameters = resolveParameters(programme.parameters, table, month, districtOf(file.division));
  const trace = new StepTracer(programme, file, parameters, day);
  const draft = new Draft(month, trace);
  const inForce = activeOn(file.status, day);
  version.decide(subjectOn(programme, file, day), parameters.values, draft);
  const cited = trace.steps.flatMap((step) => (step.citation === undefined ? [] : assumedIn(step.citation)));
  return {
    programme: programme.id,
    programmeLabel: programme.label,
    awardNo: file.awardNo,
    month,
    ruleVersion: version.id,
    sources: version.sources,
    inForce,
    eligible: draft.refusal === undefined,
    refusal:
      draft.refusal === undefined
        ? null
        : {
            code: draft.refusal,
            label: programme.refusals[draft.refusal] ?? { zh: draft.refusal, en: draft.refusal },
          },
    amounts: draft.amounts.map((amount) => ({
      ...amount,
      label: programme.components[amount.component] ?? { zh: amount.component, en: amount.component },
    })),
    totalFen: draft.amounts.reduce((sum, amount) => sum + amount.amountFen, 0),
    steps: trace.steps,
    assumptions: [...new Set(cited)],
  };
}

/** Keys of the assumptions that a value rests on: its own and those that it is derived from. */
const assumedIn = ({ key, certainty, derivation }: Citation): string[] => [
  ...(certainty === 'assumption' ? [key] : []),
  ...(derivation?.inputs ?? []).flatMap(assumedIn),
];

type NamedFacts = readonly {
  readonly subjectId: string;
  readonly rows: FactList;
  readonly group: 'award' | 'household' | 'person';
}[];

class StepTracer implements Tracer {
  readonly steps: Step[] = [];
  private readonly programme: Programme;
  private readonly file: CaseFile;
  private readonly parameters: ResolvedParameters;
  private readonly day: ReturnType<typeof firstDay>;

  constructor(
    programme: Programme,
    file: CaseFile,
    parameters: ResolvedParameters,
    day: ReturnType<typeof firstDay>,
  ) {
    this.programme = programme;
    this.file = file;
    this.parameters = parameters;
    this.day = day;
  }

  parameter(name: string, variant = 'all'): void {
    const citation = this.parameters.citations[name]?.[variant];
    if (citation === undefined) return;
    const unit: StepUnit = citation.unit === 'fen' ? 'fen' : citation.unit === 'ratio' ? 'ratio' : 'times';
    this.steps.push({
      id: `parameter.${citation.key}`,
      label: citation.label,
      value: citation.value,
      unit,
      citation,
    });
  }

  facts(
    id: string,
    label: Label,
    of: 'award' | 'household' | readonly MemberBase[],
    names: readonly string[],
  ): void {
    const facts = this.owners(of).flatMap((owner) => names.flatMap((name) => this.cite(owner, name)));
    this.steps.push({ id, label, value: facts.length, unit: 'text', facts });
  }

  result(id: string, label: Label, value: number | string, unit: StepUnit, formula?: string): void {
    this.steps.push({ id, label, value, unit, ...(formula === undefined ? {} : { formula }) });
  }

  condition(id: string, label: Label, holds: boolean, formula?: string): void {
    this.steps.push({
      id,
      label,
      value: holds,
      unit: 'truth',
      ...(formula === undefined ? {} : { formula }),
    });
  }

  paid(component: string, amountFen: number, member?: MemberBase): void {
    const label = this.programme.components[component] ?? { zh: component, en: component };
    const id = member === undefined ? `pay.${component}` : `pay.${component}.${member.id}`;
    this.steps.push({ id, label, value: amountFen, unit: 'fen' });
  }

  refused(reason: string): void {
    const label = this.programme.refusals[reason] ?? { zh: reason, en: reason };
    this.steps.push({ id: `refused.${reason}`, label, value: false, unit: 'truth' });
  }

  private owners(of: 'award' | 'household' | readonly MemberBase[]): NamedFacts {
    if (of === 'award') return [{ subjectId: this.file.awardId, rows: this.file.awardFacts, group: 'award' }];
    if (of === 'household') {
      return [{ subjectId: this.file.subjectId, rows: this.file.householdFacts, group: 'household' }];
    }
    return of.map((member) => ({
      subjectId: member.id,
      rows: this.file.members.find((candidate) => candidate.person.id === member.id)?.facts ?? [],
      group: 'person',
    }));
  }

  private cite(owner: NamedFacts[number], name: string): FactCitation[] {
    const definition = this.programme.facts[owner.group]?.[name];
    if (definition === undefined) return [];
    const row = factOn(owner.rows, definition.kind, this.day);
    if (row === undefined) return [];
    const value = row.code ?? row.num ?? null;
    return [
      {
        subjectId: owner.subjectId,
        kind: definition.kind,
        label: definition.label,
        value,
        valueLabel: valueLabel(definition, value),
        validFrom: row.validFrom,
        source: row.source,
        recordedAt: row.recordedAt,
      },
    ];
  }
}

/** A fact's value in words: money with two decimals, codes by their label, flags as yes or no. */
export function valueLabel(definition: FactDefinition, value: number | string | boolean | null): Label {
  const same = (text: string): Label => ({ zh: text, en: text });
  const spec = definition.value;
  if (value === null) return { zh: '无', en: 'none' };
  switch (spec.type) {
    case 'money':
      return { zh: `${formatYuan(fen(Number(value)))} 元`, en: `${formatYuan(fen(Number(value)))} yuan` };
    case 'count':
      return { zh: `${value} ${spec.unit.zh}`, en: `${value} ${spec.unit.en}` };
    case 'flag':
      return value === 1 ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
    case 'code':
      return spec.codes[String(value)] ?? same(String(value));
  }
}
