import { describe, expect, test } from 'vitest';
import { AWARD, buildCase } from '../../tests/support/case-builder.ts';
import { fen } from '../base/fen.ts';
import { month } from '../base/month.ts';
import type { LineKind } from './differences.ts';
import { findDifferences } from './findings.ts';

const file = buildCase({});
const line = (amountFen: number, kind: LineKind = 'regular') => ({
  personId: null,
  month: month('2020-06'),
  component: 'basic',
  kind,
  amountFen: fen(amountFen),
  reason: 'due' as const,
  file,
});
const NOBODY: ReadonlySet<string> = new Set();
const NO_FAULT = { missing: NOBODY, shared: NOBODY, dead: NOBODY };
const SOMEBODY_ELSE: readonly [string, number] = ['another award', 100];

interface Given {
  /** Null: the programme has no earlier month at all. */
  readonly before?: number | null;
  readonly lines?: readonly ReturnType<typeof line>[];
  readonly accounts?: typeof NO_FAULT;
  readonly recurring?: boolean;
  readonly sameMonth?: readonly (readonly [string, number])[];
  readonly changePercent?: number;
}
const find = (given: Given): unknown[] => {
  const {
    before,
    lines = [],
    accounts = NO_FAULT,
    recurring = true,
    sameMonth = [],
    changePercent = 30,
  } = given;
  return findDifferences([file], lines, {
    lastRegular: new Map(before === null ? [] : [[AWARD, before ?? 0], SOMEBODY_ELSE]),
    sameMonth: new Map(sameMonth),
    hasLast: before !== null,
    hasSameMonth: sameMonth.length > 0,
    accounts,
    recurring,
    changePercent,
  }).map(({ kind, beforeFen, nowFen }) => [kind, beforeFen, nowFen]);
};

describe('what a person should look at before approving', () => {
  test.each([
    ['who is paid for the first time', { lines: [line(100)] }, [['new', 0, 100]]],
    ['nobody as new in the first month of a programme', { before: null, lines: [line(100)] }, []],
    ['who is paid no more', { before: 100 }, [['stopped', 100, 0]]],
    ['who gets more than 30 % more', { before: 100, lines: [line(131)] }, [['changed', 100, 131]]],
    ['who gets more than 30 % less', { before: 100, lines: [line(69)] }, [['changed', 100, 69]]],
    ['not who gets 30 % more', { before: 100, lines: [line(130)] }, []],
    [
      'any bound that the bureau sets',
      { before: 100, lines: [line(111)], changePercent: 10 },
      [['changed', 100, 111]],
    ],
    [
      'nobody as stopped in a supplement whom the batch before has paid',
      { before: 100, sameMonth: [[AWARD, 100]] },
      [],
    ],
    [
      'the whole month in a supplement',
      { before: 100, sameMonth: [[AWARD, 100]], lines: [line(50)] },
      [['changed', 100, 150]],
    ],
    [
      'what was paid too much, in one sum',
      { before: 100, lines: [line(100), line(-40, 'overpayment'), line(-20, 'overpayment')] },
      [['overpayment', 0, -60]],
    ],
    ['not arrears alone', { before: 100, lines: [line(100), line(500, 'arrears')] }, []],
    [
      'whom the bank cannot pay',
      { before: 100, lines: [line(100)], accounts: { ...NO_FAULT, missing: new Set(['person-1']) } },
      [['no-account', 0, 100]],
    ],
    [
      'who shares an account',
      { before: 100, lines: [line(100)], accounts: { ...NO_FAULT, shared: new Set(['person-1']) } },
      [['shared-account', 0, 100]],
    ],
    [
      'a payee who has died, with arrears as well',
      {
        before: 100,
        lines: [line(100), line(40, 'arrears')],
        accounts: { ...NO_FAULT, dead: new Set(['person-1']) },
      },
      [['dead-account', 0, 140]],
    ],
    [
      'nobody without an account to whom nothing is owed',
      { lines: [line(-40, 'overpayment')], accounts: { ...NO_FAULT, missing: new Set(['person-1']) } },
      [['overpayment', 0, -40]],
    ],
    ['a one-off grant is neither new nor stopped', { lines: [line(100)], recurring: false }, []],
  ] satisfies [string, Given, unknown[]][])('%s', (_name, of, expected) => {
    expect(find(of)).toEqual(expected);
  });
});
