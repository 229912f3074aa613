import { createHash } from 'node:crypto';
import { digestOf } from '../base/digest.ts';
import type { CaseFile } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import { evaluateAward, MonthRules, type PayPeriod } from '../policy/evaluate.ts';
import { type ParameterRow, parameterTable } from '../policy/resolve-parameters.ts';
import { rulesDigest } from '../policy/rules-digest.ts';
import { differences, type Line, type PaidBefore } from './differences.ts';

export interface AwardLine extends Line {
  readonly file: CaseFile;
}

export interface RunTotals {
  readonly lineCount: number;
  /** Sum of what is to be paid (positive lines), fen. */
  readonly totalFen: number;
  /** Sum of what was paid too much (negative lines), fen, as a positive number. */
  readonly overpaidFen: number;
  readonly rulesDigest: string;
  readonly parametersDigest: string;
  readonly linesDigest: string;
}

export interface ComputedRun extends RunTotals {
  readonly lines: readonly AwardLine[];
}

export interface RunComputation {
  /** The lines of one award more. Awards come in the order of their numbers, on which the digest rests. */
  add(file: CaseFile, paidBefore: PaidBefore | undefined): readonly AwardLine[];
  totals(): RunTotals;
}

/**
 * Computes a run award by award from what is known: due for every open month minus what was paid for it. Pure: the
 * month that is paid, the simulated one and the replayed one all come through here.
 */
export function startComputation(
  programme: Programme,
  period: PayPeriod,
  parameters: readonly ParameterRow[],
): RunComputation {
  const rules = new MonthRules(programme, parameterTable(parameters));
  const hash = createHash('sha256');
  let [lineCount, totalFen, overpaidFen] = [0, 0, 0];
  return {
    add: (file, paidBefore) => {
      const due = evaluateAward(programme, file, rules, period);
      const lines = differences(due, paidBefore, period).map((line): AwardLine => ({ ...line, file }));
      for (const line of lines) {
        hash.update(`${lineKey(line)}|${line.kind}|${line.amountFen}\n`);
        if (line.amountFen > 0) totalFen += line.amountFen;
        else overpaidFen -= line.amountFen;
      }
      lineCount += lines.length;
      return lines;
    },
    totals: () => ({
      lineCount,
      totalFen,
      overpaidFen,
      rulesDigest: rulesDigest(programme),
      parametersDigest: digestOf(parameters),
      linesDigest: hash.copy().digest('hex'),
    }),
  };
}

/** A whole run in memory. */
export function computeRun(
  programme: Programme,
  period: PayPeriod,
  cases: readonly CaseFile[],
  parameters: readonly ParameterRow[],
  paidBefore: ReadonlyMap<string, PaidBefore>,
): ComputedRun {
  const computation = startComputation(programme, period, parameters);
  const lines = cases.flatMap((file) => computation.add(file, paidBefore.get(file.awardId)));
  return { lines, ...computation.totals() };
}

/** What identifies a line within its run: award, month, component, person. */
export const lineKey = (line: Line & { readonly file: { readonly awardId: string } }): string =>
  `${line.file.awardId}|${line.month}|${line.component}|${line.personId ?? ''}`;
