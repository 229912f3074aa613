import { describe, expect, test } from 'vitest';
import { ALWAYS, buildCase, type BuiltCase, said } from '../../tests/support/case-builder.ts';
import * as fact from '../../modules/social-assistance/model/facts.ts';
import { dibao } from '../../modules/social-assistance/policy/dibao.ts';
import { disabledLiving } from '../../modules/social-assistance/policy/disability-subsidies.ts';
import { plainDate } from '../base/plain-date.ts';
import { activeOn } from './case-file.ts';
import { subjectOn } from './subject.ts';
import { timelineOf } from './timeline.ts';
import { monthFromIndex, monthOf } from '../base/month.ts';
import { buildCases } from './load-cases.ts';

const idsOn = (of: BuiltCase, date: string): string[] =>
  subjectOn(dibao, buildCase(of), plainDate(date)).members.map(({ id }) => id);

describe('members are those who count on the day', () => {
  const family = {
    members: [
      {},
      { counted: [{ from: '2020-03-15' }] },
      { counted: [{ to: '2020-03-01' }] },
      { counted: [{ to: '2020-02-01' }, { from: '2020-05-01' }] },
      { memberClass: 'supporter' },
    ],
  };
  test.each([
    ['2020-01-01', ['person-1', 'person-3', 'person-4']],
    ['2020-02-01', ['person-1', 'person-3']],
    ['2020-03-01', ['person-1']],
    ['2020-03-14', ['person-1']],
    ['2020-03-15', ['person-1', 'person-2']],
    ['2020-05-01', ['person-1', 'person-2', 'person-4']],
  ])('on %s: %s', (date, ids) => {
    expect(idsOn(family, date)).toEqual(ids);
  });

  test('who joins in the middle of a month counts from the first day of the next', () => {
    expect(idsOn(family, '2020-03-01')).not.toContain('person-2');
    expect(idsOn(family, '2020-04-01')).toContain('person-2');
  });
});

describe('facts are read as they hold on the day', () => {
  const of = buildCase({
    household: [
      said(fact.householdHukou, 'rural', { to: '2020-03-01' }),
      said(fact.householdHukou, 'urban', { from: '2020-03-01' }),
    ],
    members: [
      {
        facts: [
          said(fact.wageIncome, 40_000, { from: '2020-02-01', to: '2020-04-01' }),
          said(fact.seriousIllness, true),
          said(fact.custody, false),
        ],
      },
    ],
  });
  const on = (date: string) => subjectOn(dibao, of, plainDate(date));

  test.each([
    ['2020-02-29', 'rural', 40_000],
    ['2020-03-01', 'urban', 40_000],
    ['2020-04-01', 'urban', 0],
  ])('on %s the household is %s and the wage %i fen', (date, hukou, wage) => {
    expect(on(date).household['hukou']).toBe(hukou);
    expect(on(date).members[0]).toMatchObject({ wage });
  });

  test('what is not on file is zero, false or null; a flag of 0 is false', () => {
    expect(on('2020-06-01').members[0]).toMatchObject({
      wage: 0,
      business: 0,
      custody: false,
      ill: true,
      level: null,
      jobRefusals: 0,
    });
  });
});

describe('an award is in force on the days its status says', () => {
  const { status } = buildCase({
    active: [{ from: '2020-03-25', to: '2020-06-01' }, { from: '2020-08-01' }],
  });
  test.each([
    ['2020-03-24', false],
    ['2020-03-25', true],
    ['2020-05-31', true],
    ['2020-06-01', false],
    ['2020-07-31', false],
    ['2020-08-01', true],
  ])('%s → %s', (date, expected) => {
    expect(activeOn(status, plainDate(date))).toBe(expected);
  });
});

test('a case is cut where something changes, by the months that begin on that day or later', () => {
  const of = buildCase({
    household: [said(fact.householdHukou, 'urban')],
    members: [
      { facts: [said(fact.wageIncome, 40_000, { from: '2020-02-01', to: '2020-04-01' })] },
      { counted: [{ from: '2020-03-15' }] },
    ],
  });
  const { starts, subject } = timelineOf(dibao, of);
  expect(starts.map(monthFromIndex)).toEqual(['0001-01', monthOf(plainDate(ALWAYS)), '2020-02', '2020-04']);
  expect(starts.map((_, i) => subject(i).members.map(({ wage }) => wage))).toEqual([
    [],
    [0],
    [40_000],
    [0, 0],
  ]);
  // Made once: a rule may rely on the same object meaning the same situation.
  expect(subject(2)).toBe(subject(2));
});

describe('a programme for persons sees the household the person belongs to on the day', () => {
  const row = (
    subjectId: string,
    kind: string,
    valid: readonly [string, string | null],
    value: { code?: string; ref?: string },
  ) => ({
    subjectId,
    kind,
    validFrom: plainDate(valid[0]),
    validTo: valid[1] === null ? null : plainDate(valid[1]),
    num: null,
    code: value.code ?? null,
    ref: value.ref ?? null,
    source: '测试',
    recordedAt: '2019-12-15 10:00:00+08',
  });
  const [of] = buildCases(disabledLiving, {
    awards: [
      {
        id: 'a1',
        awardNo: 'DL1',
        subjectKind: 'person',
        subjectId: 'p1',
        division: 420112001001000,
        payeePersonId: 'p1',
      },
    ],
    people: [{ id: 'p1', birthDate: plainDate('1970-01-01'), sex: 'female' }],
    facts: [
      row('a1', 'award.status', [ALWAYS, null], { code: 'active' }),
      row('p1', 'household.member', [ALWAYS, '2020-05-01'], { code: 'counted', ref: 'h1' }),
      row('p1', 'household.member', ['2020-05-01', null], { code: 'counted', ref: 'h2' }),
      row('d1', 'award.status', [ALWAYS, null], { code: 'active' }),
      row('d2', 'award.status', ['2020-07-01', null], { code: 'active' }),
    ],
    otherAwards: [
      { id: 'd1', programme: 'dibao', subjectId: 'h1' },
      { id: 'd2', programme: 'dibao', subjectId: 'h2' },
    ],
  });
  const enrolledOn = (date: string) =>
    of === undefined ? undefined : subjectOn(disabledLiving, of, plainDate(date)).enrolled['dibao'];

  test.each([
    ['in the first family, which has dibao', '2020-04-30', true],
    ['moved to a family without: the first one no longer counts', '2020-05-01', false],
    ['the second family has dibao from July', '2020-07-01', true],
  ])('%s', (_name, date, expected) => {
    expect(enrolledOn(date)).toBe(expected);
  });
});
