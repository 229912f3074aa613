import { clockOf, runningDeadlines } from './case-clock.ts';
import { type CaseRecord, STAFF_RELATIVE } from './case-record.ts';
import { loadHistory, loadPauses, saveCase } from './case-store.ts';
import type { CaseContext, Lifecycle } from './define-lifecycle.ts';

/** What every use case that changes a case answers: the next change has to name the new version. */
export interface CaseAnswer {
  readonly id: string;
  readonly caseNo: string;
  readonly state: string;
  readonly version: number;
}

export const answerOf = ({ id, caseNo, state, version }: CaseRecord): CaseAnswer => ({
  id,
  caseNo,
  state,
  version,
});

/** Writes the case in its (new) state with its clock computed anew; gives the new version. */
export async function settle(
  lifecycle: Lifecycle,
  { tx, record, clock, relatives }: CaseContext,
  to: string,
  change: { readonly handlerId?: string } = {},
): Promise<number> {
  const today = clock.today();
  const final = lifecycle.states[to]?.final === true;
  const pauses = await loadPauses(tx, record.id);
  const running = runningDeadlines(
    lifecycle,
    { ...record, state: to },
    await loadHistory(tx, record.id),
    pauses,
    today,
  );
  const paused = pauses.some(({ untilOn }) => untilOn === null);
  return saveCase(tx, record.id, {
    ...clockOf(running, paused, today),
    state: to,
    data: record.data,
    flags: flagsOf(record, relatives.length > 0),
    handlerId: change.handlerId ?? record.handlerId,
    closedOn: final ? today : null,
  });
}

/** Once flagged always flagged: that the register changed later does not unmake the duty to visit. */
export const flagsOf = ({ flags }: Pick<CaseRecord, 'flags'>, isRelative: boolean): string[] => [
  ...new Set([...flags, ...(isRelative ? [STAFF_RELATIVE] : [])]),
];
