import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { maskName } from '../../access/mask.ts';
import { audit } from '../../audit/audit.ts';
import { firstDay, month, type Month, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { absentRecord, componentLabel, programmeLabel, type Reading } from '../../module/reading.ts';
import { getDistrict } from '../../party/district.ts';
import { placeName } from '../../party/place-names.ts';
import { reasonLabel } from '../read-lines.ts';
import type { getPaymentNotice, NoticeAsked, PaymentNotice } from './contract.ts';

type Grant = PaymentNotice['grants'][number];
type Asked = z.output<typeof NoticeAsked>;

/** A district's months since its data began; older ones are asked for by name. */
const MONTHS_MAX = 240;
/** Six digits after the street's nine. */
const STREET = 1_000_000;

export interface Subject {
  readonly id: string;
  readonly kind: 'household' | 'person';
}

/** The notice of a household or person, and the months for which there are any. The reading is audited. */
export async function readPaymentNotice(
  tx: Tx,
  reading: Reading,
  { kind, id, month: asked }: Asked,
): Promise<OutputOf<typeof getPaymentNotice>> {
  const awards = await awardsOf(tx, { kind, id });
  const months = await rowsOf<{ payMonth: PlainDate }>(
    tx,
    sql`select distinct r.pay_month as "payMonth" from payment_line l join payment_run r on r.id = l.run_id
         where l.award_id = any(${uuidArray(awards)}) and ${ANNOUNCED} order by 1 desc limit ${MONTHS_MAX}`,
  );
  const all = months.map(({ payMonth }) => monthOf(payMonth));
  const wanted = asked === undefined ? all[0] : month(asked);
  if (wanted === undefined || !all.includes(wanted)) return { months: all, notice: null };
  const notices = await loadNotices(
    tx,
    reading,
    [{ kind, id }],
    wanted,
    sql`l.award_id = any(${uuidArray(awards)}) and r.pay_month = ${firstDay(wanted)} and ${ANNOUNCED}`,
    () => id,
  );
  await audit(tx, {
    action: 'payment.notice',
    objectKind: kind,
    objectId: id,
    purpose: '发放告知',
    details: { month: wanted },
  });
  return { months: all, notice: notices[0] ?? null };
}

/** What has been approved may be told; before that it may still change. */
const ANNOUNCED = sql`r.approved_by is not null and r.state <> 'void'`;

/** A household's own awards and those of everybody who was ever of it; a person's own. */
async function awardsOf(tx: Tx, { kind, id }: Subject): Promise<string[]> {
  const exists =
    kind === 'household'
      ? sql`select 1 from household where id = ${id}::uuid`
      : sql`select 1 from person where id = ${id}::uuid`;
  if ((await findRow(tx, exists)) === undefined) throw absentRecord();
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from award where subject_id = ${id}::uuid
        union select a.id from household_membership m join award a on a.subject_id = m.person_id
               where m.household_id = ${id}::uuid`,
  );
  return rows.map((row) => row.id);
}

interface RawLine extends Record<string, unknown> {
  readonly runId: string;
  readonly itemSeq: number | null;
  readonly awardId: string;
  readonly awardNo: string;
  readonly subjectId: string;
  readonly programme: string;
  readonly runNo: string;
  readonly payeeId: string;
  readonly forMonth: PlainDate;
  readonly component: string;
  readonly kind: 'regular' | 'arrears' | 'overpayment';
  readonly reason: string;
  readonly person: string | null;
  readonly amountFen: number;
}

/**
 * Notices of the given households and persons from the lines that match; `ownerOf` says to whom the lines of an
 * award's subject belong.
 */
export async function loadNotices(
  tx: Tx,
  reading: Pick<Reading, 'registry' | 'places'>,
  subjects: readonly Subject[],
  payMonth: Month,
  which: SQL,
  ownerOf: (subjectId: string) => string,
): Promise<PaymentNotice[]> {
  const lines = await rowsOf<{ [K in keyof RawLine]: RawLine[K] }>(
    tx,
    sql`select l.run_id as "runId", l.item_seq as "itemSeq", a.id as "awardId", a.award_no as "awardNo",
               a.subject_id as "subjectId", a.programme, r.run_no as "runNo", a.payee_person_id as "payeeId",
               l.for_month as "forMonth", l.component, l.kind, l.reason, coalesce(p.name, own.name) as person, l.amount_fen as "amountFen"
          from payment_line l join payment_run r on r.id = l.run_id join award a on a.id = l.award_id
          left join person p on p.id = l.person_id
          left join person own on a.subject_kind = 'person' and own.id = a.subject_id
         where ${which} order by a.award_no, r.run_no, l.for_month, l.seq`,
  );
  const heads = await loadHeads(tx, subjects);
  const payments = await loadPayments(tx, lines);
  const { name: districtName } = await getDistrict(tx);
  const byOwner = Map.groupBy(lines, ({ subjectId }) => ownerOf(subjectId));
  const claims = await loadClaims(tx, lines);
  return subjects.flatMap(({ id }): PaymentNotice[] => {
    const [own, head] = [byOwner.get(id) ?? [], heads.get(id)];
    if (own.length === 0 || head === undefined) return [];
    const grants = [...Map.groupBy(own, ({ awardId, runId }) => `${awardId} ${runId}`).values()].map((of) =>
      grantOf(reading, of, payments),
    );
    return [
      {
        subjectId: id,
        name: head.name === null ? '***' : maskName(head.name),
        householdNo: head.householdNo,
        divisionName: placeName(reading.places, head.divisionNo),
        streetName: placeName(reading.places, Math.floor(head.divisionNo / STREET) * STREET),
        districtName,
        month: payMonth,
        grants,
        claims: [...new Set(own.map(({ awardId }) => awardId))].flatMap((award) => claims.get(award) ?? []),
        paidFen: grants.reduce((sum, { paidFen }) => sum + paidFen, 0),
      },
    ];
  });
}

interface Head extends Record<string, unknown> {
  readonly id: string;
  readonly name: string | null;
  readonly householdNo: string | null;
  readonly divisionNo: number;
}

async function loadHeads(tx: Tx, subjects: readonly Subject[]): Promise<Map<string, Head>> {
  const ids = uuidArray(subjects.map(({ id }) => id));
  const rows = await rowsOf<Head>(
    tx,
    sql`select h.id, p.name, h.household_no as "householdNo", h.division_no as "divisionNo"
          from household h left join person p on p.id = h.head_person_id where h.id = any(${ids})
        union all select id, name, null, division_no from person where id = any(${ids})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface Payment extends Record<string, unknown> {
  readonly key: string;
  readonly payee: string | null;
  readonly account: string | null;
  readonly state: Grant['state'];
  readonly returnReason: string | null;
  readonly settledOn: PlainDate | null;
}

interface Payments {
  /** By run and item: the last attempt. */
  readonly items: ReadonlyMap<string, Payment>;
  /** By run and award. */
  readonly deductions: ReadonlyMap<string, readonly (Grant['deductions'][number] & { key: string })[]>;
  /** Names by id. */
  readonly payees: ReadonlyMap<string, { name: string; account: string | null }>;
}

async function loadPayments(tx: Tx, lines: readonly RawLine[]): Promise<Payments> {
  const runs = uuidArray([...new Set(lines.map(({ runId }) => runId))]);
  const awards = uuidArray([...new Set(lines.map(({ awardId }) => awardId))]);
  const seqs = sql`${sql.param([...new Set(lines.flatMap(({ itemSeq }) => itemSeq ?? []))])}::int[]`;
  const items = await rowsOf<Payment>(
    tx,
    sql`select distinct on (i.run_id, i.item_seq) i.run_id || ' ' || i.item_seq as key, p.name as payee,
               p.account_masked as account, i.state, i.return_reason as "returnReason", i.settled_on as "settledOn"
          from payment_item i left join person p on p.id = i.payee_person_id
         where i.run_id = any(${runs}) and i.item_seq = any(${seqs})
         order by i.run_id, i.item_seq, i.attempt desc`,
  );
  const deductions = await rowsOf<Grant['deductions'][number] & { key: string }>(
    tx,
    sql`select d.run_id || ' ' || d.award_id as key, c.case_no as "caseNo", d.kind, sum(d.amount_fen)::bigint as "amountFen"
          from payment_deduction d join case_file c on c.id = d.case_id
         where d.run_id = any(${runs}) and d.award_id = any(${awards}) group by 1, 2, 3`,
  );
  const payees = await rowsOf<{ id: string; name: string; account: string | null }>(
    tx,
    sql`select id, name, account_masked as account from person
         where id = any(${uuidArray([...new Set(lines.map(({ payeeId }) => payeeId))])})`,
  );
  return {
    items: new Map(items.map((item) => [item.key, item])),
    deductions: Map.groupBy(deductions, ({ key }) => key),
    payees: new Map(payees.map((payee) => [payee.id, payee])),
  };
}

function grantOf(
  { registry }: Pick<Reading, 'registry'>,
  lines: readonly RawLine[],
  { items, deductions, payees }: Payments,
): Grant {
  const [first] = lines;
  if (first === undefined) throw new RangeError('a grant has a line');
  const { programme, awardNo, awardId, runId, runNo, payeeId } = first;
  const itemSeq = lines.find((line) => line.itemSeq !== null)?.itemSeq ?? null;
  const item = itemSeq === null ? undefined : items.get(`${runId} ${itemSeq}`);
  const payee = payees.get(payeeId);
  const name = item?.payee ?? payee?.name;
  const kept = (deductions.get(`${runId} ${awardId}`) ?? []).map(({ caseNo, kind, amountFen }) => ({
    caseNo,
    kind,
    amountFen,
  }));
  const sumOf = (list: readonly { readonly amountFen: number }[]): number =>
    list.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const grantedFen = sumOf(lines.filter(({ amountFen }) => amountFen > 0));
  const deductedFen = sumOf(kept);
  return {
    programme,
    programmeLabel: programmeLabel(registry, programme),
    awardNo,
    runNo,
    // A payee who lives elsewhere is outside the jurisdiction although the award is inside.
    payee: name === undefined ? '***' : maskName(name),
    account: item?.account ?? payee?.account ?? null,
    state: item?.state ?? 'none',
    returnReason: item?.returnReason ?? null,
    settledOn: item?.settledOn ?? null,
    lines: lines.map(({ forMonth, component, kind, reason, person, amountFen }) => ({
      forMonth: monthOf(forMonth),
      componentLabel: componentLabel(registry, programme, component),
      kind,
      reason: reasonLabel(reason, amountFen),
      person: person === null ? null : maskName(person),
      amountFen,
    })),
    deductions: kept,
    grantedFen,
    deductedFen,
    paidFen: grantedFen - deductedFen,
    overpaidFen: -sumOf(lines.filter(({ amountFen }) => amountFen < 0)),
  };
}

/** What is still to be given back, by award. */
async function loadClaims(
  tx: Tx,
  lines: readonly RawLine[],
): Promise<Map<string, { caseNo: string; owedFen: number }[]>> {
  const rows = await rowsOf<{ awardId: string; caseNo: string; owedFen: number }>(
    tx,
    sql`select rc.award_id as "awardId", c.case_no as "caseNo", sum(e.amount_fen)::bigint as "owedFen"
          from recovery_case rc join case_file c on c.id = rc.case_id join recovery_entry e on e.case_id = rc.case_id
         where rc.award_id = any(${uuidArray([...new Set(lines.map(({ awardId }) => awardId))])})
         group by 1, 2 having sum(e.amount_fen) > 0 order by 2`,
  );
  return Map.groupBy(rows, ({ awardId }) => awardId);
}
