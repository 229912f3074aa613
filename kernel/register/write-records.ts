import { type SQL, sql } from 'drizzle-orm';
import type { Keyring } from '../access/cipher.ts';
import { type DomainError, conflict, inputError } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { emit } from '../event/emit.ts';
import { findRow } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import {
  changedFields,
  completeValues,
  dropMasked,
  findLostReferences,
  getPlace,
  placeOfNew,
  readGiven,
  refuseFaults,
} from './check-values.ts';
import {
  columnsOfField,
  type ColumnValue,
  decodeRow,
  encodeField,
  keepValue,
  shownColumns,
} from './columns.ts';
import { fieldOf, type RecordDefinition, tableOf } from './define-record.ts';
import type { Values } from './field.ts';
import { readRecord, type Row, type ShownRecord } from './read-records.ts';
import { explainWriteFault } from './write-faults.ts';

/** What happened to a record, as its history tells it. */
export type ChangeAction = 'create' | 'edit' | 'correct' | 'end' | 'resume' | 'import';

export interface RecordInput {
  readonly divisionNo?: number | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ChangeInput extends RecordInput {
  readonly id: string;
  /** The version that was looked at; another one by now is a conflict. */
  readonly version: number;
  readonly reason?: string | undefined;
}

const table = (record: RecordDefinition): SQL => sql`${sql.identifier(tableOf(record))}`;

/** SQL of one column's value; lists are arrays. */
const columnSql = (value: ColumnValue): SQL =>
  Array.isArray(value) ? sql`${sql.param([...value])}::text[]` : sql`${value}`;

/** Makes a record. Throws inputError 'record.values' or 'record.place', conflict 'record.exists'. */
export async function createRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  input: RecordInput,
): Promise<ShownRecord> {
  const { tx, clock, keyring } = context;
  const today = clock.today();
  const given = readGiven(record, input.values, today);
  const whole = completeValues(record, given.values, today);
  refuseFaults(record, firstOf(given.faults, whole.faults));
  refuseFaults(record, await findLostReferences(tx, record, whole.values));
  const place = await placeOfNew(tx, record, whole.values, input.divisionNo);
  const id = uuidv7();
  await insertRecord(tx, keyring, record, { id, divisionNo: place, values: whole.values });
  await noteChange(tx, keyring, record, {
    id,
    version: 1,
    divisionNo: place,
    action: 'create',
    before: {},
    after: whole.values,
  });
  await tellChange(tx, record, 'created', { id, divisionNo: place, on: today });
  return readRecord(tx, context, record, id);
}

/** A required field that is wrong is told once: as wrong, not as missing besides. */
const firstOf = <T extends { readonly field: string }>(read: readonly T[], whole: readonly T[]): T[] => [
  ...read,
  ...whole.filter((fault) => !read.some((other) => other.field === fault.field)),
];

interface NewRow {
  readonly id: string;
  readonly divisionNo: number;
  readonly values: Values;
}

async function insertRecord(tx: Tx, keyring: Keyring, record: RecordDefinition, row: NewRow): Promise<void> {
  const columns: SQL[] = [];
  const values: SQL[] = [];
  for (const [name, field] of Object.entries(record.fields)) {
    const encoded = encodeField(keyring, field, row.values[name] ?? null);
    columnsOfField(name, field).forEach((column, i) => {
      columns.push(sql`${sql.identifier(column.name)}`);
      values.push(columnSql(encoded[i] ?? null));
    });
  }
  await explainWriteFault(record, () =>
    tx.db.execute(sql`
      insert into ${table(record)} (id, division_no, created_at, created_by, ${sql.join(columns, sql`, `)})
      values (${row.id}, ${row.divisionNo}, now(), ${tx.actor.accountId}, ${sql.join(values, sql`, `)})`),
  );
}

/** Tells the life event that a change is, where the record declares one. */
export async function tellChange(
  tx: Tx,
  record: RecordDefinition,
  what: 'created' | 'changed' | 'ended',
  { id, divisionNo, on }: { readonly id: string; readonly divisionNo: number; readonly on: PlainDate },
): Promise<void> {
  const kind = record.emits?.[what];
  if (kind !== undefined) await emit(tx, { kind, subjectId: id, divisionNo, occurredOn: on, payload: {} });
}

export interface NotedChange {
  readonly id: string;
  readonly version: number;
  readonly divisionNo: number;
  readonly action: ChangeAction;
  readonly reason?: string | undefined;
  /** Who asked for it, when the actor has only approved it. */
  readonly proposedBy?: string | undefined;
  readonly source?: string | undefined;
  readonly before: Values;
  readonly after: Values;
}

/** Writes the row of the history; encrypted values stay encrypted in it. */
export async function noteChange(
  tx: Tx,
  keyring: Keyring,
  record: RecordDefinition,
  change: NotedChange,
): Promise<void> {
  const keep = (values: Values) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          Object.hasOwn(record.fields, name) ? keepValue(keyring, fieldOf(record, name), value) : value,
        ]),
      ),
    );
  await tx.db.execute(sql`
    insert into record_change (id, record, record_id, division_no, version, action, account_id, approved_by, reason,
                               source, before, after)
    values (${uuidv7()}, ${record.id}, ${change.id}, ${change.divisionNo}, ${change.version}, ${change.action},
            ${change.proposedBy ?? tx.actor.accountId},
            ${change.proposedBy === undefined ? null : tx.actor.accountId}, ${change.reason ?? null}, ${change.source ?? null},
            ${keep(change.before)}::jsonb, ${keep(change.after)}::jsonb)`);
}

export interface StoredRecord {
  readonly id: string;
  readonly version: number;
  readonly divisionNo: number;
  readonly endedOn: PlainDate | null;
  readonly values: Values;
}

/** The record as it is stored, locked until the transaction ends. Throws 'record.absent'. */
export async function lockRecord(
  tx: Tx,
  keyring: Keyring,
  record: RecordDefinition,
  id: string,
): Promise<StoredRecord> {
  const columns = Object.entries(record.fields).flatMap(([name, field]) =>
    shownColumns(name, field).map((column) => sql.identifier(column)),
  );
  const row = await findRow<Row>(
    tx,
    sql`select id, version, division_no, ended_on, ${sql.join(columns, sql`, `)} from ${table(record)}
         where id = ${id}::uuid for update`,
  );
  if (row === undefined) throw absentRecord();
  return {
    id,
    version: Number(row['version']),
    divisionNo: Number(row['division_no']),
    endedOn: (row['ended_on'] as PlainDate | null | undefined) ?? null,
    values: decodeRow(keyring, record, row),
  };
}

/** Refuses work on a version that is no longer the current one, with both versions. */
export async function refuseStale(
  context: UseCaseContext,
  record: RecordDefinition,
  stored: StoredRecord,
  input: Pick<ChangeInput, 'version' | 'values'>,
): Promise<void> {
  if (stored.version === input.version) return;
  const current = await readRecord(context.tx, context, record, stored.id);
  throw conflict(
    'record.stale',
    `此记录在您打开之后已被他人修改（现为第${stored.version}版，您看到的是第${input.version}版）：请核对两个版本后重新提交。`,
    `The record was changed by somebody else meanwhile (now version ${stored.version}, you had ${input.version}): compare both and submit again.`,
    { current, yours: input.values },
  );
}

const ended = (): DomainError =>
  conflict(
    'record.ended',
    '此记录已终止，不能修改：如系误终止，请先恢复。',
    'The record has ended and cannot be changed: resume it first.',
  );

/**
 * Changes a record because its matter has changed. Fixed fields are refused: what was wrong from the start is a
 * correction. Throws 'record.stale' (409) with both versions, 'record.values', 'record.ended'.
 */
export async function editRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  input: ChangeInput,
): Promise<ShownRecord> {
  const fixed = Object.keys(input.values).filter((name) => record.fields[name]?.fixed === true);
  refuseFaults(
    record,
    fixed.map((field) => ({
      field,
      zh: '登记后不能变更，确有错误请办理更正',
      en: 'cannot be changed; if it was wrong, correct it',
    })),
  );
  return changeRecord(context, record, input, 'edit');
}

/** Applies changes to the current version, notes them in the history, and gives the record as it is now. */
export async function changeRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  input: ChangeInput,
  action: 'edit' | 'correct',
  proposedBy?: string,
): Promise<ShownRecord> {
  const { tx, clock, keyring } = context;
  const stored = await lockRecord(tx, keyring, record, input.id);
  await refuseStale(context, record, stored, input);
  if (stored.endedOn !== null) throw ended();
  const today = clock.today();
  const given = readGiven(record, dropMasked(record, input.values), today);
  const whole = completeValues(record, { ...stored.values, ...given.values }, today);
  refuseFaults(record, firstOf(given.faults, whole.faults));
  const changed = changedFields(stored.values, whole.values);
  const after = Object.fromEntries(changed.map((name) => [name, whole.values[name] ?? null]));
  refuseFaults(record, await findLostReferences(tx, record, after));
  const place = await placeAfter(tx, record, stored, input.divisionNo);
  if (changed.length > 0 || place !== stored.divisionNo) {
    await storeChange(tx, keyring, record, { stored, after, place });
    await noteChange(tx, keyring, record, {
      id: input.id,
      version: stored.version + 1,
      divisionNo: place,
      action,
      reason: input.reason,
      proposedBy,
      before: withPlace(
        Object.fromEntries(changed.map((name) => [name, stored.values[name] ?? null])),
        stored.divisionNo,
        place,
        stored.divisionNo,
      ),
      after: withPlace(after, place, place, stored.divisionNo),
    });
    await tellChange(tx, record, 'changed', { id: input.id, divisionNo: place, on: today });
  }
  return readRecord(tx, context, record, input.id);
}

/** A move is told in the history like a change of a field. */
const withPlace = (values: Values, shown: number, place: number, before: number): Values =>
  place === before ? values : { ...values, divisionNo: shown };

async function placeAfter(
  tx: Tx,
  record: RecordDefinition,
  stored: StoredRecord,
  given: number | undefined,
): Promise<number> {
  if (given === undefined || given === stored.divisionNo) return stored.divisionNo;
  if (record.scope !== 'own' || record.managed === true)
    throw inputError(
      'record.place-fixed',
      '此类记录的所属区划不能在这里变更。',
      'The place of such a record cannot be changed here.',
    );
  return getPlace(tx, given);
}

interface Change {
  readonly stored: StoredRecord;
  readonly after: Values;
  readonly place: number;
}

async function storeChange(
  tx: Tx,
  keyring: Keyring,
  record: RecordDefinition,
  { stored, after, place }: Change,
): Promise<void> {
  const sets = Object.entries(after).flatMap(([name, value]) => {
    const field = fieldOf(record, name);
    const encoded = encodeField(keyring, field, value);
    return columnsOfField(name, field).map(
      (column, i) => sql`${sql.identifier(column.name)} = ${columnSql(encoded[i] ?? null)}`,
    );
  });
  if (place !== stored.divisionNo) sets.push(sql`division_no = ${place}`);
  await explainWriteFault(record, () =>
    tx.db.execute(sql`
      update ${table(record)} set ${sql.join(sets, sql`, `)}, version = version + 1, changed_at = now(),
             changed_by = ${tx.actor.accountId} where id = ${stored.id}::uuid`),
  );
}

export interface EndInput {
  readonly id: string;
  readonly version: number;
  readonly on: PlainDate;
  readonly reason: string;
}

/** Ends a record: it stays, with its last day and the reason. Throws 'record.stale', conflict 'record.ended'. */
export async function endRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  { id, version, on, reason }: EndInput,
): Promise<ShownRecord> {
  const { tx, keyring, clock } = context;
  const stored = await lockRecord(tx, keyring, record, id);
  await refuseStale(context, record, stored, { version, values: {} });
  if (stored.endedOn !== null) throw ended();
  if (on > clock.today())
    throw inputError('record.end-date', '终止日期不能晚于今天。', 'The last day may not be after today.');
  await setEnd(tx, record, id, { on, reason });
  await noteChange(tx, keyring, record, {
    ...stored,
    version: version + 1,
    action: 'end',
    reason,
    before: { endedOn: null },
    after: { endedOn: on },
  });
  await tellChange(tx, record, 'ended', { id, divisionNo: stored.divisionNo, on });
  return readRecord(tx, context, record, id);
}

/** Takes back an ending that was a mistake; the history keeps both. */
export async function resumeRecord(
  context: UseCaseContext,
  record: RecordDefinition,
  { id, version, reason }: Omit<EndInput, 'on'>,
): Promise<ShownRecord> {
  const { tx, keyring } = context;
  const stored = await lockRecord(tx, keyring, record, id);
  await refuseStale(context, record, stored, { version, values: {} });
  if (stored.endedOn === null)
    throw conflict('record.not-ended', '此记录并未终止。', 'The record has not ended.');
  await explainWriteFault(record, () => setEnd(tx, record, id, null));
  await noteChange(tx, keyring, record, {
    ...stored,
    version: version + 1,
    action: 'resume',
    reason,
    before: { endedOn: stored.endedOn },
    after: { endedOn: null },
  });
  return readRecord(tx, context, record, id);
}

const setEnd = (
  tx: Tx,
  record: RecordDefinition,
  id: string,
  end: { readonly on: PlainDate; readonly reason: string } | null,
) =>
  tx.db.execute(sql`
    update ${table(record)} set ended_on = ${end?.on ?? null}::date, end_reason = ${end?.reason ?? null},
           version = version + 1, changed_at = now(), changed_by = ${tx.actor.accountId} where id = ${id}::uuid`);
