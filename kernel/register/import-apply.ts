import { type SQL, sql } from 'drizzle-orm';
import type { Keyring } from '../access/cipher.ts';
import { conflict } from '../base/errors.ts';
import { uuidv7 } from '../base/ids.ts';
import { copyRows, type CopyValue } from '../db/copy.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import { type Column, columnsOfField, type ColumnValue, encodeField, openKept } from './columns.ts';
import { type RecordDefinition, tableOf } from './define-record.ts';
import type { FieldValue, Values } from './field.ts';
import type { ImportFault } from './import-read.ts';
import { closeImportTask } from './register-tasks.ts';
import { explainWriteFault } from './write-faults.ts';
import { tellChange } from './write-records.ts';

const PAGE_ROWS = 5_000;
const FAULTS_SHOWN_MAX = 500;

/** An import as it is shown. */
export interface ShownImport {
  readonly id: string;
  readonly fileName: string;
  readonly state: 'staged' | 'applied' | 'cancelled';
  readonly rowsNew: number;
  readonly rowsChanged: number;
  readonly rowsSame: number;
  readonly rowsBad: number;
  readonly rowsApplied: number | null;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  readonly createdBy: string;
}

type ImportRow = { [K in keyof ShownImport]: ShownImport[K] };

const SELECT = sql`select b.id, b.file_name as "fileName", b.state, b.rows_new as "rowsNew", b.rows_changed as "rowsChanged",
  b.rows_same as "rowsSame", b.rows_bad as "rowsBad", b.rows_applied as "rowsApplied", b.created_at as "createdAt",
  b.applied_at as "appliedAt", a.display_name as "createdBy" from import_batch b join account a on a.id = b.created_by`;

/** The latest imports of a register. */
export const listImports = (tx: Tx, record: RecordDefinition): Promise<ShownImport[]> =>
  rowsOf<ImportRow>(tx, sql`${SELECT} where b.record = ${record.id} order by b.created_at desc limit 50`);

/** One import with its faults (the first 500; the marked file has all). */
export async function readImport(
  tx: Tx,
  record: RecordDefinition,
  id: string,
): Promise<ShownImport & { faults: ImportFault[]; faultCount: number }> {
  const batch = await findImport(tx, record, id);
  const faults = await rowsOf<{ [K in keyof ImportFault]: ImportFault[K] }>(
    tx,
    sql`select f.line, f."column", f.zh, f.en from import_row r,
               jsonb_to_recordset(r.faults) as f(line int, "column" text, zh text, en text)
         where r.batch_id = ${id}::uuid and r.outcome = 'bad' order by f.line limit ${FAULTS_SHOWN_MAX}`,
  );
  const count = await findRow<{ count: number }>(
    tx,
    sql`select coalesce(sum(jsonb_array_length(faults)), 0)::int as count from import_row
         where batch_id = ${id}::uuid and outcome = 'bad'`,
  );
  return { ...batch, faults, faultCount: count?.count ?? 0 };
}

async function findImport(tx: Tx, record: RecordDefinition, id: string): Promise<ShownImport> {
  const batch = await findRow<ImportRow>(
    tx,
    sql`${SELECT} where b.id = ${id}::uuid and b.record = ${record.id}`,
  );
  if (batch === undefined) throw absentRecord();
  return batch;
}

async function lockStaged(tx: Tx, record: RecordDefinition, id: string): Promise<ShownImport> {
  await tx.db.execute(sql`select 1 from import_batch where id = ${id}::uuid for update`);
  const batch = await findImport(tx, record, id);
  if (batch.state === 'staged') return batch;
  throw conflict(
    'import.settled',
    batch.state === 'applied' ? '这个文件已经导入，没有重复写入。' : '这次导入已经取消，请重新上传文件。',
    batch.state === 'applied'
      ? 'This import was applied already.'
      : 'This import was given up: upload the file again.',
  );
}

/**
 * Writes a checked file into the register: all rows or nothing, or the good rows only. Throws conflict
 * 'import.has-faults' when rows are bad and all are asked for, and 'import.stale' when a record has changed since.
 */
export async function applyImport(
  context: UseCaseContext,
  record: RecordDefinition,
  id: string,
  rows: 'all' | 'good',
): Promise<ShownImport> {
  const { tx } = context;
  const batch = await lockStaged(tx, record, id);
  if (rows === 'all' && batch.rowsBad > 0)
    throw conflict(
      'import.has-faults',
      `文件中有${batch.rowsBad}行有误，未写入任何内容：请改正后重新上传，或选择只导入正确的行。`,
      `${batch.rowsBad} rows are wrong; nothing was written: mend the file or apply the good rows only.`,
    );
  let applied = 0;
  for (let after = 0; ;) {
    const page = await readStaged(tx, id, after);
    await insertNew(
      context,
      record,
      page.filter((row) => row.outcome === 'new'),
      id,
    );
    await updateChanged(
      context,
      record,
      page.filter((row) => row.outcome === 'changed'),
      id,
    );
    applied += page.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) break;
    after = last.line;
  }
  await tx.db.execute(sql`
    update import_batch set state = 'applied', rows_applied = ${applied}, applied_at = now() where id = ${id}::uuid`);
  await closeImportTask(tx, record, id, 'done');
  return findImport(tx, record, id);
}

/** Gives up a checked file; the register has not been touched. */
export async function cancelImport(
  { tx }: UseCaseContext,
  record: RecordDefinition,
  id: string,
): Promise<ShownImport> {
  await lockStaged(tx, record, id);
  await tx.db.execute(sql`update import_batch set state = 'cancelled' where id = ${id}::uuid`);
  await closeImportTask(tx, record, id, 'cancelled');
  return findImport(tx, record, id);
}

interface Staged extends Record<string, unknown> {
  readonly line: number;
  readonly outcome: 'new' | 'changed';
  readonly recordId: string | null;
  readonly baseVersion: number | null;
  readonly placeNo: number | null;
  readonly before: Values;
  readonly after: Values;
}

const readStaged = (tx: Tx, batchId: string, after: number): Promise<Staged[]> =>
  rowsOf<{ [K in keyof Staged]: Staged[K] }>(
    tx,
    sql`select line, outcome, record_id as "recordId", base_version as "baseVersion", place_no as "placeNo", before, after
          from import_row where batch_id = ${batchId}::uuid and line > ${after} and outcome in ('new', 'changed')
         order by line limit ${PAGE_ROWS}`,
  );

/** COPY writes a list as PostgreSQL's array text; codes hold nothing that needs quoting. */
const copyValue = (value: ColumnValue): CopyValue => (isList(value) ? `{${value.join(',')}}` : value);

const isList = (value: ColumnValue): value is readonly string[] => Array.isArray(value);

const fieldColumns = (record: RecordDefinition): readonly Column[] =>
  Object.entries(record.fields).flatMap(([name, field]) => columnsOfField(name, field));

function fieldValues(keyring: Keyring, record: RecordDefinition, kept: Values): CopyValue[] {
  return Object.entries(record.fields).flatMap(([name, field]) => {
    const stored: FieldValue = kept[name] ?? null;
    return encodeField(keyring, field, openKept(keyring, field, stored)).map(copyValue);
  });
}

async function insertNew(
  context: UseCaseContext,
  record: RecordDefinition,
  rows: readonly Staged[],
  batchId: string,
): Promise<void> {
  if (rows.length === 0) return;
  const { tx, keyring } = context;
  const made = rows.map((row) => ({ ...row, id: uuidv7() }));
  const columns = [
    'id',
    'division_no',
    'created_by',
    'created_at',
    ...fieldColumns(record).map(({ name }) => name),
  ];
  const now = new Date().toISOString();
  await explainWriteFault(record, () =>
    copyRows(
      tx,
      tableOf(record),
      columns,
      made.map((row) => [
        row.id,
        row.placeNo,
        tx.actor.accountId,
        now,
        ...fieldValues(keyring, record, row.after),
      ]),
    ),
  );
  await noteAll(tx, record, made, batchId);
  await tellAll(context, record, 'created', made);
}

async function updateChanged(
  context: UseCaseContext,
  record: RecordDefinition,
  rows: readonly Staged[],
  batchId: string,
): Promise<void> {
  if (rows.length === 0) return;
  const { tx, keyring } = context;
  const columns = fieldColumns(record);
  const names = ['id', 'version', 'division_no', ...columns.map(({ name }) => name)];
  await tx.client.query(
    `create temp table import_stage on commit drop as select ${names.join(', ')} from ${tableOf(record)} with no data`,
  );
  await copyRows(
    tx,
    'import_stage',
    names,
    rows.map((row) => [
      row.recordId,
      row.baseVersion,
      row.placeNo,
      ...fieldValues(keyring, record, row.after),
    ]),
  );
  const sets: SQL[] = columns.map(
    ({ name }) =>
      sql`${sql.identifier(name)} = coalesce(s.${sql.identifier(name)}, t.${sql.identifier(name)})`,
  );
  const updated = await explainWriteFault(record, () =>
    rowsOf(
      tx,
      sql`update ${sql.identifier(tableOf(record))} t set ${sql.join(sets, sql`, `)}, division_no = s.division_no,
                 version = t.version + 1, changed_at = now(), changed_by = ${tx.actor.accountId}
            from import_stage s where t.id = s.id and t.version = s.version returning t.id`,
    ),
  );
  await tx.client.query('drop table import_stage');
  if (updated.length !== rows.length)
    throw conflict(
      'import.stale',
      '检查之后，文件中的部分记录已被他人修改，未写入任何内容：请重新上传文件检查。',
      'Some records were changed by others since the file was checked; nothing was written: upload it again.',
    );
  await noteAll(
    tx,
    record,
    rows.map((row) => ({ ...row, id: row.recordId ?? '' })),
    batchId,
  );
  await tellAll(
    context,
    record,
    'changed',
    rows.map((row) => ({ ...row, id: row.recordId ?? '' })),
  );
}

/** The life event of every row, where the record declares one. */
async function tellAll(
  { tx, clock }: UseCaseContext,
  record: RecordDefinition,
  what: 'created' | 'changed',
  rows: readonly (Staged & { readonly id: string })[],
): Promise<void> {
  if (record.emits?.[what] === undefined) return;
  const on = clock.today();
  for (const { id, placeNo } of rows)
    await tellChange(tx, record, what, { id, divisionNo: placeNo ?? 0, on });
}

const noteAll = (
  tx: Tx,
  record: RecordDefinition,
  rows: readonly (Staged & { readonly id: string })[],
  batchId: string,
): Promise<void> =>
  copyRows(
    tx,
    'record_change',
    [
      'id',
      'record',
      'record_id',
      'division_no',
      'version',
      'action',
      'at',
      'account_id',
      'source',
      'before',
      'after',
    ],
    rows.map((row) => [
      uuidv7(),
      record.id,
      row.id,
      row.placeNo,
      (row.baseVersion ?? 0) + 1,
      'import',
      new Date().toISOString(),
      tx.actor.accountId,
      batchId,
      JSON.stringify(row.before),
      JSON.stringify(row.after),
    ]),
  );
