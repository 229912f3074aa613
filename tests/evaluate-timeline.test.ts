import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDay, month, monthIndex, monthRange } from '../kernel/base/month.ts';
import { addDays, plainDate } from '../kernel/base/plain-date.ts';
import { activeOn } from '../kernel/policy/case-file.ts';
import { type Programme, versionFor } from '../kernel/policy/define-programme.ts';
import { Draft } from '../kernel/policy/draft.ts';
import { evaluateAward, type MonthDue, MonthRules } from '../kernel/policy/evaluate.ts';
import { parameterTable, resolveParameters } from '../kernel/policy/resolve-parameters.ts';
import { subjectOn } from '../kernel/policy/subject.ts';
import * as fact from '../modules/social-assistance/model/facts.ts';
import { dibao } from '../modules/social-assistance/policy/dibao.ts';
import { disabledLiving } from '../modules/social-assistance/policy/disability-subsidies.ts';
import { tekun } from '../modules/social-assistance/policy/tekun.ts';
import { type BuiltCase, buildCase, said } from './support/case-builder.ts';
import { PARAMETERS_2020 } from './support/rule-case.ts';

const MONTHS = monthRange(month('2020-01'), month('2021-12'));
const PERIOD = { payMonth: month('2021-12'), openedOn: month('2020-01') };
const TABLE = parameterTable(PARAMETERS_2020);

/** Every month for itself, as if nothing were known of the one before. */
function monthByMonth(programme: Programme, of: BuiltCase): MonthDue[] {
  const file = buildCase(of);
  return MONTHS.filter((each) => activeOn(file.status, firstDay(each))).map((each) => {
    const draft = new Draft(each);
    const { values } = resolveParameters(programme.parameters, TABLE, each);
    versionFor(programme, each).decide(subjectOn(programme, file, firstDay(each)), values, draft);
    return { index: monthIndex(each), month: each, amounts: draft.amounts, refusal: draft.refusal };
  });
}

const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays(plainDate('2019-09-01'), days));
const when = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 400 })))
  .map(([from, days]) => ({ from, to: days === null ? null : addDays(from, days) }));
/** Ages near every limit that a rule knows: 16, 18, 60 and 70 are reached within the two years. */
const birthDate = fc
  .tuple(fc.constantFrom(1950, 1951, 1960, 1985, 2002, 2003, 2004, 2005), fc.integer({ min: 0, max: 364 }))
  .map(([year, days]) => addDays(plainDate(`${year}-01-01`), days));
const member = fc
  .record({
    birthDate,
    counted: when,
    income: fc.tuple(fc.integer({ min: 0, max: 150_000 }), when),
    level: fc.option(fc.tuple(fc.constantFrom('1', '2', '3'), when)),
    death: fc.option(day),
  })
  .map(({ birthDate: born, counted, income, level, death }) => ({
    birthDate: born,
    counted: [counted],
    facts: [
      said(fact.personHukou, 'rural'),
      said(fact.noMeans, true),
      said(fact.noSupporter, true),
      said(fact.wageIncome, income[0], income[1]),
      ...(level === null ? [] : [said(fact.disabilityLevel, level[0], level[1])]),
      ...(death === null ? [] : [said(fact.lifeStatus, 'dead', { from: death })]),
    ],
  }));
const family = fc.record({
  active: fc.array(when, { minLength: 1, maxLength: 3 }),
  household: when.map((of) => [said(fact.householdHukou, 'urban', of), said(fact.assetsWithin, true)]),
  members: fc.array(member, { minLength: 1, maxLength: 4 }),
});

test.each([dibao, tekun, disabledLiving])(
  'a decision that stands for several months is the one that each of them would get: $id',
  (programme) => {
    const rules = new MonthRules(programme, TABLE);
    fc.assert(
      fc.property(family, (of) => {
        const built = programme.unit === 'person' ? { ...of, members: of.members.slice(0, 1) } : of;
        expect(evaluateAward(programme, buildCase(built), rules, PERIOD)).toEqual(
          monthByMonth(programme, built),
        );
      }),
      { numRuns: 1_000 },
    );
  },
);
