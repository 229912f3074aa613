import type { CaseFile } from '../policy/case-file.ts';
import type { AwardLine } from './compute-run.ts';
import type { PayeeAccounts } from './payee-accounts.ts';
import type { Finding } from './run-store.ts';

/** What the lines of a run are held against. */
export interface Comparison {
  /** Regular amounts of the programme's month before, by award. */
  readonly lastRegular: ReadonlyMap<string, number>;
  /** Regular amounts that earlier batches of the same month have paid, by award. */
  readonly sameMonth: ReadonlyMap<string, number>;
  /** Whether the programme paid anybody in a month before, and in an earlier batch of this one. */
  readonly hasLast: boolean;
  readonly hasSameMonth: boolean;
  readonly accounts: PayeeAccounts;
  /** Whether the programme pays month by month; a one-off grant is neither new nor stopped. */
  readonly recurring: boolean;
  /** A regular amount that moved by more than this share of last month's has to be looked at, in per cent. */
  readonly changePercent: number;
}

/** Compares awards of a run with the month before, and names what cannot be paid, is dangerous to pay or was paid too much. */
export function findDifferences(
  cases: readonly CaseFile[],
  lines: readonly AwardLine[],
  comparison: Comparison,
): Finding[] {
  const sums = sumLines(lines);
  const { accounts } = comparison;
  const findings: Finding[] = [];
  for (const file of cases) {
    const add = (kind: Finding['kind'], beforeFen: number, nowFen: number): void =>
      void findings.push({ kind, awardId: file.awardId, divisionNo: file.division, beforeFen, nowFen });
    compareMonths(file.awardId, sums.regular.get(file.awardId) ?? 0, comparison, add);
    const over = sums.overpaid.get(file.awardId);
    if (over !== undefined) add('overpayment', 0, over);
    const owed = sums.owed.get(file.awardId) ?? 0;
    if (owed === 0) continue;
    if (accounts.missing.has(file.payeePersonId)) add('no-account', 0, owed);
    if (accounts.shared.has(file.payeePersonId)) add('shared-account', 0, owed);
    if (accounts.dead.has(file.payeePersonId)) add('dead-account', 0, owed);
  }
  return findings;
}

function sumLines(lines: readonly AwardLine[]) {
  const regular = new Map<string, number>();
  const overpaid = new Map<string, number>();
  const owed = new Map<string, number>();
  const add = (sums: Map<string, number>, { file, amountFen }: AwardLine): void =>
    void sums.set(file.awardId, (sums.get(file.awardId) ?? 0) + amountFen);
  for (const line of lines) {
    add(line.kind === 'overpayment' ? overpaid : owed, line);
    if (line.kind === 'regular') add(regular, line);
  }
  return { regular, overpaid, owed };
}

/** The amount of this month against that of the last; what an earlier batch of the month has paid was looked at then. */
function compareMonths(
  awardId: string,
  added: number,
  { lastRegular, sameMonth, hasLast, hasSameMonth, recurring, changePercent }: Comparison,
  add: (kind: Finding['kind'], beforeFen: number, nowFen: number) => void,
): void {
  const before = lastRegular.get(awardId) ?? 0;
  if (added === 0 && hasSameMonth) return;
  const now = added + (sameMonth.get(awardId) ?? 0);
  // Without an earlier month everybody would be new, which tells nobody anything.
  if (recurring && hasLast && before === 0 && now > 0) add('new', 0, now);
  if (recurring && before > 0 && now === 0) add('stopped', before, 0);
  if (before > 0 && now > 0 && Math.abs(now - before) * 100 > before * changePercent)
    add('changed', before, now);
}
