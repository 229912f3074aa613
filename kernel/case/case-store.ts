import { type SQL, sql } from 'drizzle-orm';
import { divisionCode } from '../base/division.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { nextInSeries } from '../db/number-series.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import { getDistrict } from '../party/district.ts';
import type { CaseEvent, CaseRecord, PauseSpan } from './case-record.ts';
import type { StoredClock } from './case-clock.ts';
import type { Json, MaterialForm } from './define-lifecycle.ts';

type Row<T> = { [K in keyof T]: T[K] };

/** The columns of a case under the names of `CaseRecord`; the table's alias is `c`. */
export const CASE_COLUMNS: SQL = sql.raw(
  `c.id, c.case_no as "caseNo", c.lifecycle, c.state, c.division_no as "divisionNo", c.subject_kind as "subjectKind",
   c.subject_id as "subjectId", c.applicant_person_id as "applicantPersonId", c.opened_on as "openedOn",
   c.opened_by as "openedBy", c.handler_id as "handlerId", c.version, c.data, c.flags, c.due_on as "dueOn",
   c.amber_on as "amberOn", c.paused`,
);

/** One case, locked against other writers when `lock` is set; undefined when it is not in the jurisdiction. */
export const findCase = (tx: Tx, id: string, lock = false): Promise<CaseRecord | undefined> =>
  findRow<Row<CaseRecord>>(
    tx,
    sql`select ${CASE_COLUMNS} from case_file c where c.id = ${id}::uuid ${lock ? sql`for update` : sql``}`,
  );

export const loadHistory = (tx: Tx, caseId: string): Promise<CaseEvent[]> =>
  rowsOf<Row<CaseEvent>>(
    tx,
    sql`select e.seq, e.occurred_on as "occurredOn", e.account_id as "accountId", a.username,
               e.actor_division as "actorDivision", e.action, e.from_state as "fromState", e.to_state as "toState",
               e.reason, e.details
          from case_event e join account a on a.id = e.account_id
         where e.case_id = ${caseId}::uuid order by e.seq`,
  );

export const loadPauses = (tx: Tx, caseId: string): Promise<PauseSpan[]> =>
  rowsOf<Row<PauseSpan>>(
    tx,
    sql`select reason, from_on as "fromOn", until_on as "untilOn" from case_pause
         where case_id = ${caseId}::uuid order by from_on, id`,
  );

/** How a material stands: its last row. */
export interface MaterialStand extends Record<string, unknown> {
  readonly material: string;
  readonly action: 'received' | 'waived' | 'returned';
  readonly form: MaterialForm | null;
  readonly attachmentId: string | null;
  readonly reason: string | null;
  readonly occurredOn: PlainDate;
}

export const loadMaterials = (tx: Tx, caseId: string): Promise<MaterialStand[]> =>
  rowsOf<MaterialStand>(
    tx,
    sql`select distinct on (material) material, action, form, attachment_id as "attachmentId", reason,
               occurred_on as "occurredOn"
          from case_material where case_id = ${caseId}::uuid order by material, seq desc`,
  );

export interface NoticeRow extends Record<string, unknown> {
  readonly id: string;
  readonly kind: string;
  readonly shownName: string;
  readonly community: string;
  readonly people: number;
  readonly amountFen: number | null;
  readonly postedOn: PlainDate;
  readonly firstDay: PlainDate;
  readonly lastDay: PlainDate;
  readonly endedOn: PlainDate | null;
  readonly endReason: 'over' | 'withdrawn' | null;
}

/** The notices of a case, oldest first. */
export const loadNotices = (tx: Tx, caseId: string): Promise<NoticeRow[]> =>
  rowsOf<NoticeRow>(
    tx,
    sql`select id, kind, shown_name as "shownName", community, people, amount_fen as "amountFen",
               posted_on as "postedOn", first_day as "firstDay", last_day as "lastDay", ended_on as "endedOn",
               end_reason as "endReason"
          from public_notice where case_id = ${caseId}::uuid order by posted_on, id`,
  );

export interface ObjectionRow extends Record<string, unknown> {
  readonly id: string;
  readonly noticeId: string;
  readonly raisedOn: PlainDate;
  readonly raisedBy: 'resident' | 'applicant' | 'organisation' | 'anonymous';
  readonly recordedBy: string;
  readonly outcome: 'upheld' | 'rejected' | null;
  readonly outcomeReason: string | null;
  readonly decidedOn: PlainDate | null;
}

export const loadObjections = (tx: Tx, caseId: string): Promise<ObjectionRow[]> =>
  rowsOf<ObjectionRow>(
    tx,
    sql`select id, notice_id as "noticeId", raised_on as "raisedOn", raised_by as "raisedBy",
               recorded_by as "recordedBy", outcome, outcome_reason as "outcomeReason", decided_on as "decidedOn"
          from objection where case_id = ${caseId}::uuid order by raised_on, id`,
  );

/** Code, district and day, and four digits: SA420112202004240001. */
export async function nextCaseNo(tx: Tx, code: string, on: PlainDate): Promise<string> {
  const { division } = await getDistrict(tx);
  const series = `${code}${divisionCode(division)}${on.replaceAll('-', '')}`;
  return `${series}${String(await nextInSeries(tx, series)).padStart(4, '0')}`;
}

export interface NewCaseEvent {
  readonly action: string;
  readonly fromState: string | null;
  readonly toState: string;
  readonly occurredOn: PlainDate;
  readonly reason?: string | undefined;
  readonly details?: Readonly<Record<string, Json>>;
}

/** Adds a line to the history and gives its number. */
export async function appendEvent(
  tx: Tx,
  { id, divisionNo }: Pick<CaseRecord, 'id' | 'divisionNo'>,
  event: NewCaseEvent,
): Promise<number> {
  const row = await findRow<{ seq: number }>(
    tx,
    sql`insert into case_event (case_id, division_no, occurred_on, account_id, actor_division, action, from_state,
                                to_state, reason, details)
        values (${id}::uuid, ${divisionNo}, ${event.occurredOn}, ${tx.actor.accountId}, ${tx.actor.division},
                ${event.action}, ${event.fromState}, ${event.toState}, ${event.reason ?? null},
                ${JSON.stringify(event.details ?? {})}::jsonb) returning seq`,
  );
  return row?.seq ?? 0;
}

export interface CaseChange extends StoredClock {
  readonly state: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly flags: readonly string[];
  readonly handlerId: string;
  readonly closedOn: PlainDate | null;
}

/** Writes a case anew and gives its new version. */
export async function saveCase(tx: Tx, id: string, change: CaseChange): Promise<number> {
  const row = await findRow<{ version: number }>(
    tx,
    sql`update case_file set state = ${change.state}, data = ${JSON.stringify(change.data)}::jsonb,
               flags = ${sql.param([...change.flags])}::text[], handler_id = ${change.handlerId}::uuid,
               due_on = ${change.dueOn}, amber_on = ${change.amberOn}, paused = ${change.paused},
               closed_on = ${change.closedOn}, version = version + 1
         where id = ${id}::uuid returning version`,
  );
  return row?.version ?? 0;
}
