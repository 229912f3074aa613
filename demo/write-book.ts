import { sql } from 'drizzle-orm';
import { blindIndex, encryptField, type Keyring } from '../kernel/access/cipher.ts';
import { maskAccount } from '../kernel/access/mask.ts';
import { type CopyValue, copyRows } from '../kernel/db/copy.ts';
import type { Tx } from '../kernel/db/database.ts';
import { BASE, type Book, type BookPerson } from './book.ts';

type Row = Readonly<Record<string, CopyValue>>;

/** Who the demonstration says has recorded and confirmed its inputs. */
export interface Recorders {
  readonly recorder: string;
  readonly approver: string;
}

/** Writes people, households, awards and facts inside one transaction. */
export async function writeBook(
  tx: Tx,
  ring: Keyring,
  book: Book,
  { recorder, approver }: Recorders,
): Promise<void> {
  await writePeople(tx, ring, book.people, recorder);
  await copyRecords(tx, 'household', householdRows(book, recorder));
  await copyRecords(tx, 'award', awardRows(book, recorder, approver));
  await copyRecords(tx, 'fact', factRows(book, recorder));
  await startSeries(tx);
}

/** Writes people by themselves; those of the book come with what is known of them. */
export const writePeople = (
  tx: Tx,
  ring: Keyring,
  people: readonly BookPerson[],
  recorder: string,
): Promise<void> => copyRecords(tx, 'person', personRows(people, ring, recorder));

const SERIAL_DIGITS = 6;

/** New households and awards are numbered after those of the demonstration. */
const startSeries = (tx: Tx): Promise<unknown> =>
  tx.db.execute(sql`
    insert into number_series (series, last_no)
    select left(no, -${SERIAL_DIGITS}::int), max(right(no, ${SERIAL_DIGITS}::int)::int)
      from (select household_no as no from household union all select award_no from award) numbers group by 1`);

async function copyRecords(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  await copyRows(
    tx,
    table,
    columns,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  );
}

const personRows = (people: readonly BookPerson[], ring: Keyring, recorder: string): Row[] =>
  people.map((person) => ({
    id: person.id,
    division_no: person.division,
    name: person.name,
    sex: person.sex,
    birth_date: person.birthDate,
    id_no_cipher: encryptField(ring, person.idNumber),
    id_no_index: blindIndex(ring, 'id-number', person.idNumber),
    account_cipher: encryptField(ring, person.account),
    account_index: blindIndex(ring, 'bank-account', person.account),
    account_masked: maskAccount(person.account),
    created_at: BASE.at,
    created_by: recorder,
  }));

const householdRows = (book: Book, recorder: string): Row[] =>
  book.households.map((household, i) => ({
    id: household.id,
    household_no: household.no,
    division_no: household.division,
    head_person_id: household.head.id,
    address: `演示路${i + 1}号`,
    created_at: BASE.at,
    created_by: recorder,
  }));

const awardRows = (book: Book, recorder: string, approver: string): Row[] =>
  book.awards.map((award) => ({
    id: award.id,
    award_no: award.no,
    programme: award.programme,
    subject_kind: award.subjectKind,
    subject_id: award.subjectId,
    division_no: award.division,
    payee_person_id: award.payee.id,
    basis: award.basis,
    recorded_by: recorder,
    approved_by: approver,
    created_at: BASE.at,
  }));

const factRows = (book: Book, recorder: string): Row[] =>
  book.facts.map((fact) => ({
    id: fact.id,
    subject_kind: fact.subjectKind,
    subject_id: fact.subjectId,
    kind: fact.kind,
    division_no: fact.division,
    valid_from: fact.validFrom,
    valid_to: fact.validTo,
    num: fact.num,
    code: fact.code,
    ref: fact.ref,
    source: fact.source,
    reason: fact.reason,
    recorded_at: fact.recordedAt,
    recorded_until: fact.recordedUntil,
    recorded_by: recorder,
  }));
