import type { CaseFile } from '../policy/case-file.ts';
import type { AwardLine } from './compute-run.ts';
import type { Finding } from './run-store.ts';

/** A regular amount that moved by more than this share of last month's is worth a look. */
const CHANGE_SHARE = 0.3;
/** The page shows so many of each kind; the counts are complete. */
export const FINDINGS_KEPT_MAX = 2_000;

interface Accounts {
  readonly missing: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

/** Compares a run with the month before, and names what cannot be paid or was paid too much. */
export function findDifferences(
  cases: readonly CaseFile[],
  lines: readonly AwardLine[],
  lastRegular: ReadonlyMap<string, number>,
  accounts: Accounts,
  recurring: boolean,
): Finding[] {
  const now = new Map<string, number>();
  const overpaid = new Map<string, number>();
  for (const line of lines) {
    const sums = line.kind === 'overpayment' ? overpaid : line.kind === 'regular' ? now : undefined;
    sums?.set(line.file.awardId, (sums.get(line.file.awardId) ?? 0) + line.amountFen);
  }
  const findings: Finding[] = [];
  for (const file of cases) {
    const before = lastRegular.get(file.awardId) ?? 0;
    const current = now.get(file.awardId) ?? 0;
    const add = (kind: Finding['kind'], beforeFen: number, nowFen: number): void => {
      if (findings.length < FINDINGS_KEPT_MAX) {
        findings.push({ kind, awardId: file.awardId, awardNo: file.awardNo, beforeFen, nowFen });
      }
    };
    if (recurring && before === 0 && current > 0) add('new', 0, current);
    if (recurring && before > 0 && current === 0) add('stopped', before, 0);
    if (before > 0 && current > 0 && Math.abs(current - before) > before * CHANGE_SHARE)
      add('changed', before, current);
    const over = overpaid.get(file.awardId);
    if (over !== undefined) add('overpayment', 0, over);
    if (current > 0 && accounts.missing.has(file.payeePersonId)) add('no-account', 0, current);
    if (current > 0 && accounts.shared.has(file.payeePersonId)) add('shared-account', 0, current);
  }
  return findings;
}
