import type { Label } from '../../../../kernel/base/label.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { listRuns } from '../../../../kernel/payment/contract.ts';

export type Run = OutputOf<typeof listRuns>['runs'][number];

interface RunMonth {
  readonly month: string;
  /** Of the runs that count; a void one pays nothing. */
  readonly totalFen: number;
  readonly byProgramme: ReadonlyMap<string, readonly Run[]>;
}

interface RunGroups {
  readonly programmes: readonly { readonly id: string; readonly label: Label }[];
  readonly months: readonly RunMonth[];
}

/** Runs as a board: newest month first, programmes by what they pay in all. */
export function groupRuns(runs: readonly Run[]): RunGroups {
  const byProgramme = [...Map.groupBy(runs, (run) => run.programme)];
  const programmes = byProgramme
    .map(([id, own]) => ({ id, label: own[0]?.programmeLabel ?? { zh: id, en: id }, paidFen: totalOf(own) }))
    .toSorted((a, b) => b.paidFen - a.paidFen);
  const months = [...Map.groupBy(runs, (run) => run.payMonth)]
    .map(([month, own]) => ({
      month,
      totalFen: totalOf(own),
      byProgramme: Map.groupBy(
        own.toSorted((a, b) => a.batch - b.batch),
        (run) => run.programme,
      ),
    }))
    .toSorted((a, b) => b.month.localeCompare(a.month));
  return { programmes, months };
}

const totalOf = (runs: readonly Run[]): number =>
  runs.reduce((sum, run) => (run.state === 'void' ? sum : sum + run.totalFen), 0);
