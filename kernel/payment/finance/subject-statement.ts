import { type SQL, sql } from 'drizzle-orm';
import { maskName } from '../../access/mask.ts';
import { audit } from '../../audit/audit.ts';
import { firstDay, month as asMonth } from '../../base/month.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { absentRecord, programmeLabel } from '../../module/reading.ts';
import type { Registry } from '../../module/registry.ts';
import type { getHouseholdStatement } from './contract.ts';
import type { Months } from './fund-statement.ts';

export type SubjectStatement = OutputOf<typeof getHouseholdStatement>;
type Row = SubjectStatement['rows'][number];
type Sums = SubjectStatement['total'];

const NOTHING: Sums = { dueFen: 0, paidFen: 0, openFen: 0, returnedFen: 0, overpaidFen: 0 };

const add = (a: Sums, b: Sums): Sums => ({
  dueFen: a.dueFen + b.dueFen,
  paidFen: a.paidFen + b.paidFen,
  openFen: a.openFen + b.openFen,
  returnedFen: a.returnedFen + b.returnedFen,
  overpaidFen: a.overpaidFen + b.overpaidFen,
});

/**
 * What was due to a household: its own awards, and those of its members for the months in which they belonged to it.
 * The reading is audited. Errors: nothing of the kind in the jurisdiction.
 */
export async function readHouseholdStatement(
  tx: Tx,
  registry: Registry,
  id: string,
  months: Months,
): Promise<SubjectStatement> {
  const household = await findRow<{ number: string; name: string | null }>(
    tx,
    sql`select h.household_no as number, p.name from household h left join person p on p.id = h.head_person_id
         where h.id = ${id}::uuid`,
  );
  if (household === undefined) throw absentRecord();
  await audit(tx, { action: 'ledger.statement', objectKind: 'household', objectId: id, purpose: '对账' });
  const lines = sql`(a.subject_id = ${id}::uuid or exists (
    select 1 from household_membership m where m.household_id = ${id}::uuid and m.person_id = a.subject_id
       and m.valid_from < l.for_month + interval '1 month' and (m.valid_to is null or m.valid_to > l.for_month)))`;
  const name = household.name === null ? '' : maskName(household.name);
  return statementOf(tx, registry, { kind: 'household', id, number: household.number, name }, lines, months);
}

/** What was due to a person: the person's own awards, and the parts of a family's that are named for them. */
export async function readPersonStatement(
  tx: Tx,
  registry: Registry,
  id: string,
  months: Months,
): Promise<SubjectStatement> {
  const person = await findRow<{ name: string }>(tx, sql`select name from person where id = ${id}::uuid`);
  if (person === undefined) throw absentRecord();
  await audit(tx, { action: 'ledger.statement', objectKind: 'person', objectId: id, purpose: '对账' });
  const lines = sql`(a.subject_id = ${id}::uuid or l.person_id = ${id}::uuid)`;
  return statementOf(
    tx,
    registry,
    { kind: 'person', id, number: null, name: maskName(person.name) },
    lines,
    months,
  );
}

type Head = Pick<SubjectStatement, 'kind' | 'id' | 'number' | 'name'>;

async function statementOf(
  tx: Tx,
  registry: Registry,
  head: Head,
  lines: SQL,
  { from, to }: Months,
): Promise<SubjectStatement> {
  // A line has arrived when the last attempt at its item was paid; it was returned when an attempt came back.
  const found = await rowsOf<Omit<Row, 'programmeLabel'>>(
    tx,
    sql`select to_char(r.pay_month, 'YYYY-MM') as month, r.programme, a.id as "awardId", a.award_no as "awardNo",
               r.id as "runId", r.run_no as "runNo",
               coalesce(sum(l.amount_fen) filter (where l.amount_fen > 0), 0)::bigint as "dueFen",
               coalesce(sum(l.amount_fen) filter (where i.paid), 0)::bigint as "paidFen",
               coalesce(sum(l.amount_fen) filter (where l.amount_fen > 0 and i.paid is not true), 0)::bigint as "openFen",
               coalesce(sum(l.amount_fen) filter (where i.returned), 0)::bigint as "returnedFen",
               coalesce(-sum(l.amount_fen) filter (where l.amount_fen < 0), 0)::bigint as "overpaidFen"
          from payment_line l join award a on a.id = l.award_id join payment_run r on r.id = l.run_id
          left join lateral (
            select bool_or(i.state = 'paid') as paid, bool_or(i.state = 'returned') as returned
              from payment_item i where i.run_id = l.run_id and i.item_seq = l.item_seq) i on true
         where r.state not in ('draft', 'checked', 'void') and ${lines}
           and r.pay_month >= ${from === undefined ? null : firstDay(asMonth(from))}::date is not false
           and r.pay_month <= ${to === undefined ? null : firstDay(asMonth(to))}::date is not false
         group by r.id, a.id order by r.pay_month, r.programme, a.award_no`,
  );
  const rows = found.map((row) => ({ ...row, programmeLabel: programmeLabel(registry, row.programme) }));
  const byProgramme = new Map<string, Sums>();
  for (const row of rows) byProgramme.set(row.programme, add(byProgramme.get(row.programme) ?? NOTHING, row));
  return {
    ...head,
    from: from ?? null,
    to: to ?? null,
    rows,
    byProgramme: [...byProgramme].map(([programme, sums]) => ({
      programme,
      programmeLabel: programmeLabel(registry, programme),
      ...sums,
    })),
    total: rows.reduce<Sums>(add, NOTHING),
  };
}
