import { sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import { conflict, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { readInput } from '../module/read-input.ts';
import { findSubject } from '../policy/find-subject.ts';
import { clockOf, runningDeadlines } from './case-clock.ts';
import { type CaseRecord, OPENED } from './case-record.ts';
import { appendEvent, loadHistory, nextCaseNo } from './case-store.ts';
import { openCaseTask } from './case-task.ts';
import type { Lifecycle, SubjectKind } from './define-lifecycle.ts';
import { findRelatives, refuseRelative } from './find-relatives.ts';
import { answerOf, type CaseAnswer, flagsOf } from './settle.ts';

export interface NewCase {
  readonly lifecycle: string;
  /** Identity number, household number or id of whom the case is about. */
  readonly subject: string;
  /** Who applies; without it the person, or the head of the household. */
  readonly applicant?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Opens a case with its number, its first task and its clock. A near relative of the staff is flagged. Errors: an
 * unknown life cycle, a subject of the wrong kind or outside the jurisdiction, wrong data, what the life cycle
 * refuses, and the actor being a near relative himself.
 */
export async function openCase(context: UseCaseContext, asked: NewCase): Promise<CaseAnswer> {
  const lifecycle = getLifecycle(context, asked.lifecycle);
  const { opening } = lifecycle;
  requirePermission(context.tx.actor, opening.permission);
  const { about, taken } = await findAbout(context, lifecycle, asked);
  const relatives = await findRelatives(context.tx, about);
  refuseRelative(context.tx, relatives);
  const data = readInput(opening.data, { ...asked.data, ...taken });
  const refusal = await opening.guard?.({ ...context, ...about }, data);
  if (refusal !== undefined) {
    throw conflict('case.guard', `不能登记：${refusal.zh}。`, `The case is refused: ${refusal.en}.`);
  }
  const { tx, clock } = context;
  const today = clock.today();
  const record: CaseRecord = {
    ...about,
    id: uuidv7(),
    caseNo: await nextCaseNo(tx, lifecycle.code, today),
    lifecycle: lifecycle.id,
    state: lifecycle.initial,
    openedOn: today,
    openedBy: tx.actor.accountId,
    handlerId: tx.actor.accountId,
    version: 1,
    data,
    flags: flagsOf({ flags: [] }, relatives.length > 0),
    dueOn: null,
    amberOn: null,
    paused: false,
  };
  await insertCase(context, lifecycle, record);
  if (opening.opensTask !== undefined) await openCaseTask(tx, record, OPENED, opening.opensTask);
  return answerOf(record);
}

function getLifecycle({ registry }: UseCaseContext, id: string): Lifecycle {
  const lifecycle = registry.lifecycles.get(id);
  if (lifecycle !== undefined) return lifecycle;
  const ids = [...registry.lifecycles.keys()].join('、');
  throw inputError(
    'case.lifecycle-unknown',
    `没有这种办件；可用：${ids}。`,
    `There is no such kind of case; there are: ${ids}.`,
  );
}

interface Found {
  readonly about: Pick<CaseRecord, 'subjectKind' | 'subjectId' | 'divisionNo' | 'applicantPersonId'>;
  /** What the case takes over from the record that it is about. */
  readonly taken: Readonly<Record<string, unknown>>;
}

async function findAbout(context: UseCaseContext, lifecycle: Lifecycle, asked: NewCase): Promise<Found> {
  const { tx, keyring } = context;
  const applicant =
    asked.applicant === undefined ? undefined : await findSubject(tx, keyring, asked.applicant);
  if (applicant !== undefined && applicant.kind !== 'person') {
    throw inputError('case.applicant', '申请人必须是个人。', 'The applicant has to be a person.');
  }
  if (lifecycle.subjects.includes('record') && lifecycle.opening.find !== undefined) {
    const { id, divisionNo, data = {} } = await lifecycle.opening.find(context, asked.subject);
    const about = { subjectId: id, divisionNo, applicantPersonId: applicant?.id ?? null };
    return { about: { subjectKind: 'record', ...about }, taken: data };
  }
  const found = await findSubject(tx, keyring, asked.subject);
  const kind: SubjectKind | undefined = found.kind === 'award' ? undefined : found.kind;
  if (kind === undefined || !lifecycle.subjects.includes(kind)) {
    const wanted = lifecycle.subjects.map((one) => (one === 'person' ? '个人' : '家庭')).join('或');
    throw inputError(
      'case.subject-kind',
      `“${lifecycle.label.zh}”的对象应为${wanted}。`,
      `"${lifecycle.label.en}" is about a ${lifecycle.subjects.join(' or ')}.`,
    );
  }
  const about = {
    subjectKind: kind,
    subjectId: found.id,
    divisionNo: found.division,
    applicantPersonId: applicant?.id ?? found.payeePersonId,
  };
  return { about, taken: {} };
}

/** Stores a case that has its number, with the first line of its history and its clock. */
export async function insertCase(
  { tx, clock }: Pick<UseCaseContext, 'tx' | 'clock'>,
  lifecycle: Lifecycle,
  record: CaseRecord,
): Promise<void> {
  await tx.db.execute(sql`
    insert into case_file (id, case_no, lifecycle, state, division_no, subject_kind, subject_id, applicant_person_id,
                           opened_on, opened_by, handler_id, data, flags)
    values (${record.id}, ${record.caseNo}, ${record.lifecycle}, ${record.state}, ${record.divisionNo},
            ${record.subjectKind}, ${record.subjectId}::uuid, ${record.applicantPersonId}::uuid, ${record.openedOn},
            ${record.openedBy}, ${record.handlerId}, ${JSON.stringify(record.data)}::jsonb,
            ${sql.param([...record.flags])}::text[])`);
  await appendEvent(tx, record, {
    action: OPENED,
    fromState: null,
    toState: record.state,
    occurredOn: record.openedOn,
  });
  const history = await loadHistory(tx, record.id);
  const { dueOn, amberOn } = clockOf(
    runningDeadlines(lifecycle, record, history, [], clock.today()),
    false,
    clock.today(),
  );
  await tx.db.execute(
    sql`update case_file set due_on = ${dueOn}, amber_on = ${amberOn} where id = ${record.id}`,
  );
}
