import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import { uuidv7 } from '../../base/ids.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { CaseRecord } from '../../case/case-record.ts';
import { nextCaseNo } from '../../case/case-store.ts';
import { openCaseTask } from '../../case/case-task.ts';
import { findRelatives } from '../../case/find-relatives.ts';
import { insertCase } from '../../case/open-case.ts';
import { flagsOf } from '../../case/settle.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { RunRow } from '../run-store.ts';
import { bookRunDeductions } from './book-run-deductions.ts';
import { benefitRecovery } from './lifecycle.ts';
import { proposeCause } from './propose-cause.ts';
import { addEntry } from './recovery-store.ts';

type Run = Pick<RunRow, 'id' | 'runNo' | 'programme'>;

/**
 * What follows for claims when a run is posted: what was paid too much becomes a claim, one for each award, and what
 * the run keeps back goes down from the claims it was kept back for. Called once with the overpayment's posting;
 * called again for the same run it does nothing.
 */
export async function openRecoveries(tx: Tx, run: Run, clock: Clock): Promise<void> {
  for (const overpaid of await findOverpaid(tx, run.id)) await claim(tx, run, overpaid, clock);
  await bookRunDeductions(tx, run, clock);
}

interface OverpaidAward extends Record<string, unknown> {
  readonly awardId: string;
  readonly divisionNo: number;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly payeePersonId: string;
  readonly programme: string;
  readonly firstMonth: PlainDate;
  readonly lastMonth: PlainDate;
  readonly amountFen: number;
}

const findOverpaid = (tx: Tx, runId: string): Promise<OverpaidAward[]> =>
  rowsOf<OverpaidAward>(
    tx,
    sql`select a.id as "awardId", a.division_no as "divisionNo", a.subject_kind as "subjectKind",
               a.subject_id as "subjectId", a.payee_person_id as "payeePersonId", a.programme,
               min(l.for_month) as "firstMonth", max(l.for_month) as "lastMonth", -sum(l.amount_fen)::bigint as "amountFen"
          from payment_line l join award a on a.id = l.award_id
         where l.run_id = ${runId}::uuid and l.amount_fen < 0
           and not exists (select 1 from recovery_line k where k.run_id = l.run_id and k.seq = l.seq)
         group by a.id order by a.award_no`,
  );

async function claim(tx: Tx, run: Run, overpaid: OverpaidAward, clock: Clock): Promise<void> {
  const record = (await findUndecided(tx, overpaid.awardId)) ?? (await openFor(tx, run, overpaid, clock));
  await tx.db.execute(sql`
    insert into recovery_line (run_id, seq, case_id, division_no, for_month, component, person_id, amount_fen)
    select run_id, seq, ${record.id}::uuid, ${record.divisionNo}, for_month, component, person_id, -amount_fen
      from payment_line where run_id = ${run.id}::uuid and award_id = ${overpaid.awardId}::uuid and amount_fen < 0`);
  await addEntry(
    tx,
    { caseId: record.id, divisionNo: record.divisionNo },
    {
      kind: 'claim',
      amountFen: overpaid.amountFen,
      runId: run.id,
      reference: run.runNo,
      bookedOn: clock.today(),
    },
  );
}

/** The open claim of an award on which no decision has been issued: what comes later is decided together with it. */
const findUndecided = (tx: Tx, awardId: string): Promise<Pick<CaseRecord, 'id' | 'divisionNo'> | undefined> =>
  findRow<{ id: string; divisionNo: number }>(
    tx,
    sql`select c.id, c.division_no as "divisionNo" from recovery_case rc join case_file c on c.id = rc.case_id
         where rc.award_id = ${awardId}::uuid and c.state in ('cause-open', 'cause-confirmed')
         order by c.id limit 1 for update of c`,
  );

async function openFor(
  tx: Tx,
  run: Run,
  { divisionNo, awardId, subjectKind, subjectId, payeePersonId, programme, ...months }: OverpaidAward,
  clock: Clock,
): Promise<CaseRecord> {
  const today = clock.today();
  const about = { subjectKind, subjectId, divisionNo, applicantPersonId: payeePersonId };
  const relatives = await findRelatives(tx, about);
  const record: CaseRecord = {
    ...about,
    id: uuidv7(),
    caseNo: await nextCaseNo(tx, benefitRecovery.code, today),
    lifecycle: benefitRecovery.id,
    state: benefitRecovery.initial,
    openedOn: today,
    openedBy: tx.actor.accountId,
    handlerId: tx.actor.accountId,
    version: 1,
    data: {},
    flags: flagsOf({ flags: [] }, relatives.length > 0),
    dueOn: null,
    amberOn: null,
    paused: false,
  };
  await insertCase({ tx, clock }, benefitRecovery, record);
  const cause = await proposeCause(tx, { awardId, programme, subjectId, payeePersonId, ...months });
  await tx.db.execute(sql`
    insert into recovery_case (case_id, division_no, award_id, programme, payee_person_id, opened_run_id, cause_proposed)
    values (${record.id}::uuid, ${divisionNo}, ${awardId}::uuid, ${programme}, ${payeePersonId}::uuid, ${run.id}::uuid,
            ${cause})`);
  const { opensTask } = benefitRecovery.opening;
  if (opensTask !== undefined) await openCaseTask(tx, record, 'open', opensTask);
  return record;
}
