import { sql } from 'drizzle-orm';
import { maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import { DomainError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { firstDay, type Month, month as monthOfText, monthFromIndex, monthIndex } from '../base/month.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, componentLabel, type Reading } from '../module/reading.ts';
import { getDistrict } from '../party/district.ts';
import { activeOn, type CaseFile } from '../policy/case-file.ts';
import type { Programme } from '../policy/define-programme.ts';
import { evaluateAward, MonthRules, type PayPeriod } from '../policy/evaluate.ts';
import { explainAward, type Explanation } from '../policy/explain.ts';
import { NO_AWARD } from '../policy/find-subject.ts';
import { loadCases, loadTrialCase } from '../policy/load-cases.ts';
import { loadParameterRows } from '../policy/parameter-store.ts';
import { KNOWN_NOW } from '../policy/read-explanation.ts';
import { type ParameterTable, parameterTable } from '../policy/resolve-parameters.ts';
import { differences, type Line, type PaidBefore } from './differences.ts';
import type { getHouseholdPosition } from './position-contract.ts';
import { reasonLabel } from './read-lines.ts';
import { loadPaidBefore } from './run-store.ts';

export type Position = OutputOf<typeof getHouseholdPosition>;
type Entry = Position['entries'][number];

/** Somebody or a family that a programme may be decided for. */
interface Subject {
  readonly kind: 'person' | 'household';
  readonly id: string;
  readonly name: string;
  readonly division: number;
}

export interface PositionQuery {
  readonly kind: 'person' | 'household';
  readonly id: string;
  /** The last month of the data when none is asked for. */
  readonly month?: string | undefined;
}

/**
 * Everything that a household, or a person with the family, receives, would be due and is kept out of in a month, each
 * by the programme's own rule, and what is still to be paid or claimed back. Nothing is stored; the reading is audited.
 */
export async function readPosition(
  tx: Tx,
  { registry }: Pick<Reading, 'registry'>,
  query: PositionQuery,
): Promise<Position> {
  const district = await getDistrict(tx);
  const month = query.month === undefined ? district.lastMonth : monthOfText(query.month);
  const household = await findHousehold(tx, query, month);
  const subjects = await subjectsOf(tx, query, household, month);
  if (subjects.length === 0) throw absentRecord();
  await audit(tx, {
    action: 'party.read',
    objectKind: query.kind,
    objectId: query.id,
    purpose: '查看待遇全貌',
  });
  const programmes = [...registry.programmes.values()];
  const entries: Entry[] = [];
  for (const programme of programmes) {
    const period: PayPeriod = { payMonth: month, openedOn: district.firstMonth };
    const own = subjects.filter(({ kind }) => kind === programme.unit);
    entries.push(...(await entriesOf({ tx, registry, programme, period }, own)));
  }
  return {
    householdId: household?.id ?? null,
    householdNo: household?.no ?? null,
    month,
    entries,
    totals: totalsOf(entries),
    conflicts: conflictsOf(programmes, entries, subjects),
    matrix: programmes.flatMap(({ label: programmeLabel, interactions = [] }) =>
      interactions.map(({ assumption = null, id, kind, label, source }) => ({
        id,
        programmeLabel,
        kind,
        label,
        source,
        assumption,
      })),
    ),
  };
}

interface Household extends Record<string, unknown> {
  readonly id: string;
  readonly no: string;
}

/** The household that was asked for, or the one that the person is counted in on the first day of the month. */
const findHousehold = (tx: Tx, { kind, id }: PositionQuery, month: Month): Promise<Household | undefined> =>
  kind === 'household'
    ? findRow<{ id: string; no: string }>(
        tx,
        sql`select id, household_no as no from household where id = ${id}::uuid`,
      )
    : findRow<{ id: string; no: string }>(
        tx,
        sql`select h.id, h.household_no as no
              from household_membership m join household h on h.id = m.household_id
             where m.person_id = ${id}::uuid and m.member_class = 'counted' and m.valid_from <= ${firstDay(month)}::date
               and (m.valid_to is null or m.valid_to > ${firstDay(month)}::date) limit 1`,
      );

/** The family, and its counted members of the month; of a person's position only the person. */
async function subjectsOf(
  tx: Tx,
  query: PositionQuery,
  household: Household | undefined,
  month: Month,
): Promise<Subject[]> {
  const day = firstDay(month);
  const rows = await rowsOf<{ kind: Subject['kind']; id: string; name: string | null; division: number }>(
    tx,
    sql`select 'household' as kind, h.id, p.name, h.division_no as division
          from household h left join person p on p.id = h.head_person_id where h.id = ${household?.id ?? null}::uuid
        union all
        select 'person', p.id, p.name, p.division_no from person p
         where ${query.kind === 'person'} and p.id = ${query.id}::uuid
            or ${query.kind === 'household'} and p.id in (
                 select m.person_id from household_membership m
                  where m.household_id = ${household?.id ?? null}::uuid and m.member_class = 'counted'
                    and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date))
         order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, name: row.name === null ? '***' : maskName(row.name) }));
}

interface Deciding {
  readonly tx: Tx;
  readonly registry: Reading['registry'];
  readonly programme: Programme;
  readonly period: PayPeriod;
}

async function entriesOf(deciding: Deciding, subjects: readonly Subject[]): Promise<Entry[]> {
  const { tx, programme, period } = deciding;
  const keys = Object.values(programme.parameters).map(({ key }) => key);
  const table = parameterTable(await loadParameterRows(tx, KNOWN_NOW, keys));
  const entries: Entry[] = [];
  for (const subject of subjects) {
    const awards = await rowsOf<{ id: string }>(
      tx,
      sql`select id from award where programme = ${programme.id} and subject_id = ${subject.id}::uuid order by award_no`,
    );
    const ids = awards.map(({ id }) => id);
    const files = ids.length === 0 ? [] : await loadCases(tx, programme, KNOWN_NOW, ids);
    const paid =
      ids.length === 0
        ? new Map<string, PaidBefore>()
        : await loadPaidBefore(tx, programme.id, KNOWN_NOW, ids);
    const isHeld = ({ status }: CaseFile): boolean => activeOn(status, firstDay(period.payMonth));
    const told = files
      .map((file) => ({ file, entry: entryOf(deciding, subject, file, table, paid.get(file.awardId)) }))
      // An award of other months is only told while there is something to pay or to claim for it.
      .filter(({ file, entry }) => isHeld(file) || entry.paidFen !== 0 || entry.differences.length > 0);
    entries.push(...told.map(({ entry }) => entry));
    if (told.some(({ file }) => isHeld(file)) || !isOpenToAll(programme, period.payMonth)) continue;
    const trial = await loadTrialCase(tx, programme, KNOWN_NOW, {
      id: NO_AWARD,
      awardNo: '',
      subjectKind: subject.kind,
      subjectId: subject.id,
      division: subject.division,
      payeePersonId: subject.id,
    });
    entries.push(entryOf(deciding, subject, trial, table, undefined));
  }
  return entries;
}

/** A grant of one month, or a list that the district makes, is not told to everybody who could be on it. */
function isOpenToAll({ cycle, versions }: Programme, month: Month): boolean {
  const version = versions.findLast(({ from }) => from <= month);
  return cycle !== 'once' && version !== undefined && version.byList !== true;
}

function entryOf(
  { registry, programme, period }: Deciding,
  subject: Subject,
  file: CaseFile,
  table: ParameterTable,
  paid: PaidBefore | undefined,
): Entry {
  const isTrial = file.awardId === NO_AWARD;
  const decided = decisionOf(programme, file, table, period.payMonth);
  const lines = isTrial ? [] : openLines(programme, file, table, period, paid);
  const refusal = decided.explanation?.refusal?.code;
  const excludedBy = (programme.interactions ?? []).filter(
    (interaction) => interaction.refusal !== undefined && interaction.refusal === refusal,
  );
  return {
    programme: programme.id,
    programmeLabel: programme.label,
    cycle: programme.cycle,
    subjectKind: subject.kind,
    subjectId: subject.id,
    name: subject.name,
    standing: standingOf(decided.explanation, isTrial, excludedBy.length > 0),
    inForce: !isTrial && activeOn(file.status, firstDay(period.payMonth)),
    awardId: isTrial ? null : file.awardId,
    awardNo: isTrial ? null : file.awardNo,
    dueFen: isTrial || decided.explanation?.inForce === true ? (decided.explanation?.totalFen ?? 0) : 0,
    paidFen: paidFor(period.payMonth, paid),
    reason: decided.explanation === undefined ? decided.fault : (decided.explanation.refusal?.label ?? null),
    excludedBy: excludedBy.map(({ label, source }) => ({ label, source })),
    differences: lines.map((line) => ({
      month: line.month,
      component: line.component,
      componentLabel: componentLabel(registry, programme.id, line.component),
      amountFen: line.amountFen,
      reason: reasonLabel(line.reason, line.amountFen),
    })),
  };
}

interface Decided {
  readonly explanation: Explanation | undefined;
  readonly fault: Label | null;
}

/** The decision of the month; a month before the rules or without a standard is told as such and stops nothing else. */
function decisionOf(programme: Programme, file: CaseFile, table: ParameterTable, month: Month): Decided {
  try {
    return { explanation: explainAward(programme, file, table, month), fault: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { explanation: undefined, fault: { zh: error.zh, en: error.en } };
  }
}

function standingOf(
  explanation: Explanation | undefined,
  isTrial: boolean,
  isExcluded: boolean,
): Entry['standing'] {
  if (explanation === undefined) return 'unknown';
  if (!isTrial && explanation.inForce) return explanation.eligible ? 'received' : 'lapsed';
  if (explanation.eligible) return isTrial ? 'entitled' : 'lapsed';
  return isExcluded ? 'excluded' : 'not-entitled';
}

/**
 * What the next run would make good for one award: the differences of all months up to the last one that was paid,
 * without a month's own first payment.
 */
function openLines(
  programme: Programme,
  file: CaseFile,
  table: ParameterTable,
  asked: PayPeriod,
  paid: PaidBefore | undefined,
): Line[] {
  const months = [...(paid?.keys() ?? [])].map((key) => Number.parseInt(key, 10));
  const last = monthFromIndex(Math.max(monthIndex(asked.payMonth), ...months));
  const period: PayPeriod = { ...asked, payMonth: last };
  try {
    const due = evaluateAward(programme, file, new MonthRules(programme, table), period);
    return differences(due, paid, period).filter(
      ({ kind, reason }) => kind !== 'regular' || reason !== 'due',
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [];
  }
}

function paidFor(month: Month, paid: PaidBefore | undefined): number {
  const index = monthIndex(month);
  return [...(paid ?? [])]
    .filter(([key]) => Number.parseInt(key, 10) === index)
    .reduce((sum, [, amount]) => sum + amount, 0);
}

function totalsOf(entries: readonly Entry[]): Position['totals'] {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const held = entries.filter(({ awardId }) => awardId !== null);
  const open = held.flatMap((entry) => entry.differences.map(({ amountFen }) => amountFen));
  return {
    dueFen: sum(held.map(({ dueFen }) => dueFen)),
    paidFen: sum(held.map(({ paidFen }) => paidFen)),
    backPayFen: sum(open.filter((amount) => amount > 0)),
    recoverFen: -sum(open.filter((amount) => amount < 0)),
    netFen: sum(open),
  };
}

/** People of the position who hold what nobody may hold at once. */
function conflictsOf(
  programmes: readonly Programme[],
  entries: readonly Entry[],
  subjects: readonly Subject[],
): Position['conflicts'] {
  const holds = (programme: string, person: Subject): boolean =>
    entries.some(
      (entry) =>
        entry.programme === programme &&
        entry.inForce &&
        (entry.subjectKind === 'household' || entry.subjectId === person.id),
    );
  const seen = new Set<string>();
  return programmes.flatMap((programme) =>
    (programme.interactions ?? []).flatMap(({ kind, by, label, source }) => {
      if (kind !== 'same-person' || by === undefined || !('programme' in by)) return [];
      const other = programmes.find(({ id }) => id === by.programme);
      const pair = [programme.id, by.programme].toSorted().join('|');
      if (other === undefined || seen.has(pair)) return [];
      seen.add(pair);
      return subjects
        .filter(
          (person) => person.kind === 'person' && holds(programme.id, person) && holds(other.id, person),
        )
        .map(({ name }) => ({ name, programmes: [programme.label, other.label], label, source }));
    }),
  );
}
