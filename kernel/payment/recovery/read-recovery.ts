import { sql } from 'drizzle-orm';
import { maskName } from '../../access/mask.ts';
import { audit } from '../../audit/audit.ts';
import { firstDay, monthOf } from '../../base/month.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { absentRecord, componentLabel, type Reading } from '../../module/reading.ts';
import { readingDay } from '../../party/reading-day.ts';
import { loadParameterRows } from '../../policy/parameter-store.ts';
import { CAUSES, ENTRY_KINDS, type EntryKind } from './cause.ts';
import type { getRecovery } from './contract.ts';
import { fineRange } from './fine.ts';
import { recoveryDeductionShare } from './parameters.ts';
import { deductionShare } from './plan-deductions.ts';
import { findRecoveries } from './read-recoveries.ts';
import { type Claim, findClaim, findPlans } from './recovery-store.ts';
import { dueBy, withPaid } from './schedule.ts';

type RecoveryDetail = OutputOf<typeof getRecovery>;

/** One claim with its months, its account and its plan. The reading is audited. */
export async function readRecovery(tx: Tx, reading: Reading, id: string): Promise<RecoveryDetail> {
  const on = await readingDay(tx, reading.clock);
  const [view] = await findRecoveries(tx, reading, on, sql`rc.case_id = ${id}::uuid`, 1);
  const claim = await findClaim(tx, id);
  if (view === undefined || claim === undefined) throw absentRecord();
  await audit(tx, { action: 'recovery.read', objectKind: 'case', objectId: id, purpose: '查看追缴' });
  const fine = fineRange(claim.cause ?? claim.causeProposed, claim.claimedFen, view.openedOn as PlainDate);
  return {
    ...view,
    causeProposed: CAUSES[claim.causeProposed],
    months: await monthsOf(tx, reading, claim),
    entries: await entriesOf(tx, id),
    plan: await planOf(tx, claim, on),
    share: await shareOf(tx, on),
    fine:
      fine === undefined
        ? null
        : {
            minFen: fine.minFen,
            maxFen: fine.maxFen,
            title: fine.source.title,
            number: fine.source.number,
            article: fine.source.article,
          },
  };
}

type MonthView = RecoveryDetail['months'][number];

async function monthsOf(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  { caseId, programme }: Claim,
): Promise<MonthView[]> {
  const rows = await rowsOf<Omit<MonthView, 'forMonth' | 'componentLabel'> & { forMonth: PlainDate }>(
    tx,
    sql`select l.for_month as "forMonth", l.component, coalesce(p.name, own.name) as name, l.run_id as "runId", r.run_no as "runNo", l.seq,
               l.amount_fen as "amountFen"
          from recovery_line l join payment_run r on r.id = l.run_id left join person p on p.id = l.person_id
          join recovery_case rc on rc.case_id = l.case_id join award a on a.id = rc.award_id
          left join person own on a.subject_kind = 'person' and own.id = a.subject_id
         where l.case_id = ${caseId}::uuid order by l.for_month, l.component, r.run_no, l.seq`,
  );
  return rows.map(({ forMonth, name, ...row }) => ({
    ...row,
    forMonth: monthOf(forMonth),
    name: name === null ? null : maskName(name),
    componentLabel: componentLabel(registry, programme, row.component),
  }));
}

async function entriesOf(tx: Tx, id: string): Promise<RecoveryDetail['entries']> {
  const rows = await rowsOf<{
    on: PlainDate;
    kind: EntryKind;
    amountFen: number;
    reference: string | null;
    by: string;
  }>(
    tx,
    sql`select e.booked_on as "on", e.kind, e.amount_fen as "amountFen", e.reference, a.display_name as "by"
          from recovery_entry e join account a on a.id = e.account_id where e.case_id = ${id}::uuid order by e.seq`,
  );
  return rows.map((row) => ({ ...row, label: ENTRY_KINDS[row.kind] }));
}

async function planOf(tx: Tx, claim: Claim, on: PlainDate): Promise<RecoveryDetail['plan']> {
  const [plan] = await findPlans(tx, sql`rp.case_id = ${claim.caseId}::uuid`);
  if (plan === undefined) return null;
  const { way, agreedOn, agreement, awardId, instalments, paidSinceFen } = plan;
  const award = await findRow<{ awardNo: string }>(
    tx,
    sql`select award_no as "awardNo" from award where id = ${awardId}::uuid`,
  );
  return {
    way,
    agreedOn,
    agreement,
    awardNo: award?.awardNo ?? null,
    dueFen: dueBy(instalments, on, paidSinceFen, claim.owedFen),
    instalments: withPaid(instalments, paidSinceFen),
  };
}

async function shareOf(tx: Tx, on: PlainDate): Promise<RecoveryDetail['share']> {
  const month = firstDay(monthOf(on));
  const rows = await loadParameterRows(tx, 'now', [recoveryDeductionShare.key]);
  const stated = rows.some(
    ({ effectiveFrom, effectiveTo, certainty }) =>
      certainty === 'source' && effectiveFrom <= month && (effectiveTo === null || month < effectiveTo),
  );
  return { value: await deductionShare(tx, month), assumed: !stated };
}
