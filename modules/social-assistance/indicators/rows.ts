import { type SQL, sql } from 'drizzle-orm';
import { firstDay } from '../../../kernel/base/month.ts';
import type { FigurePeriod, RowsStatement } from '../../../kernel/indicator/define-indicator.ts';
import { appliesAlone } from '../model/facts.ts';
import type { Programme } from '../../../kernel/policy/define-programme.ts';

const inPlace = (column: SQL, period: FigurePeriod): SQL =>
  sql`${column} >= ${period.divisionFrom} and ${column} < ${period.divisionTo}`;

const holds = (alias: SQL, period: FigurePeriod): SQL =>
  sql`${alias}.valid_from <= ${period.at}::date and (${alias}.valid_to is null or ${alias}.valid_to > ${period.at}::date)`;

const factIs = (subject: SQL, kind: string, code: string, period: FigurePeriod): SQL =>
  sql`exists (select 1 from fact f where f.subject_id = ${subject} and f.kind = ${kind} and f.code = ${code}
        and f.recorded_until = 'infinity' and ${holds(sql`f`, period)})`;

/** Households with an award in force on the day, of one hukou kind. */
export const householdsInForce =
  (programme: string, hukou: 'urban' | 'rural'): RowsStatement =>
  (period) =>
    sql`
    select a.id::text as key, 'award'::text as kind, p.name, a.division_no, null::date as month, a.award_no as what,
           1::bigint as measure, a.id::text as link
      from award_in_force a
      join household h on h.id = a.subject_id
      join person p on p.id = h.head_person_id
     where a.programme = ${programme} and ${holds(sql`a`, period)} and ${inPlace(sql`a.division_no`, period)}
       and ${factIs(sql`h.id`, 'household.hukou', hukou, period)}`;

/** Counted members of those households on the day who live and are not in custody, as the rule counts them. */
export const personsInForce =
  (programme: string, hukou: 'urban' | 'rural'): RowsStatement =>
  (period) =>
    sql`
    select a.id::text || p.id::text as key, 'award'::text as kind, p.name, a.division_no, null::date as month,
           a.award_no as what, 1::bigint as measure, a.id::text as link
      from award_in_force a
      join household h on h.id = a.subject_id
      join household_membership m on m.household_id = h.id and m.member_class = 'counted'
      join person p on p.id = m.person_id
     where a.programme = ${programme} and ${holds(sql`a`, period)} and ${holds(sql`m`, period)}
       and ${inPlace(sql`a.division_no`, period)} and ${factIs(sql`h.id`, 'household.hukou', hukou, period)}
       and not ${factIs(sql`p.id`, 'person.life', 'dead', period)}
       and not exists (select 1 from fact c where c.subject_id = p.id and c.kind = 'person.custody' and c.num = 1
                         and c.recorded_until = 'infinity' and ${holds(sql`c`, period)})
       and (${hasAlone(sql`p.id`, period)} or not exists (
             select 1 from household_membership o
              where o.household_id = h.id and o.member_class = 'counted' and ${holds(sql`o`, period)}
                and ${hasAlone(sql`o.person_id`, period)}))`;

/** Of a family in which somebody applies alone for dibao, only those are on dibao (民发〔2021〕57号 art. 8). */
const hasAlone = (person: SQL, period: FigurePeriod): SQL =>
  sql`exists (select 1 from fact f where f.subject_id = ${person} and f.kind = ${appliesAlone.kind}
        and f.recorded_until = 'infinity' and ${holds(sql`f`, period)})`;

/** Persons with awards of the given programmes in force on the day; who has two is there twice. */
export const enrolmentsInForce =
  (programmes: readonly string[], factCode?: readonly [string, string]): RowsStatement =>
  (period) =>
    sql`
    select a.id::text as key, 'award'::text as kind, p.name, a.division_no, null::date as month, a.award_no as what,
           1::bigint as measure, a.id::text as link
      from award_in_force a
      join person p on p.id = a.subject_id
     where a.programme = any(${sql.param([...programmes])}::text[]) and ${holds(sql`a`, period)}
       and ${inPlace(sql`a.division_no`, period)}
       and not ${factIs(sql`p.id`, 'person.life', 'dead', period)}
       and ${factCode === undefined ? sql`true` : factIs(sql`p.id`, factCode[0], factCode[1], period)}`;

interface PaidFilter {
  /** Only cases whose award has this code of this fact. */
  readonly award?: readonly [string, string];
  /** Only persons, or households, with this code of this fact in the month that is paid for. */
  readonly subject?: readonly [string, string];
}

const paidWhere = (programme: Programme, filter: PaidFilter, period: FigurePeriod): SQL => sql`
  l.programme = ${programme.id}
  and l.pay_month between ${firstDay(period.from)}::date and ${firstDay(period.to)}::date
  and ${inPlace(sql`l.division_no`, period)}
  and ${codeInMonth(sql`a.id`, filter.award)} and ${codeInMonth(sql`a.subject_id`, filter.subject)}`;

const codeInMonth = (subject: SQL, wanted: readonly [string, string] | undefined): SQL =>
  wanted === undefined
    ? sql`true`
    : sql`exists (select 1 from fact f where f.subject_id = ${subject} and f.kind = ${wanted[0]} and f.code = ${wanted[1]}
            and f.recorded_until = 'infinity' and f.valid_from <= l.for_month
            and (f.valid_to is null or f.valid_to > l.for_month))`;

/** The Chinese name of a line's component, as the programme declares it. */
const componentName = (programme: Programme): SQL =>
  sql`case l.component ${sql.join(
    Object.entries(programme.components).map(([code, label]) => sql`when ${code} then ${label.zh}`),
    sql` `,
  )} else l.component end`;

/** Payment lines whose money arrived, by the month in which they were paid. */
export const linesPaid =
  (programme: Programme, filter: PaidFilter = {}): RowsStatement =>
  (period) =>
    sql`
    select l.run_id::text || '/' || l.seq as key, 'line'::text as kind, p.name, l.division_no, l.for_month as month,
           a.award_no || ' ' || ${componentName(programme)} as what, l.amount_fen as measure, l.run_id::text || '/' || l.seq as link
      from paid_line l
      join award a on a.id = l.award_id
      join person p on p.id = l.payee_person_id
     where ${paidWhere(programme, filter, period)}`;

/** Awards with money that arrived in the period: households visited, cases aided, people paid. */
export const awardsPaid =
  (programme: Programme, filter: PaidFilter = {}): RowsStatement =>
  (period) =>
    sql`
    select a.id::text as key, 'award'::text as kind, min(p.name) as name, a.division_no, min(l.for_month) as month,
           a.award_no as what, 1::bigint as measure, a.id::text as link
      from paid_line l
      join award a on a.id = l.award_id
      join person p on p.id = l.payee_person_id
     where ${paidWhere(programme, filter, period)}
     group by a.id, a.division_no, a.award_no`;
