import { sql } from 'drizzle-orm';
import { encryptField } from '../access/cipher.ts';
import { conflict, forbidden } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { chineseDate } from '../base/plain-date.ts';
import { closeTasksAbout } from '../event/task.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import { appendEvent, loadNotices, loadObjections, type ObjectionRow } from './case-store.ts';
import { OBJECTION_TASK, openCaseTask } from './case-task.ts';
import { loadForWriting } from './load-case.ts';
import { sameHand } from '../access/same-hand.ts';
import { answerOf, type CaseAnswer, settle } from './settle.ts';

export interface ObjectionAsked {
  readonly id: string;
  readonly version: number;
  readonly raisedBy: ObjectionRow['raisedBy'];
  readonly content: string;
}

/**
 * Records an objection while the notice hangs; its words are stored encrypted, they name people. Errors: no notice
 * runs today.
 */
export async function raiseObjection(
  given: UseCaseContext,
  asked: ObjectionAsked,
): Promise<CaseAnswer & { readonly objectionId: string }> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { tx, keyring, clock } = given;
  const { record } = context;
  const today = clock.today();
  const notice = (await loadNotices(tx, record.id)).at(-1);
  if (notice === undefined || notice.endedOn !== null || today > notice.lastDay) {
    const ended = notice === undefined ? '' : `（公示已于${chineseDate(notice.lastDay)}期满或撤下）`;
    throw conflict(
      'case.objection-window',
      `现在没有正在进行的公示，不能登记公示异议${ended}；其他意见请按投诉或信访办理。`,
      'No public notice runs now, so no objection to it can be recorded; other complaints go their own way.',
    );
  }
  const objectionId = uuidv7();
  await tx.db.execute(sql`
    insert into objection (id, case_id, notice_id, division_no, raised_on, raised_by, content_cipher, recorded_by)
    values (${objectionId}, ${record.id}::uuid, ${notice.id}::uuid, ${record.divisionNo}, ${today}, ${asked.raisedBy},
            ${encryptField(keyring, asked.content)}, ${tx.actor.accountId})`);
  await appendEvent(tx, record, {
    action: 'object',
    fromState: record.state,
    toState: record.state,
    occurredOn: today,
    details: { raisedBy: asked.raisedBy },
  });
  await openCaseTask(tx, record, `objection:${objectionId}`, {
    kind: OBJECTION_TASK,
    role: 'street_reviewer',
    title: { zh: '处理公示异议', en: 'decide the objection to the notice' },
  });
  return { ...answerOf(record), objectionId, version: await settle(lifecycle, context, record.state) };
}

export interface OutcomeAsked {
  readonly id: string;
  readonly version: number;
  readonly objectionId: string;
  readonly outcome: 'upheld' | 'rejected';
  readonly reason: string;
}

/** Says what came of an objection. Errors: already decided; who recorded it may not decide it. */
export async function decideObjection(given: UseCaseContext, asked: OutcomeAsked): Promise<CaseAnswer> {
  const { lifecycle, context } = await loadForWriting(given, asked);
  const { tx, clock } = given;
  const { record } = context;
  const objections = await loadObjections(tx, record.id);
  const objection = objections.find(({ id }) => id === asked.objectionId);
  if (objection === undefined) throw absentRecord();
  if (objection.outcome !== null) {
    throw conflict('case.objection-decided', '该异议已有处理结果。', 'The objection was decided already.');
  }
  if (sameHand(tx.actor, objection.recordedBy)) {
    throw forbidden(
      'case.same-hand',
      '登记异议的人不能作出处理结果：请由另一人办理。',
      'Who recorded the objection may not decide it: somebody else has to.',
    );
  }
  const today = clock.today();
  await tx.db.execute(sql`
    update objection set outcome = ${asked.outcome}, outcome_reason = ${asked.reason}, decided_on = ${today},
           decided_by = ${tx.actor.accountId} where id = ${asked.objectionId}::uuid and outcome is null`);
  await appendEvent(tx, record, {
    action: 'decide-objection',
    fromState: record.state,
    toState: record.state,
    occurredOn: today,
    reason: asked.reason,
    details: { outcome: asked.outcome },
  });
  if (objections.every(({ id, outcome }) => id === asked.objectionId || outcome !== null)) {
    await closeTasksAbout(tx, { kind: 'case', id: record.id }, { kind: OBJECTION_TASK, as: 'done' });
  }
  return { ...answerOf(record), version: await settle(lifecycle, context, record.state) };
}
