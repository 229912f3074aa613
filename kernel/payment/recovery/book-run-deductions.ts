import { sql } from 'drizzle-orm';
import type { Clock } from '../../base/clock.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import type { RunRow } from '../run-store.ts';
import { bookDeductions, bookWriteOff } from './book-recovery.ts';
import { addEntry, type Claim, findClaim, holdClaims } from './recovery-store.ts';
import { closeWhenSettled } from './settle-claim.ts';

type Run = Pick<RunRow, 'id' | 'runNo' | 'programme'>;

interface DeductionSum extends Record<string, unknown> {
  readonly caseId: string;
  readonly kind: 'offset' | 'deduction';
  readonly amountFen: number;
}

/** Books what a run that is approved keeps back, and closes the claims that are settled by it. */
export async function bookRunDeductions(tx: Tx, run: Run, clock: Clock): Promise<void> {
  const sums = await rowsOf<DeductionSum>(
    tx,
    sql`select d.case_id as "caseId", d.kind, sum(d.amount_fen)::bigint as "amountFen"
          from payment_deduction d
         where d.run_id = ${run.id}::uuid
           and not exists (select 1 from recovery_entry e
                            where e.run_id = d.run_id and e.case_id = d.case_id and e.kind = d.kind)
         group by 1, 2 order by 1, 2 desc`,
  );
  if (sums.length === 0) return;
  const caseIds = [...new Set(sums.map(({ caseId }) => caseId))];
  await holdClaims(tx, caseIds);
  await takeLinesBack(tx, run.id);
  const byProgramme = new Map<string, number>();
  for (const sum of sums) {
    const claim = await findClaim(tx, sum.caseId);
    if (claim === undefined) continue;
    if (sum.kind === 'offset') await takeUpAgain(tx, clock, run, claim, sum.amountFen);
    await addEntry(tx, claim, {
      kind: sum.kind,
      amountFen: -sum.amountFen,
      runId: run.id,
      reference: run.runNo,
      bookedOn: clock.today(),
    });
    byProgramme.set(claim.programme, (byProgramme.get(claim.programme) ?? 0) + sum.amountFen);
  }
  await bookDeductions(tx, clock, run.programme, byProgramme, {
    memo: `${run.runNo} 抵扣应追缴`,
    runId: run.id,
  });
  for (const caseId of caseIds) await closeWhenSettled(tx, clock, caseId);
}

/** The months of the claim are less by the lines that say the payment had been due. */
const takeLinesBack = (tx: Tx, runId: string) =>
  tx.db.execute(sql`
    insert into recovery_line (run_id, seq, case_id, division_no, for_month, component, person_id, amount_fen)
    select l.run_id, l.seq, d.case_id, d.division_no, l.for_month, l.component, l.person_id, -d.amount_fen
      from payment_deduction d join payment_line l on l.run_id = d.run_id and l.seq = d.line_seq
     where d.run_id = ${runId}::uuid and d.kind = 'offset'
    on conflict do nothing`);

/** What was written off or withdrawn was kept by the payee all the same, so a payment of it now is no payment. */
async function takeUpAgain(tx: Tx, clock: Clock, run: Run, claim: Claim, offsetFen: number): Promise<void> {
  let missing = offsetFen - claim.owedFen;
  for (const [kind, known] of [
    ['waiver', claim.waivedFen],
    ['withdrawal', claim.withdrawnFen],
  ] as const) {
    const amountFen = Math.min(missing, known);
    if (amountFen <= 0) continue;
    missing -= amountFen;
    const memo = `${run.runNo} 更正后恢复${kind === 'waiver' ? '已核销' : '已撤销'}追缴款`;
    await addEntry(tx, claim, {
      kind,
      amountFen,
      runId: run.id,
      reference: run.runNo,
      bookedOn: clock.today(),
    });
    await bookWriteOff(tx, clock, claim.programme, -amountFen, { memo, runId: run.id });
  }
}
