import { sql } from 'drizzle-orm';
import { decryptField } from '../access/cipher.ts';
import { maskAddress, maskIdNumber, maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import { ageOn, type PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import { absentRecord, type Reading } from '../module/reading.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { getHousehold, getPerson } from '../payment/contract.ts';
import { HOUSEHOLD_MEMBER } from '../policy/case-file.ts';
import { loadHistories, type Histories, NO_HISTORY } from './read-histories.ts';
import { placeName } from './place-names.ts';
import { readingDay } from './reading-day.ts';

type HouseholdDossier = OutputOf<typeof getHousehold>;
type Member = HouseholdDossier['members'][number];
type PersonDossier = OutputOf<typeof getPerson>;

interface PersonRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: PlainDate;
  readonly divisionNo: number;
  readonly idNoCipher: Buffer;
  readonly accountMasked: string | null;
}

interface HouseholdRow extends Record<string, unknown> {
  readonly householdNo: string;
  readonly divisionNo: number;
  readonly address: string;
  readonly headName: string | null;
}

interface MembershipRow extends Record<string, unknown> {
  readonly personId: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

/** One household, one file (一户一档), masked. The reading is audited. */
export async function readHousehold(tx: Tx, reading: Reading, id: string): Promise<HouseholdDossier> {
  const household = await findRow<{ [K in keyof HouseholdRow]: HouseholdRow[K] }>(
    tx,
    sql`select h.household_no as "householdNo", h.division_no as "divisionNo", h.address, p.name as "headName"
          from household h left join person p on p.id = h.head_person_id where h.id = ${id}::uuid`,
  );
  if (household === undefined) throw absentRecord();
  await audit(tx, { action: 'party.read', objectKind: 'household', objectId: id, purpose: '查看家庭档案' });
  const memberships = await membershipsOf(tx, id);
  const people = await peopleOf(
    tx,
    memberships.map((membership) => membership.personId),
  );
  const histories = await loadHistories(tx, reading.registry, [id, ...people.keys()]);
  const day = await readingDay(tx, reading.clock);
  return {
    id,
    householdNo: household.householdNo,
    divisionName: placeName(reading.places, household.divisionNo),
    address: maskAddress(household.address),
    headName: household.headName === null ? '***' : maskName(household.headName),
    members: memberships.flatMap((membership) => {
      const person = people.get(membership.personId);
      return person === undefined ? [] : [memberView(person, membership, histories, reading, day)];
    }),
    ...(histories.get(id) ?? NO_HISTORY),
  };
}

/** One person, masked: facts in both times, household, awards and what was paid. The reading is audited. */
export async function readPerson(tx: Tx, reading: Reading, id: string): Promise<PersonDossier> {
  const person = (await peopleOf(tx, [id])).get(id);
  if (person === undefined) throw absentRecord();
  await audit(tx, { action: 'party.read', objectKind: 'person', objectId: id, purpose: '查看人员档案' });
  const histories = await loadHistories(tx, reading.registry, [id]);
  const day = await readingDay(tx, reading.clock);
  const household = await findHouseholdOf(tx, id, day);
  return {
    id,
    ...identityOf(person, reading, day),
    account: person.accountMasked,
    divisionName: placeName(reading.places, person.divisionNo),
    householdId: household?.id ?? null,
    householdNo: household?.householdNo ?? null,
    ...(histories.get(id) ?? NO_HISTORY),
  };
}

/** Everybody who is on file as a member, from the first day to the last; who left and came back is one entry. */
const membershipsOf = (tx: Tx, householdId: string): Promise<MembershipRow[]> =>
  rowsOf<{ [K in keyof MembershipRow]: MembershipRow[K] }>(
    tx,
    sql`select subject_id as "personId", min(valid_from) as "from",
               case when bool_or(valid_to is null) then null else max(valid_to) end as "to"
          from fact
         where ref = ${householdId}::uuid and kind = ${HOUSEHOLD_MEMBER} and recorded_until = 'infinity'
         group by subject_id order by min(valid_from), subject_id`,
  );

async function peopleOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const rows = await rowsOf<{ [K in keyof PersonRow]: PersonRow[K] }>(
    tx,
    sql`select id, name, sex, birth_date as "birthDate", division_no as "divisionNo",
               id_no_cipher as "idNoCipher", account_masked as "accountMasked"
          from person where id = any(${uuidArray(ids)})`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The household of the day, else the latest one. */
const findHouseholdOf = (tx: Tx, personId: string, day: PlainDate) =>
  findRow<{ id: string; householdNo: string }>(
    tx,
    sql`select h.id, h.household_no as "householdNo"
          from household_membership m join household h on h.id = m.household_id
         where m.person_id = ${personId}::uuid
         order by (m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)) desc,
                  m.valid_from desc limit 1`,
  );

const identityOf = (person: PersonRow, { keyring }: Pick<Reading, 'keyring'>, day: PlainDate) => ({
  name: maskName(person.name),
  sex: person.sex,
  age: day < person.birthDate ? 0 : ageOn(person.birthDate, day),
  idNumber: maskIdNumber(decryptField(keyring, person.idNoCipher)),
});

const memberView = (
  person: PersonRow,
  { from, to }: MembershipRow,
  histories: Histories,
  reading: Reading,
  day: PlainDate,
): Member => ({
  personId: person.id,
  ...identityOf(person, reading, day),
  from,
  to,
  ...(histories.get(person.id) ?? NO_HISTORY),
});
