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

export interface ComputedRun {
  readonly lines: readonly AwardLine[];
  /** Sum of what is to be paid (positive lines), fen. */
  readonly totalFen: number;
  /** Sum of what was paid too much (negative lines), fen, as a positive number. */
  readonly overpaidFen: number;
  readonly rulesDigest: string;
  readonly parametersDigest: string;
  readonly linesDigest: string;
}

/**
 * Computes a run from what is known: due for every open month minus what was paid for it. Pure: the month that is
 * paid, the simulated one and the replayed one all come through here.
 */
export function computeRun(
  programme: Programme,
  period: PayPeriod,
  cases: readonly CaseFile[],
  parameters: readonly ParameterRow[],
  paidBefore: ReadonlyMap<string, PaidBefore>,
): ComputedRun {
  const rules = new MonthRules(programme, parameterTable(parameters));
  const lines: AwardLine[] = [];
  for (const file of cases) {
    const due = evaluateAward(programme, file, rules, period);
    for (const line of differences(due, paidBefore.get(file.awardId), period)) lines.push({ ...line, file });
  }
  return {
    lines,
    totalFen: lines.reduce((sum, line) => sum + Math.max(0, line.amountFen), 0),
    overpaidFen: lines.reduce((sum, line) => sum + Math.max(0, -line.amountFen), 0),
    rulesDigest: rulesDigest(programme),
    parametersDigest: digestOf(parameters),
    linesDigest: digestLines(lines),
  };
}

function digestLines(lines: readonly AwardLine[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${lineKey(line)}|${line.kind}|${line.amountFen}\n`);
  return hash.digest('hex');
}

/** What identifies a line within its run: award, month, component, person. */
export const lineKey = (line: Line & { readonly file: { readonly awardId: string } }): string =>
  `${line.file.awardId}|${line.month}|${line.component}|${line.personId ?? ''}`;
