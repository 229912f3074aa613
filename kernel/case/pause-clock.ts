import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { type CaseRecord, PAUSED, RESUMED } from './case-record.ts';
import { appendEvent } from './case-store.ts';
import { loadForWriting, stateLabel } from './load-case.ts';
import { answerOf, type CaseAnswer, settle } from './settle.ts';

export interface PauseAsked {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly note?: string | undefined;
}

/** Stops the clock from the day after today on, for a reason that the life cycle has in this state. */
export async function pauseClock(given: UseCaseContext, asked: PauseAsked): Promise<CaseAnswer> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { record } = context;
  const pause = lifecycle.pauses[asked.reason];
  if (pause === undefined || !pause.states.includes(record.state)) {
    const possible = Object.entries(lifecycle.pauses).filter(([, { states }]) =>
      states.includes(record.state),
    );
    throw inputError(
      'case.pause-reason',
      `“${stateLabel(lifecycle, record.state).zh}”时不能以此理由停表；可用：${possible.map(([id, { label }]) => `${id}（${label.zh}）`).join('、') || '无'}。`,
      `The clock may not stand still for this reason now; possible: ${possible.map(([id]) => id).join(', ') || 'none'}.`,
    );
  }
  if (record.paused) throw conflict('case.paused', '本件已停表。', 'The clock stands still already.');
  const today = given.clock.today();
  await given.tx.db.execute(sql`
    insert into case_pause (id, case_id, division_no, reason, note, from_on, started_by)
    values (${uuidv7()}, ${record.id}::uuid, ${record.divisionNo}, ${asked.reason}, ${asked.note ?? null}, ${today},
            ${given.tx.actor.accountId})`);
  await note(given, record, PAUSED, { reason: asked.reason });
  return { ...answerOf(record), version: await settle(lifecycle, context, record.state) };
}

/** Lets the clock go on from the day after today. */
export async function resumeClock(
  given: UseCaseContext,
  asked: { readonly id: string; readonly version: number },
): Promise<CaseAnswer> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { record } = context;
  if (!(await endPause(given.tx, record, given.clock.today()))) {
    throw conflict('case.not-paused', '本件没有停表。', 'The clock is not standing still.');
  }
  return { ...answerOf(record), version: await settle(lifecycle, context, record.state) };
}

/** Ends the pause that runs, and says so in the history; false when none runs. */
export async function endPause(tx: Tx, record: CaseRecord, today: PlainDate): Promise<boolean> {
  const ended = await tx.db.execute(sql`
    update case_pause set until_on = greatest(from_on, ${today}::date), ended_by = ${tx.actor.accountId}
     where case_id = ${record.id}::uuid and until_on is null`);
  if ((ended.rowCount ?? 0) === 0) return false;
  await appendEvent(tx, record, {
    action: RESUMED,
    fromState: record.state,
    toState: record.state,
    occurredOn: today,
  });
  return true;
}

const note = (
  { tx, clock }: UseCaseContext,
  record: CaseRecord,
  action: string,
  details: Readonly<Record<string, string>>,
): Promise<number> =>
  appendEvent(tx, record, {
    action,
    fromState: record.state,
    toState: record.state,
    occurredOn: clock.today(),
    details,
  });
