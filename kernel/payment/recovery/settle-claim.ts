import type { Clock } from '../../base/clock.ts';
import { appendEvent, findCase, saveCase } from '../../case/case-store.ts';
import type { Tx } from '../../db/database.ts';
import { closeTasksAbout } from '../../event/task.ts';
import { findClaim } from './recovery-store.ts';

/** Closes the case of a claim of which nothing is owed any more; one that is closed already stays as it is. */
export async function closeWhenSettled(tx: Tx, clock: Clock, caseId: string): Promise<void> {
  const [claim, record] = [await findClaim(tx, caseId), await findCase(tx, caseId, true)];
  if (claim === undefined || record === undefined || claim.owedFen > 0) return;
  if (record.state === 'cleared' || record.state === 'claim-withdrawn') return;
  const today = clock.today();
  await appendEvent(tx, record, {
    action: 'close',
    fromState: record.state,
    toState: 'cleared',
    occurredOn: today,
  });
  await saveCase(tx, caseId, {
    state: 'cleared',
    data: record.data,
    flags: record.flags,
    handlerId: record.handlerId,
    dueOn: null,
    amberOn: null,
    paused: false,
    closedOn: today,
  });
  await closeTasksAbout(tx, { kind: 'case', id: caseId }, { as: 'done' });
}
