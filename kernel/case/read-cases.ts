import { type SQL, sql } from 'drizzle-orm';
import { maskName } from '../access/mask.ts';
import { division, divisionRange } from '../base/division.ts';
import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { bareLabel } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { lampOf, type Lamp, runningDeadlines } from './case-clock.ts';
import { type CaseEvent, type CaseRecord, STAFF_RELATIVE } from './case-record.ts';
import { CASE_COLUMNS, loadMaterials, loadNotices, loadObjections, loadPauses } from './case-store.ts';
import type { getCaseContract, listCases } from './contract.ts';
import type { CaseContext, Ground, Lifecycle } from './define-lifecycle.ts';
import { ownRelative } from './find-relatives.ts';
import { actionsFrom, lifecycleOf, loadCase, stateLabel } from './load-case.ts';
import { whyNot } from './why-not.ts';

type CasePage = OutputOf<typeof listCases>;
type CaseDetail = OutputOf<typeof getCaseContract>;
type CaseView = CasePage['cases'][number];
type ReadContext = Pick<UseCaseContext, 'tx' | 'registry' | 'places' | 'clock'>;

export interface CaseFilter {
  readonly lifecycle?: string | undefined;
  readonly state?: string | undefined;
  readonly lamp?: Lamp | undefined;
  readonly mine: 'true' | 'false';
  readonly divisionNo?: number | undefined;
  readonly text?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface ListedRow extends Record<string, unknown> {
  readonly name: string | null;
  readonly handler: string;
}

const FROM = sql`case_file c
  join account h on h.id = c.handler_id
  left join person p on p.id = coalesce(c.applicant_person_id, case when c.subject_kind = 'person' then c.subject_id end)`;

/** Cases of the reader's jurisdiction, newest first. */
export async function readCases(context: ReadContext, filter: CaseFilter): Promise<CasePage> {
  const { tx, clock } = context;
  const rows = await rowsOf<ListedRow & { [K in keyof CaseRecord]: CaseRecord[K] }>(
    tx,
    sql`select ${CASE_COLUMNS}, p.name, h.username as handler from ${FROM}
         where ${sql.join(conditions(tx, filter, clock.today()), sql` and `)}
         order by c.id desc limit ${filter.limit + 1}`,
  );
  const page = rows.slice(0, filter.limit);
  return {
    cases: page.map((row) => viewOf(context, row, row)),
    next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function conditions(tx: Tx, filter: CaseFilter, today: PlainDate): SQL[] {
  const wanted: (SQL | undefined)[] = [
    sql`true`,
    filter.lifecycle === undefined ? undefined : sql`c.lifecycle = ${filter.lifecycle}`,
    filter.state === undefined ? undefined : sql`c.state = ${filter.state}`,
    filter.lamp === undefined ? undefined : withLamp(filter.lamp, today),
    filter.mine === 'true' ? sql`c.handler_id = ${tx.actor.accountId}::uuid` : undefined,
    filter.divisionNo === undefined ? undefined : within(filter.divisionNo),
    // A case number has no wildcards; what else is typed is escaped.
    filter.text === undefined
      ? undefined
      : sql`c.case_no like ${`${filter.text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`}`,
    filter.after === undefined ? undefined : sql`c.id < ${filter.after}::uuid`,
  ];
  return wanted.filter((condition) => condition !== undefined);
}

function within(no: number): SQL {
  const { from, to } = divisionRange(division(no));
  return sql`c.division_no >= ${from} and c.division_no < ${to}`;
}

/** The same lamps as `lampOf`, for the whole list. */
function withLamp(lamp: Lamp, today: PlainDate): SQL {
  switch (lamp) {
    case 'red':
      return sql`c.due_on < ${today}::date`;
    case 'amber':
      return sql`not c.paused and c.due_on >= ${today}::date and c.amber_on <= ${today}::date`;
    case 'green':
      return sql`not c.paused and c.amber_on > ${today}::date`;
    case 'paused':
      return sql`c.paused and (c.due_on is null or c.due_on >= ${today}::date)`;
    case 'none':
      return sql`not c.paused and c.due_on is null`;
  }
}

function viewOf({ registry, places, clock }: ReadContext, record: CaseRecord, row: ListedRow): CaseView {
  const lifecycle = lifecycleOf(registry, record.lifecycle);
  return {
    id: record.id,
    caseNo: record.caseNo,
    lifecycle: record.lifecycle,
    lifecycleLabel: lifecycle.label,
    state: record.state,
    stateLabel: stateLabel(lifecycle, record.state),
    lamp: lampOf(record, clock.today()),
    dueOn: record.dueOn,
    name: row.name === null ? null : maskName(row.name),
    divisionNo: record.divisionNo,
    divisionName: placeName(places, record.divisionNo),
    openedOn: record.openedOn,
    handler: row.handler,
    version: record.version,
    flags: record.flags.map((id) => ({ id, label: FLAGS[id] ?? bareLabel(id) })),
  };
}

const FLAGS: Readonly<Record<string, Label>> = {
  [STAFF_RELATIVE]: { zh: '经办人员近亲属', en: 'near relative of the staff' },
};

/** One case with all that belongs to it, and for every action of its state whether the reader may take it. */
export async function readCase(given: UseCaseContext, id: string): Promise<CaseDetail> {
  const { lifecycle, context } = await loadCase(given, id);
  const { tx, record, history, clock } = context;
  const [listed] = await rowsOf<ListedRow>(
    tx,
    sql`select p.name, h.username as handler from ${FROM} where c.id = ${id}::uuid`,
  );
  const view = viewOf(context, record, listed ?? { name: null, handler: '' });
  const { lamps = {} } = lifecycle.states[record.state] ?? {};
  return {
    ...view,
    lampText: (view.lamp === 'amber' || view.lamp === 'red' ? lamps[view.lamp] : undefined) ?? null,
    subjectKind: record.subjectKind,
    subjectId: record.subjectId,
    applicantPersonId: record.applicantPersonId,
    data: { ...record.data },
    ...(await clockPart(lifecycle, context)),
    materials: await materialPart(lifecycle, context),
    history: history.map((event) => eventView(lifecycle, event)),
    notices: (await loadNotices(tx, id)).map(({ id: notice, postedOn, firstDay, lastDay, endedOn }) => ({
      id: notice,
      postedOn,
      firstDay,
      lastDay,
      // Over by its days even while the nightly job has not written it down.
      endedOn: endedOn ?? (clock.today() > lastDay ? lastDay : null),
    })),
    objections: (await loadObjections(tx, id)).map(({ id: objection, raisedOn, raisedBy, outcome }) => ({
      id: objection,
      raisedOn,
      raisedBy,
      outcome,
    })),
    decisions: await decisionPart(tx, id),
    tasks: await taskPart(tx, id),
    actions: await actionPart(lifecycle, context),
  };
}

async function clockPart(lifecycle: Lifecycle, { tx, record, history, clock }: CaseContext) {
  const today = clock.today();
  const pauses = await loadPauses(tx, record.id);
  const running = runningDeadlines(lifecycle, record, history, pauses, today);
  return {
    deadlines: running.map(({ deadline, startedOn, dueOn, amberOn }) => ({
      id: deadline.id,
      label: deadline.label,
      startedOn,
      dueOn,
      lamp: lampOf({ dueOn, amberOn, paused: record.paused }, today),
      ground: groundText(deadline),
    })),
    pauses: pauses.map(({ reason, fromOn, untilOn }) => ({
      reason,
      label: lifecycle.pauses[reason]?.label ?? bareLabel(reason),
      fromOn,
      untilOn,
    })),
  };
}

const groundText = ({ source, assumption }: Ground): string =>
  source === undefined
    ? `推定：${assumption.zh}`
    : `《${source.title}》（${source.number}）${source.article}`;

async function materialPart(lifecycle: Lifecycle, { tx, record }: CaseContext) {
  const stands = new Map((await loadMaterials(tx, record.id)).map((stand) => [stand.material, stand]));
  return lifecycle.materials.map((material) => {
    const stand = stands.get(material.id);
    return {
      id: material.id,
      label: material.label,
      required: material.required(record),
      forms: [...material.forms],
      stand: stand?.action ?? ('missing' as const),
      form: stand?.form ?? null,
      attachmentId: stand?.attachmentId ?? null,
      on: stand?.occurredOn ?? null,
    };
  });
}

const KERNEL_ACTIONS: Readonly<Record<string, Label>> = {
  open: { zh: '登记', en: 'opened' },
  'notice-missing': { zh: '一次性告知补正', en: 'told what is missing' },
  pause: { zh: '停表', en: 'clock stopped' },
  resume: { zh: '恢复计时', en: 'clock goes on' },
  'hand-over': { zh: '移交', en: 'handed over' },
  'notice-ended': { zh: '公示期满', en: 'notice over' },
  object: { zh: '提出公示异议', en: 'objection' },
  'decide-objection': { zh: '处理公示异议', en: 'objection decided' },
  serve: { zh: '送达', en: 'served' },
  appeal: { zh: '申请复议或提起诉讼', en: 'appeal' },
};

const eventView = (lifecycle: Lifecycle, event: CaseEvent): CaseDetail['history'][number] => ({
  seq: event.seq,
  on: event.occurredOn,
  by: event.username,
  action: event.action,
  label: lifecycle.actions[event.action]?.label ?? KERNEL_ACTIONS[event.action] ?? bareLabel(event.action),
  fromState: event.fromState,
  toState: event.toState,
  reason: event.reason,
  details: { ...event.details },
});

async function decisionPart(tx: Tx, id: string): Promise<CaseDetail['decisions']> {
  type Appeal = CaseDetail['decisions'][number]['appeals'][number] & { readonly decisionId: string };
  const appeals = await rowsOf<Appeal>(
    tx,
    sql`select decision_id as "decisionId", kind, filed_on as "filedOn", in_time as "inTime" from case_appeal
         where case_id = ${id}::uuid order by filed_on, id`,
  );
  const decisions = await rowsOf<Omit<CaseDetail['decisions'][number], 'appeals'>>(
    tx,
    sql`select d.id, d.decision_no as "decisionNo", d.outcome, d.decided_on as "decidedOn",
               d.letter_digest as digest, d.serve_by as "serveBy", s.served_on as "servedOn"
          from decision d left join decision_service s on s.decision_id = d.id
         where d.case_id = ${id}::uuid order by d.decided_on, d.id`,
  );
  return decisions.map((decision) => ({
    ...decision,
    appeals: appeals
      .filter(({ decisionId }) => decisionId === decision.id)
      .map(({ kind, filedOn, inTime }) => ({ kind, filedOn, inTime })),
  }));
}

const taskPart = async (tx: Tx, id: string): Promise<CaseDetail['tasks']> => {
  const rows = await rowsOf<{ id: string; zh: string; en: string; state: string; dueOn: PlainDate | null }>(
    tx,
    sql`select id, title_zh as zh, title_en as en, state, due_on as "dueOn" from task
         where about_kind = 'case' and about_id = ${id} and state in ('open', 'claimed') order by id`,
  );
  return rows.map(({ zh, en, ...task }) => ({ ...task, title: { zh, en } }));
};

async function actionPart(lifecycle: Lifecycle, context: CaseContext): Promise<CaseDetail['actions']> {
  const views: CaseDetail['actions'] = [];
  for (const id of actionsFrom(lifecycle, context.record.state)) {
    const action = lifecycle.actions[id];
    if (action === undefined) continue;
    const refusal = await refusalFor(lifecycle, id, context);
    views.push({
      id,
      label: action.label,
      reasonRequired: action.reasonRequired ?? false,
      allowed: refusal === null,
      why: refusal,
    });
  }
  return views;
}

async function refusalFor(lifecycle: Lifecycle, id: string, context: CaseContext): Promise<Label | null> {
  const action = lifecycle.actions[id];
  if (action === undefined) return null;
  const refusal = ownRelative(context.tx, context.relatives) ?? (await whyNot(lifecycle, action, context));
  return refusal === undefined ? null : { zh: refusal.zh, en: refusal.en };
}
