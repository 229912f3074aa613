import { sql } from 'drizzle-orm';
import { inDivision, division } from '../base/division.ts';
import { sha256Hex } from '../base/digest.ts';
import { uuidv7 } from '../base/ids.ts';
import { encryptField } from '../access/cipher.ts';
import { copyRows } from '../db/copy.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { readSheet } from '../sheet/read-sheet.ts';
import { changedFields, completeValues, dropMasked } from './check-values.ts';
import { keepValue } from './columns.ts';
import { fieldOf, type RecordDefinition } from './define-record.ts';
import type { FieldValue, Values } from './field.ts';
import {
  findPlace,
  keyText,
  type Known,
  loadKnown,
  loadPlaces,
  loadReferences,
  type PlaceIndex,
} from './import-lookup.ts';
import { missing } from './read-value.ts';
import { openImportTask } from './register-tasks.ts';
import { headingOf, PLACE, PLACE_COLUMN, type ReadRow, readRows } from './import-read.ts';

export const IMPORT_ROWS_MAX = 100_000;
const CHUNK_ROWS = 5_000;
const FILE_NAME_MAX = 200;

export type Outcome = 'new' | 'changed' | 'same' | 'bad';

interface StagedRow {
  readonly row: ReadRow;
  readonly outcome: Outcome;
  readonly known?: Known | undefined;
  readonly placeNo: number | null;
  readonly before: Values;
  readonly after: Values;
}

export interface UploadedFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/**
 * Reads and checks a file of records without changing the register: every row becomes new, changed, the same, or bad
 * with cell, reason and mend. Gives the id of the import, to be applied or given up. Errors: no right to write, a file
 * that is no table, lies about its type or is too large, no header, no rows, too many rows.
 */
export async function stageImport(
  context: UseCaseContext,
  record: RecordDefinition,
  file: UploadedFile,
): Promise<string> {
  const { tx, keyring } = context;
  requirePermission(tx.actor, `${record.area}.write`);
  const id = uuidv7();
  const counts: Record<Outcome, number> = { new: 0, changed: 0, same: 0, bad: 0 };
  await tx.db.execute(sql`
    insert into import_batch (id, record, division_no, file_name, file_digest, file_cipher, state, rows_new,
                              rows_changed, rows_same, rows_bad, created_by)
    values (${id}, ${record.id}, ${tx.actor.division}, ${file.fileName.slice(-FILE_NAME_MAX)}, ${sha256Hex(file.bytes)},
            ${encryptField(keyring, file.bytes.toString('base64'))}, 'cancelled', 0, 0, 0, 0, ${tx.actor.accountId})`);
  const staging = await openStaging(context, record);
  for await (const chunk of chunksOf(
    readRows(record, readSheet(file.bytes, file.fileName), context.clock.today()),
  )) {
    const staged = await checkRows(staging, chunk);
    for (const { outcome } of staged) counts[outcome] += 1;
    if (counts.new + counts.changed + counts.same + counts.bad > IMPORT_ROWS_MAX) throw tooMany();
    await storeRows(context, record, id, staged);
  }
  if (counts.new + counts.changed + counts.same + counts.bad === 0) throw noRows();
  await tx.db.execute(sql`
    update import_batch set state = 'staged', rows_new = ${counts.new}, rows_changed = ${counts.changed},
           rows_same = ${counts.same}, rows_bad = ${counts.bad} where id = ${id}::uuid`);
  await openImportTask(tx, record, { id, fileName: file.fileName.slice(-FILE_NAME_MAX) }, counts);
  await audit(tx, {
    action: `${record.id}.stage-import`,
    objectKind: 'import',
    objectId: id,
    details: counts,
  });
  return id;
}

const tooMany = () =>
  inputError(
    'import.too-many',
    `一次最多导入 ${IMPORT_ROWS_MAX} 行，请拆分后分次导入。`,
    `At most ${IMPORT_ROWS_MAX} rows at once: split the file.`,
  );

const noRows = () =>
  inputError('import.empty', '文件没有数据行：请在表头下面填写。', 'The file has no rows below its header.');

async function* chunksOf(rows: AsyncIterable<ReadRow>): AsyncGenerator<ReadRow[]> {
  let chunk: ReadRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** What is looked up once for a whole file. */
interface Staging {
  readonly context: UseCaseContext;
  readonly record: RecordDefinition;
  readonly places: PlaceIndex;
  /** The first line of every key in the file. */
  readonly lineOfKey: Map<string, number>;
}

const openStaging = async (context: UseCaseContext, record: RecordDefinition): Promise<Staging> => ({
  context,
  record,
  places: await loadPlaces(context.tx),
  lineOfKey: new Map(),
});

/** A row with its references and places found. */
interface Resolved {
  readonly values: Record<string, FieldValue>;
  parentPlace: number | undefined;
}

async function checkRows(staging: Staging, rows: readonly ReadRow[]): Promise<StagedRow[]> {
  const { context, record } = staging;
  const resolved = await resolveRows(staging, rows);
  const known = await loadKnown(
    context.tx,
    context.keyring,
    record,
    resolved.map((each) => each.values),
  );
  return rows.map((row, i) => {
    const found = resolved[i] ?? { values: {}, parentPlace: undefined };
    const key = keyText(record, found.values);
    refuseDoubledKey(staging, row, found.values, key);
    return checkRow(staging, row, found, known.get(key));
  });
}

function refuseDoubledKey({ record, lineOfKey }: Staging, row: ReadRow, values: Values, key: string): void {
  if (!record.key.every((name) => values[name] !== undefined)) return;
  const first = lineOfKey.get(key);
  if (first === undefined) lineOfKey.set(key, row.line);
  else
    addFault(row, headingOf(record, record.key[0] ?? ''), {
      zh: `与第${first}行重复`,
      en: `is the same as in line ${first}`,
    });
}

const addFault = (row: ReadRow, column: string, fault: Label): void =>
  void row.faults.push({ line: row.line, column, zh: fault.zh, en: fault.en });

async function resolveRows(
  { context, record, places }: Staging,
  rows: readonly ReadRow[],
): Promise<Resolved[]> {
  const resolved = rows.map((row): Resolved => ({ values: { ...row.values }, parentPlace: undefined }));
  for (const [name, field] of Object.entries(record.fields)) {
    if (field.type === 'place') {
      rows.forEach((row, i) => {
        const place = findPlace(record, row, name, places);
        if (place !== undefined) Object.assign(resolved[i]?.values ?? {}, { [name]: place });
      });
    }
    if (field.type !== 'reference') continue;
    const texts = rows.flatMap((row) => row.lookups[name] ?? []);
    if (texts.length === 0) continue;
    const index = await loadReferences(context.tx, context.keyring, field, texts);
    rows.forEach((row, i) => {
      const into = resolved[i];
      const text = row.lookups[name];
      if (into === undefined || text === undefined) return;
      const target = index.get(text);
      if (target === undefined || target === null)
        return addFault(row, field.label.zh, lost(target === null));
      into.values[name] = target.id;
      if (record.scope !== 'own' && record.scope.of === name) into.parentPlace = target.divisionNo;
    });
  }
  return resolved;
}

const lost = (isAmbiguous: boolean): Label =>
  isAmbiguous
    ? { zh: '对应多条记录，无法确定是哪一条', en: 'names more than one record' }
    : { zh: '在系统中查不到，或不在您的管辖范围内', en: 'is not on record or outside your jurisdiction' };

function checkRow(staging: Staging, row: ReadRow, found: Resolved, known: Known | undefined): StagedRow {
  const { context, record } = staging;
  const place = record.scope === 'own' ? findPlace(record, row, PLACE, staging.places) : found.parentPlace;
  const given = dropMasked(record, found.values);
  const whole = completeValues(record, { ...known?.values, ...given }, context.clock.today());
  const named = new Set(row.faults.map((fault) => fault.column));
  for (const fault of whole.faults) {
    const column = headingOf(record, fault.field);
    if (!named.has(column)) addFault(row, column, fault);
  }
  const placeNo = place ?? known?.divisionNo ?? null;
  if (placeNo === null && record.scope === 'own' && !named.has(PLACE_COLUMN.zh))
    addFault(row, PLACE_COLUMN.zh, missing);
  if (placeNo !== null && !inDivision(division(placeNo), context.tx.actor.division))
    addFault(row, PLACE_COLUMN.zh, { zh: '不在您的管辖范围内', en: 'is outside your jurisdiction' });
  if (row.faults.length > 0) return { row, outcome: 'bad', placeNo, before: {}, after: {} };
  return known === undefined
    ? { row, outcome: 'new', placeNo, before: {}, after: whole.values }
    : compare(row, known, whole.values, placeNo);
}

function compare(row: ReadRow, known: Known, values: Values, placeNo: number | null): StagedRow {
  const changed = changedFields(known.values, values).filter((name) => values[name] !== null);
  const moved = placeNo !== null && placeNo !== known.divisionNo;
  const pick = (from: Values): Values =>
    Object.fromEntries(changed.map((name) => [name, from[name] ?? null]));
  const outcome = changed.length > 0 || moved ? 'changed' : 'same';
  return { row, outcome, known, placeNo, before: pick(known.values), after: pick(values) };
}

async function storeRows(
  { tx, keyring }: UseCaseContext,
  record: RecordDefinition,
  batchId: string,
  rows: readonly StagedRow[],
): Promise<void> {
  const keep = (values: Values): string =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          value === null ? [] : [[name, keepValue(keyring, fieldOf(record, name), value)]],
        ),
      ),
    );
  await copyRows(
    tx,
    'import_row',
    [
      'batch_id',
      'line',
      'division_no',
      'outcome',
      'record_id',
      'base_version',
      'place_no',
      'before',
      'after',
      'faults',
    ],
    rows.map(({ row, outcome, known, placeNo, before, after }) => [
      batchId,
      row.line,
      tx.actor.division,
      outcome,
      known?.id ?? null,
      known?.version ?? null,
      placeNo,
      keep(before),
      keep(after),
      JSON.stringify(row.faults),
    ]),
  );
}
