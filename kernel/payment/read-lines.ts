import { type SQL, sql } from 'drizzle-orm';
import { maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import type { Label, Language } from '../base/label.ts';
import { monthOf } from '../base/month.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, bareLabel, componentLabel, type Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { instant } from '../party/known-at.ts';
import { explainMonth, loadExplainable } from '../policy/read-explanation.ts';
import type { getLine, getRunLines } from './contract.ts';
import { countLines, getRunView } from './read-runs.ts';

type LinePage = OutputOf<typeof getRunLines>;
export type LineView = LinePage['lines'][number];
type LineDetail = OutputOf<typeof getLine>;

export interface LineFacts {
  readonly line: LineView;
  readonly programme: string;
  readonly payMonth: ReturnType<typeof monthOf>;
  readonly runNo: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly itemSeq: number | null;
}

interface RawLine extends Record<string, unknown> {
  readonly runId: string;
  readonly seq: number;
  readonly awardId: string;
  readonly awardNo: string;
  readonly name: string | null;
  readonly divisionNo: number;
  readonly forMonth: PlainDate;
  readonly component: string;
  readonly kind: LineView['kind'];
  readonly reason: string;
  readonly amountFen: number;
  readonly programme: string;
  readonly payMonth: PlainDate;
  readonly runNo: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly itemSeq: number | null;
}

/** Lines in the given order. The name is that of the line's person, else of the award's person or head of household. */
export async function findLines(
  tx: Tx,
  { registry, places }: Pick<Reading, 'registry' | 'places'>,
  where: SQL,
  page: { readonly order: SQL; readonly offset: number; readonly limit: number },
): Promise<LineFacts[]> {
  // The page is cut before names are looked up, so that a late page costs no more joins than the first.
  const rows = await rowsOf<{ [K in keyof RawLine]: RawLine[K] }>(
    tx,
    sql`select l.run_id as "runId", l.seq, l.award_id as "awardId", a.award_no as "awardNo",
               coalesce(own.name, single.name, head.name) as name, l.division_no as "divisionNo",
               l.for_month as "forMonth", l.component, l.kind, l.reason, l.amount_fen as "amountFen",
               r.programme, r.pay_month as "payMonth", r.run_no as "runNo", a.subject_kind as "subjectKind",
               a.subject_id as "subjectId", l.item_seq as "itemSeq"
          from (select l.* from payment_line l join payment_run r on r.id = l.run_id
                 where ${where} order by ${page.order} limit ${page.limit} offset ${page.offset}) l
          join payment_run r on r.id = l.run_id
          join award a on a.id = l.award_id
          left join person own on own.id = l.person_id
          left join person single on a.subject_kind = 'person' and single.id = a.subject_id
          left join household h on a.subject_kind = 'household' and h.id = a.subject_id
          left join person head on head.id = h.head_person_id
         order by ${page.order}`,
  );
  return rows.map(({ programme, payMonth, runNo, subjectKind, subjectId, itemSeq, ...row }) => ({
    line: {
      runId: row.runId,
      seq: row.seq,
      awardId: row.awardId,
      awardNo: row.awardNo,
      // A payee who lives elsewhere is outside the jurisdiction although the award is inside.
      name: row.name === null ? '***' : maskName(row.name),
      divisionNo: row.divisionNo,
      divisionName: placeName(places, row.divisionNo),
      forMonth: monthOf(row.forMonth),
      component: row.component,
      componentLabel: componentLabel(registry, programme, row.component),
      kind: row.kind,
      reason: reasonLabel(row.reason, row.amountFen),
      amountFen: row.amountFen,
    },
    programme,
    payMonth: monthOf(payMonth),
    runNo,
    subjectKind,
    subjectId,
    itemSeq,
  }));
}

/** Why a line is there, in words; a difference reads differently when it is a claim. */
export function reasonLabel(reason: string, amountFen: number): Label {
  const claim = amountFen < 0;
  switch (reason) {
    case 'due':
      return { zh: '当月应发', en: 'due this month' };
    case 'first-payment':
      return { zh: '补发（此前未发）', en: 'arrears (not paid before)' };
    case 'recalculated':
      return claim
        ? { zh: '按最新情况核减', en: 'recalculated: paid too much' }
        : { zh: '按最新情况补差', en: 'recalculated: paid too little' };
    case 'no-longer-due':
      return claim
        ? { zh: '不再符合条件，应追缴', en: 'no longer due: to be recovered' }
        : { zh: '此前多追缴，应退还', en: 'recovered too much: to be given back' };
    default:
      return bareLabel(reason);
  }
}

export interface LineQuery {
  readonly id: string;
  readonly kind?: LineView['kind'] | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Lines of a run within the actor's jurisdiction, a page at a time. */
export async function readRunLines(tx: Tx, reading: Reading, query: LineQuery): Promise<LinePage> {
  await getRunView(tx, reading, query.id);
  const ofKind = query.kind === undefined ? sql`true` : sql`l.kind = ${query.kind}`;
  const where = sql`l.run_id = ${query.id}::uuid and ${ofKind}`;
  const lines = await findLines(tx, reading, where, {
    order: sql`l.seq`,
    offset: query.offset,
    limit: query.limit,
  });
  return { total: await countLines(tx, where), lines: lines.map(({ line }) => line) };
}

/** One line: its run, what the bank said, and the decision explained by what the run knew. The reading is audited. */
export async function readLine(
  tx: Tx,
  reading: Reading,
  query: { readonly runId: string; readonly seq: number; readonly language: Language },
): Promise<LineDetail> {
  const where = sql`l.run_id = ${query.runId}::uuid and l.seq = ${query.seq}`;
  const [found] = await findLines(tx, reading, where, { order: sql`l.seq`, offset: 0, limit: 1 });
  if (found === undefined) throw absentRecord();
  const { line } = found;
  const run = await getRunView(tx, reading, query.runId);
  await audit(tx, {
    action: 'award.read',
    objectKind: 'award',
    objectId: line.awardId,
    purpose: '核对发放明细',
    details: { run: run.runNo, seq: line.seq },
  });
  const decision = await loadExplainable(tx, reading, run.programme, line.awardId, instant(run.knownAt));
  return {
    line,
    run,
    subjectKind: found.subjectKind,
    subjectId: found.subjectId,
    bank: await bankItems(tx, query.runId, found.itemSeq),
    explanation: explainMonth(decision, line.forMonth, query.language),
  };
}

async function bankItems(tx: Tx, runId: string, itemSeq: number | null): Promise<LineDetail['bank']> {
  if (itemSeq === null) return [];
  return rowsOf<LineDetail['bank'][number]>(
    tx,
    sql`select attempt, state, amount_fen as "amountFen", return_reason as "returnReason", settled_on as "settledOn"
          from payment_item where run_id = ${runId}::uuid and item_seq = ${itemSeq} order by attempt`,
  );
}
