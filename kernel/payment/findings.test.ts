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
const NO_FAULT = { missing: new Set<string>(), shared: new Set<string>() };

interface Given {
  readonly before?: number;
  readonly lines?: readonly ReturnType<typeof line>[];
  readonly accounts?: typeof NO_FAULT;
  readonly recurring?: boolean;
}
const find = ({ before = 0, lines = [], accounts = NO_FAULT, recurring = true }: Given): unknown[] =>
  findDifferences([file], lines, new Map([[AWARD, before]]), accounts, recurring).map(
    ({ kind, beforeFen, nowFen }) => [kind, beforeFen, nowFen],
  );

describe('what a person should look at before approving', () => {
  test.each([
    ['who is paid for the first time', { lines: [line(100)] }, [['new', 0, 100]]],
    ['who is paid no more', { before: 100 }, [['stopped', 100, 0]]],
    ['who gets more than 30 % more', { before: 100, lines: [line(131)] }, [['changed', 100, 131]]],
    ['who gets more than 30 % less', { before: 100, lines: [line(69)] }, [['changed', 100, 69]]],
    ['not who gets 30 % more', { before: 100, lines: [line(130)] }, []],
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
    ['a one-off grant is neither new nor stopped', { lines: [line(100)], recurring: false }, []],
  ] satisfies [string, Given, unknown[]][])('%s', (_name, of, expected) => {
    expect(find(of)).toEqual(expected);
  });
});
