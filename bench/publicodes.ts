import Engine from 'publicodes';
import { month, monthRange } from '../kernel/base/month.ts';
import { ageOn, plainDate } from '../kernel/base/plain-date.ts';
import { type CaseFile, factOn } from '../kernel/policy/case-file.ts';
import { evaluateTimeline, MonthRules } from '../kernel/policy/evaluate.ts';
import { explainAward } from '../kernel/policy/explain.ts';
import { explanationText } from '../kernel/policy/explanation-text.ts';
import { type ParameterTable, resolveParameters } from '../kernel/policy/resolve-parameters.ts';
import { timelineOf } from '../kernel/policy/timeline.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';

/** Publicodes knows no lists: its rule is written out for a family of so many. */
const MEMBERS = 3;
const FAMILIES = 200;
const EXPLAINED = 4_000;
/** A month without price subsidy and extra month, which the written-out rule leaves aside. */
const MONTH = month('2020-11');
const FIRST_DAY = plainDate('2020-11-01');
const FROM = month('2020-01');

const each = (of: (member: number) => string): string[] =>
  Array.from({ length: MEMBERS }, (_, i) => of(i + 1));

/** The dibao rule in the language of Publicodes: the same standards, income and highest single supplement. */
function publicodesRules(rates: readonly (readonly [when: string, rate: number])[], elderAge: number) {
  const rules: Record<string, unknown> = {
    standard: { valeur: 0 },
    'age limite': { valeur: elderAge },
    revenu: { somme: each((m) => `revenu ${m}`) },
    base: { valeur: `standard * ${MEMBERS} - revenu`, plancher: 0 },
    complements: { somme: each((m) => `complement ${m}`) },
    total: { variations: [{ si: 'base > 0', alors: 'base + complements' }, { sinon: 0 }] },
  };
  for (let m = 1; m <= MEMBERS; m++) {
    rules[`revenu ${m}`] = { valeur: 0 };
    rules[`age ${m}`] = { valeur: 0 };
    rules[`severe ${m}`] = { valeur: 'non' };
    rules[`complement ${m}`] = {
      variations: [
        ...rates.map(([when, rate]) => ({ si: when.replace('#', String(m)), alors: `standard * ${rate}` })),
        { sinon: 0 },
      ],
    };
  }
  return rules;
}

/** What Publicodes is told of one family. */
function situationOf(file: CaseFile, standardFen: Readonly<Record<string, number>>) {
  const hukou = factOn(file.householdFacts, 'household.hukou', FIRST_DAY)?.code ?? 'rural';
  const situation: Record<string, string> = { standard: String(standardFen[hukou]) };
  for (const [i, member] of file.members.entries()) {
    const number = (kind: string): number => factOn(member.facts, kind, FIRST_DAY)?.num ?? 0;
    const level = factOn(member.facts, 'disability.level', FIRST_DAY)?.code;
    situation[`revenu ${i + 1}`] = String(number('income.wage') + number('income.transfer'));
    situation[`age ${i + 1}`] = String(ageOn(member.person.birthDate, FIRST_DAY));
    situation[`severe ${i + 1}`] = level === '1' || level === '2' ? 'oui' : 'non';
  }
  return situation;
}

const seconds = (work: () => void): number => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Publicodes on the same families and rule: household-months a second, against ours in batch and explained in words. */
export function benchPublicodes(cases: readonly CaseFile[], table: ParameterTable) {
  const families = cases.filter((file) => file.members.length === MEMBERS).slice(0, FAMILIES);
  const values = resolveParameters(dibao.parameters, table, MONTH).values as unknown as {
    dibaoStandard: Record<string, number>;
    supplementRate: Record<'elder' | 'minor' | 'severe', number>;
    elderAge: number;
  };
  const rates = (
    [
      ['severe #', values.supplementRate.severe],
      ['age # >= age limite', values.supplementRate.elder],
      ['age # < 18', values.supplementRate.minor],
    ] as const
  ).toSorted(([, a], [, b]) => b - a);
  const engine = new Engine(
    publicodesRules(rates, values.elderAge) as ConstructorParameters<typeof Engine>[0],
  );
  const situations = families.map((file) => situationOf(file, values.dibaoStandard));
  let theirs = 0;
  const byPublicodes = seconds(() => {
    for (const situation of situations) {
      engine.setSituation(situation);
      theirs += Math.round(Number(engine.evaluate('total').nodeValue));
    }
  });
  const rules = new MonthRules(dibao, table);
  const inOne = { payMonth: MONTH, openedOn: MONTH };
  const ours = families
    .flatMap((file) => evaluateTimeline(timelineOf(dibao, file), rules, inOne))
    .reduce((sum, { amounts }) => sum + amounts.reduce((all, { amountFen }) => all + amountFen, 0), 0);
  if (ours !== theirs) throw new Error(`the rule ${ours} and Publicodes ${theirs} differ`);
  const perSecond = families.length / byPublicodes;
  const batch = ourBatch(cases, table);
  const explained = ourExplained(families, table);
  return {
    publicodesPerSecond: Math.round(perSecond),
    batchTimes: Math.round(batch / perSecond),
    explainedTimes: Math.round(explained / perSecond),
  };
}

/** Household-months a second in batch, over a year. */
function ourBatch(cases: readonly CaseFile[], table: ParameterTable): number {
  const timelines = cases.map((file) => timelineOf(dibao, file));
  const period = { payMonth: MONTH, openedOn: FROM };
  const months = monthRange(FROM, MONTH).length;
  const rules = new MonthRules(dibao, table);
  const run = (): void => timelines.forEach((timeline) => void evaluateTimeline(timeline, rules, period));
  run();
  return (cases.length * months) / seconds(run);
}

function ourExplained(families: readonly CaseFile[], table: ParameterTable): number {
  const run = (): void => {
    for (let i = 0; i < EXPLAINED; i++) {
      const file = families[i % families.length];
      if (file !== undefined) explanationText(explainAward(dibao, file, table, MONTH), 'zh');
    }
  };
  run();
  return EXPLAINED / seconds(run);
}
