import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { maskName } from '../../access/mask.ts';
import { division, divisionRange } from '../../base/division.ts';
import { daysBetween, type PlainDate } from '../../base/plain-date.ts';
import { benefitRecovery } from './lifecycle.ts';
import type { Tx } from '../../db/database.ts';
import { rowsOf } from '../../db/rows.ts';
import type { OutputOf } from '../../module/define-contract.ts';
import { bareLabel, programmeLabel, type Reading } from '../../module/reading.ts';
import { placeName } from '../../party/place-names.ts';
import { readingDay } from '../../party/reading-day.ts';
import { AGE_IDS, ageOf, AGES, daysOf } from './ages.ts';
import { CAUSES } from './cause.ts';
import type { listRecoveries, RecoverySelection } from './contract.ts';
import { type Claim, CLAIM_COLUMNS, CLAIM_SUMS } from './recovery-store.ts';

type Selection = z.output<typeof RecoverySelection>;
type RecoveryList = OutputOf<typeof listRecoveries>;
export type RecoveryView = RecoveryList['recoveries'][number];

interface Listed extends Record<string, unknown> {
  readonly caseNo: string;
  readonly state: string;
  readonly closedOn: PlainDate | null;
  readonly openedOn: PlainDate;
  readonly awardNo: string;
  readonly name: string | null;
}

const FROM = sql`recovery_case rc join case_file c on c.id = rc.case_id join award a on a.id = rc.award_id
  left join person p on p.id = rc.payee_person_id ${CLAIM_SUMS}`;

/** Claims that match, the oldest first. */
export async function findRecoveries(
  tx: Tx,
  reading: Pick<Reading, 'registry' | 'places'>,
  on: PlainDate,
  where: SQL,
  limit: number,
): Promise<RecoveryView[]> {
  const rows = await rowsOf<Listed & { [K in keyof Claim]: Claim[K] }>(
    tx,
    sql`select ${CLAIM_COLUMNS}, c.case_no as "caseNo", c.state, c.closed_on as "closedOn", c.opened_on as "openedOn",
               a.award_no as "awardNo", p.name
          from ${FROM} where ${where} order by rc.case_id limit ${limit}`,
  );
  return rows.map(({ closedOn, payeePersonId: _, causeProposed, name, ...row }) => {
    const days = Math.max(0, daysBetween(row.openedOn, on));
    return {
      ...row,
      stateLabel: benefitRecovery.states[row.state]?.label ?? bareLabel(row.state),
      closed: closedOn !== null,
      programmeLabel: programmeLabel(reading.registry, row.programme),
      // A payee who lives elsewhere is outside the jurisdiction although the award is inside.
      name: name === null ? '***' : maskName(name),
      divisionName: placeName(reading.places, row.divisionNo),
      days,
      age: ageOf(days),
      causeLabel: CAUSES[row.cause ?? causeProposed],
    };
  });
}

export function selectionSql({ status, age, divisionNo }: Selection, on: PlainDate): SQL {
  const parts = [
    status === 'all'
      ? sql`true`
      : status === 'open'
        ? sql`c.closed_on is null`
        : sql`c.closed_on is not null`,
  ];
  if (age !== undefined) {
    const { from, to } = daysOf(age);
    parts.push(sql`${on}::date - c.opened_on >= ${from}`);
    if (to !== null) parts.push(sql`${on}::date - c.opened_on <= ${to}`);
  }
  if (divisionNo !== undefined) {
    const range = divisionRange(division(divisionNo));
    parts.push(sql`rc.division_no >= ${range.from} and rc.division_no < ${range.to}`);
  }
  return sql.join(parts, sql` and `);
}

/** Claims of the reader's jurisdiction: what is owed by street and age, and one page of them. */
export async function readRecoveries(
  tx: Tx,
  reading: Reading,
  { after, limit, ...selection }: Selection & { readonly after?: string | undefined; readonly limit: number },
): Promise<RecoveryList> {
  const on = await readingDay(tx, reading.clock);
  const where = selectionSql(selection, on);
  const beyond = after === undefined ? sql`true` : sql`rc.case_id > ${after}::uuid`;
  const found = await findRecoveries(tx, reading, on, sql`${where} and ${beyond}`, limit + 1);
  const page = found.slice(0, limit);
  return {
    on,
    streets: await byStreet(tx, reading, on),
    ages: AGE_IDS.map((age) => ({ age, label: AGES[age].label })),
    recoveries: page,
    next: found.length > limit ? (page.at(-1)?.caseId ?? null) : null,
  };
}

/** Six digits after the street's nine: the community's three and the grid's three. */
const STREET = 1_000_000;

interface AgedSum extends Record<string, unknown> {
  readonly street: number;
  readonly band: number;
  readonly claims: number;
  readonly owedFen: number;
}

async function byStreet(
  tx: Tx,
  { places }: Pick<Reading, 'places'>,
  on: PlainDate,
): Promise<RecoveryList['streets']> {
  const starts = AGE_IDS.map((age) => AGES[age].from);
  const sums = await rowsOf<AgedSum>(
    tx,
    sql`select (rc.division_no / ${STREET}::bigint * ${STREET}::bigint) as street,
               width_bucket(greatest(${on}::date - c.opened_on, 0), ${sql.param(starts)}::int[]) as band,
               count(*)::int as claims, sum(e.amount_fen)::bigint as "owedFen"
          from recovery_case rc join case_file c on c.id = rc.case_id
          join lateral (select sum(amount_fen) as amount_fen from recovery_entry where case_id = rc.case_id) e on true
         where c.closed_on is null group by 1, 2 order by 1, 2`,
  );
  return [...Map.groupBy(sums, ({ street }) => street)].map(([street, bands]) => ({
    divisionNo: street,
    name: placeName(places, street),
    claims: bands.reduce((sum, { claims }) => sum + claims, 0),
    owedFen: bands.reduce((sum, { owedFen }) => sum + owedFen, 0),
    ages: AGE_IDS.map((age, i) => {
      const band = bands.find((one) => one.band === i + 1);
      return { age, claims: band?.claims ?? 0, owedFen: band?.owedFen ?? 0 };
    }),
  }));
}
