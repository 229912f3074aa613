import { sql } from 'drizzle-orm';
import { inDivision, division } from '../base/division.ts';
import { sha256Hex } from '../base/digest.ts';
import { uuidv7 } from '../base/ids.ts';
import { encryptField } from '../access/cipher.ts';
import type { PlainDate } from '../base/plain-date.ts';
import { copyRows, type CopyValue } from '../db/copy.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { requirePermission } from '../access/permission.ts';
import { audit } from '../audit/audit.ts';
import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { readSheetInParts } from '../sheet/read-sheet.ts';
import { changedFields, completeValues } from './check-values.ts';
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
/** Looked up and stored at a time; more would outlive the collection of young objects, which then costs the most. */
const CHUNK_ROWS = 2_000;
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
  const { tx } = context;
  requirePermission(tx.actor, `${record.area}.write`);
  const id = uuidv7();
  const counts: Record<Outcome, number> = { new: 0, changed: 0, same: 0, bad: 0 };
  for await (const staged of stagedChunks(await openStaging(context, record, id), file)) {
    for (const { outcome } of staged) counts[outcome] += 1;
    if (counts.new + counts.changed + counts.same + counts.bad > IMPORT_ROWS_MAX) throw tooMany();
  }
  if (counts.new + counts.changed + counts.same + counts.bad === 0) throw noRows();
  await tx.db.execute(sql`
    update import_batch set state = 'staged', rows_new = ${counts.new}, rows_changed = ${counts.changed},
           rows_same = ${counts.same}, rows_bad = ${counts.bad} where id = ${id}::uuid`);
  await openImportTask(context, record, { id, fileName: file.fileName.slice(-FILE_NAME_MAX) }, counts);
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

async function* chunksOf(parts: AsyncIterable<readonly ReadRow[]>): AsyncGenerator<readonly ReadRow[]> {
  let chunk: ReadRow[] = [];
  for await (const rows of parts) {
    chunk.push(...rows);
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Checks a file chunk by chunk; while the next chunk is read, the database takes in the one before. */
async function* stagedChunks(staging: Staging, file: UploadedFile): AsyncGenerator<readonly StagedRow[]> {
  // The file itself is stored while its first rows are read.
  let storing = storeFile(staging, file);
  storing.catch(() => undefined);
  try {
    for await (const chunk of chunksOf(
      readRows(staging.record, readSheetInParts(file.bytes, file.fileName), staging.today),
    )) {
      const [stored, checked] = await Promise.allSettled([storing, checkRows(staging, chunk)]);
      // What failed in the database first; whatever came after it failed for that reason.
      if (stored.status === 'rejected') throw stored.reason;
      if (checked.status === 'rejected') throw checked.reason;
      yield checked.value;
      storing = storeRows(staging, checked.value);
      // Looked at with the next chunk, or below.
      storing.catch(() => undefined);
    }
    await storing;
  } finally {
    // However it ends: no statement may be on its way when the transaction does.
    await storing.catch(() => undefined);
  }
}

/** What is looked up once for a whole file. */
interface Staging {
  readonly context: UseCaseContext;
  readonly record: RecordDefinition;
  readonly batchId: string;
  readonly today: PlainDate;
  readonly places: PlaceIndex;
  /** Whether a place that was met lies in the jurisdiction. */
  readonly inside: Map<number, boolean>;
  /** The first line of every key in the file. */
  readonly lineOfKey: Map<string, number>;
}

const openStaging = async (
  context: UseCaseContext,
  record: RecordDefinition,
  batchId: string,
): Promise<Staging> => ({
  context,
  record,
  batchId,
  today: context.clock.today(),
  inside: new Map(),
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
  const { record } = staging;
  const place = record.scope === 'own' ? findPlace(record, row, PLACE, staging.places) : found.parentPlace;
  const given = known === undefined ? found.values : { ...known.values, ...found.values };
  const whole = completeValues(record, given, staging.today);
  const named = row.faults.map((fault) => fault.column);
  for (const fault of whole.faults) {
    const column = headingOf(record, fault.field);
    if (!named.includes(column)) addFault(row, column, fault);
  }
  const placeNo = place ?? known?.divisionNo ?? null;
  if (placeNo === null && record.scope === 'own' && !named.includes(PLACE_COLUMN.zh))
    addFault(row, PLACE_COLUMN.zh, missing);
  if (placeNo !== null && !isInside(staging, placeNo))
    addFault(row, PLACE_COLUMN.zh, { zh: '不在您的管辖范围内', en: 'is outside your jurisdiction' });
  if (row.faults.length > 0) return { row, outcome: 'bad', placeNo, before: {}, after: {} };
  return known === undefined
    ? { row, outcome: 'new', placeNo, before: {}, after: whole.values }
    : compare(row, known, whole.values, placeNo);
}

function isInside({ context, inside }: Staging, placeNo: number): boolean {
  const known = inside.get(placeNo);
  if (known !== undefined) return known;
  const found = inDivision(division(placeNo), context.tx.actor.division);
  inside.set(placeNo, found);
  return found;
}

function compare(row: ReadRow, known: Known, values: Values, placeNo: number | null): StagedRow {
  const changed = changedFields(known.values, values).filter((name) => values[name] !== null);
  const moved = placeNo !== null && placeNo !== known.divisionNo;
  const pick = (from: Values): Values =>
    Object.fromEntries(changed.map((name) => [name, from[name] ?? null]));
  const outcome = changed.length > 0 || moved ? 'changed' : 'same';
  return { row, outcome, known, placeNo, before: pick(known.values), after: pick(values) };
}

async function storeFile(
  { context, record, batchId }: Staging,
  { fileName, bytes }: UploadedFile,
): Promise<void> {
  const { tx, keyring } = context;
  await tx.db.execute(sql`
    insert into import_batch (id, record, division_no, file_name, file_digest, file_cipher, state, rows_new,
                              rows_changed, rows_same, rows_bad, created_by)
    values (${batchId}, ${record.id}, ${tx.actor.division}, ${fileName.slice(-FILE_NAME_MAX)}, ${sha256Hex(bytes)},
            ${encryptField(keyring, bytes.toString('base64'))}, 'cancelled', 0, 0, 0, 0, ${tx.actor.accountId})`);
}

const STAGED_COLUMNS = [
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
] as const;

function storeRows({ context, record, batchId }: Staging, rows: readonly StagedRow[]): Promise<void> {
  const { tx, keyring } = context;
  const keep = (values: Values): string => {
    const kept: Record<string, FieldValue> = {};
    for (const name in values) {
      const value = values[name] ?? null;
      if (value !== null) kept[name] = keepValue(keyring, fieldOf(record, name), value);
    }
    return JSON.stringify(kept);
  };
  function* lines(): Generator<readonly CopyValue[]> {
    for (const { row, outcome, known, placeNo, before, after } of rows) {
      yield [
        batchId,
        row.line,
        tx.actor.division,
        outcome,
        known?.id ?? null,
        known?.version ?? null,
        placeNo,
        keep(before),
        keep(after),
        row.faults.length === 0 ? '[]' : JSON.stringify(row.faults),
      ];
    }
  }
  return copyRows(tx, 'import_row', STAGED_COLUMNS, lines());
}
