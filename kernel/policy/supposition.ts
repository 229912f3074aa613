import { firstDay, type Month } from '../base/month.ts';
import { addMonthsToDate, ageOn, type PlainDate } from '../base/plain-date.ts';
import type { FactDefinition, FactTotal, FactValue } from '../party/define-fact.ts';
import type { FactGroup, FactValues, MemberBase, Programme, Subject } from './define-programme.ts';
import type { ParameterDefinition } from './define-parameter.ts';
import type { ResolvedValues } from './resolve-parameters.ts';

/** What a rule is asked with. */
export interface Situation {
  readonly subject: Subject;
  readonly values: ResolvedValues;
}

/** What an explanation supposes otherwise: whose and which fact, sum, membership, age, other award or standard. */
export type Aspect =
  | { readonly of: 'fact'; readonly definition: FactDefinition; readonly member: number | null }
  | { readonly of: 'total'; readonly total: FactTotal }
  | { readonly of: 'fewer-members'; readonly member: number }
  | { readonly of: 'more-members' }
  | { readonly of: 'age'; readonly member: number }
  | { readonly of: 'enrolment'; readonly programme: string }
  | { readonly of: 'parameter'; readonly definition: ParameterDefinition; readonly variant: string };

/** One thing that could be otherwise, what it is now, and the situation with another value of it. */
export interface Supposition {
  readonly aspect: Aspect;
  readonly now: FactValue;
  /**
   * `numbers`: any multiple of the step up to the maximum, the nearest on either side being wanted. `values`: each for
   * itself. `first`: in this order, the first being wanted.
   */
  readonly range:
    | { readonly kind: 'numbers'; readonly step: number; readonly max: number }
    | { readonly kind: 'values' | 'first'; readonly values: readonly FactValue[] };
  readonly suppose: (of: Situation, to: FactValue) => Situation;
}

/** Ten million yuan: more than any income or property that a decision here could turn on. */
const MONEY_MAX = 1_000_000_000;
const COUNT_MAX = 400;
const AGE_MAX = 120;
/** Whoever joins a family in a supposition: an adult without income, certificate or illness. */
const NEWCOMER_MONTHS = 30 * 12;
export const NEWCOMER = 'newcomer';

/** How finely and how far the value of a parameter is varied. */
const PARAMETER_STEPS: Readonly<
  Record<ParameterDefinition['unit'], { readonly step: number; readonly max: number }>
> = {
  fen: { step: 1, max: 100_000_000 },
  ratio: { step: 0.0001, max: 10 },
  times: { step: 0.01, max: 100 },
  months: { step: 1, max: 240 },
  days: { step: 1, max: 3_660 },
  years: { step: 1, max: AGE_MAX },
};

/**
 * Everything about a case that could be otherwise: by the facts, enrolments and parameters that its programme declares,
 * never by the programme's name. `cited` are the facts that the rule has cited; a sum is made of those of them that add up.
 */
export function suppositionsOf(
  programme: Programme,
  { subject, values }: Situation,
  month: Month,
  cited: ReadonlySet<string>,
): Supposition[] {
  const { award = {}, household = {}, person = {} } = programme.facts;
  return [
    ...totals(person, subject, cited),
    ...ofGroup(award, subject.award, null, (of, facts) => ({ ...of, award: facts })),
    ...ofGroup(household, subject.household, null, (of, facts) => ({ ...of, household: facts })),
    ...subject.members.flatMap((member, i) =>
      ofGroup(person, member, i, (of, facts) => withMember(of, i, facts)),
    ),
    ...(programme.unit === 'household' ? ofMembership(person, subject, month) : []),
    ...subject.members.map((member, i) => ofAge(member, i, month)),
    ...Object.entries(programme.enrolments).map(([name, other]) => ofEnrolment(name, other, subject)),
    ...ofParameters(programme, values),
  ];
}

const supposing =
  (change: (subject: Subject, to: FactValue) => Subject): Supposition['suppose'] =>
  (of, to) => ({ ...of, subject: change(of.subject, to) });

function withMember(subject: Subject, at: number, facts: FactValues): Subject {
  return {
    ...subject,
    members: subject.members.map((member, i) => (i === at ? { ...member, ...facts } : member)),
  };
}

function ofGroup(
  group: FactGroup<'award' | 'household' | 'person'>,
  facts: FactValues,
  member: number | null,
  put: (subject: Subject, facts: FactValues) => Subject,
): Supposition[] {
  return Object.entries(group).flatMap(([name, definition]) => {
    const now = facts[name] ?? null;
    const range = rangeOf(definition, now);
    if (range === undefined) return [];
    return [
      {
        aspect: { of: 'fact', definition, member } as const,
        now,
        range,
        suppose: supposing((subject, to) => {
          const before =
            member === null ? (definition.subject === 'award' ? subject.award : subject.household) : {};
          return put(subject, { ...before, [name]: to });
        }),
      },
    ];
  });
}

function rangeOf(definition: FactDefinition, now: FactValue): Supposition['range'] | undefined {
  if (definition.supposed === 'never') return undefined;
  switch (definition.value.type) {
    case 'money':
      return { kind: 'numbers', step: 1, max: MONEY_MAX };
    case 'count':
      return { kind: 'numbers', step: 1, max: COUNT_MAX };
    case 'flag':
      return { kind: 'values', values: [now !== true] };
    case 'code': {
      const codes: FactValue[] = Object.keys(definition.value.codes);
      const all = definition.supposed === 'among-codes' ? codes : [...codes, null];
      return { kind: 'values', values: all.filter((code) => code !== now) };
    }
  }
}

/** Sums over the members, taken from the largest items first and added to the largest. */
function totals(group: FactGroup<'person'>, subject: Subject, cited: ReadonlySet<string>): Supposition[] {
  const items = Object.entries(group).filter(([, { partOf }]) => partOf !== undefined);
  const byTotal = Map.groupBy(items, ([, { partOf }]) => partOf);
  return [...byTotal].flatMap(([total, all]) => {
    const added = all.filter(([name]) => cited.has(name));
    const names = (added.length === 0 ? all : added).map(([name]) => name);
    if (total === undefined || subject.members.length === 0) return [];
    return [
      {
        aspect: { of: 'total', total } as const,
        now: sumOf(subject, names),
        range: { kind: 'numbers', step: 1, max: MONEY_MAX } as const,
        suppose: supposing((of, to) => withSum(of, names, Number(to))),
      },
    ];
  });
}

const sumOf = ({ members }: Subject, names: readonly string[]): number =>
  members.reduce((sum, member) => sum + names.reduce((own, name) => own + Number(member[name]), 0), 0);

function withSum(subject: Subject, names: readonly string[], to: number): Subject {
  let rest = to - sumOf(subject, names);
  const items = subject.members
    .flatMap((member, i) => names.map((name) => ({ i, name, value: Number(member[name]) })))
    .toSorted((a, b) => b.value - a.value);
  let changed = subject;
  for (const { i, name, value } of items) {
    if (rest === 0) break;
    const moved = Math.max(rest, -value);
    changed = withMember(changed, i, { [name]: value + moved });
    rest -= moved;
  }
  return changed;
}

function ofMembership(group: FactGroup<'person'>, subject: Subject, month: Month): Supposition[] {
  const now = subject.members.length;
  const leaving = subject.members.map((_, member): Supposition => ({
    aspect: { of: 'fewer-members', member },
    now,
    range: { kind: 'values', values: [now - 1] },
    suppose: supposing((of) => ({ ...of, members: of.members.filter((__, i) => i !== member) })),
  }));
  const newcomer: MemberBase & FactValues = {
    ...Object.fromEntries(Object.entries(group).map(([name, definition]) => [name, absent(definition)])),
    id: NEWCOMER,
    birthDate: addMonthsToDate(firstDay(month), -NEWCOMER_MONTHS),
    sex: 'unknown',
  };
  const joining: Supposition = {
    aspect: { of: 'more-members' },
    now,
    range: { kind: 'values', values: [now + 1] },
    suppose: supposing((of) => ({ ...of, members: [...of.members, newcomer] })),
  };
  return [...leaving, joining];
}

/** How a fact reads of which nothing is on record. */
function absent({ value }: FactDefinition): FactValue {
  switch (value.type) {
    case 'money':
    case 'count':
      return 0;
    case 'flag':
      return false;
    case 'code':
      return null;
  }
}

/** Nobody grows younger: the coming birthdays, one after the other. */
function ofAge({ birthDate }: MemberBase, member: number, month: Month): Supposition {
  const now = birthDate > firstDay(month) ? 0 : ageOn(birthDate, firstDay(month));
  const years = Array.from({ length: Math.max(0, AGE_MAX - now) }, (_, i) => now + 1 + i);
  return {
    aspect: { of: 'age', member },
    now,
    range: { kind: 'first', values: years },
    suppose: supposing((of, to) =>
      withMember(of, member, { birthDate: bornEarlier(birthDate, Number(to) - now) }),
    ),
  };
}

const bornEarlier = (birthDate: PlainDate, years: number): PlainDate =>
  addMonthsToDate(birthDate, -12 * years);

function ofEnrolment(name: string, programme: string, { enrolled }: Subject): Supposition {
  const now = enrolled[name] === true;
  return {
    aspect: { of: 'enrolment', programme },
    now,
    range: { kind: 'values', values: [!now] },
    suppose: supposing((of, to) => ({ ...of, enrolled: { ...of.enrolled, [name]: to === true } })),
  };
}

function ofParameters({ parameters }: Programme, values: ResolvedValues): Supposition[] {
  return Object.entries(parameters).flatMap(([name, definition]) =>
    Object.keys(definition.variants).flatMap((variant): Supposition[] => {
      const read = values[name];
      const now = typeof read === 'number' ? read : read?.[variant];
      if (now === undefined || Number.isNaN(now)) return [];
      return [
        {
          aspect: { of: 'parameter', definition, variant },
          now,
          range: { kind: 'numbers', ...PARAMETER_STEPS[definition.unit] },
          suppose: (of, to) => ({ ...of, values: withParameter(of.values, name, variant, Number(to)) }),
        },
      ];
    }),
  );
}

function withParameter(values: ResolvedValues, name: string, variant: string, to: number): ResolvedValues {
  const read = values[name];
  return { ...values, [name]: typeof read === 'number' ? to : { ...read, [variant]: to } };
}
