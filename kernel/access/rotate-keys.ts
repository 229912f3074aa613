import type { Client } from 'pg';
import { failed } from '../base/errors.ts';
import type { Database } from '../db/database.ts';
import { decryptField, encryptField, type Keyring, loadKeyring } from './cipher.ts';
import { addKey } from './rotate-keyring.ts';

/** A column of encrypted values; by convention their names end in `cipher`. */
interface CipherColumn {
  readonly table: string;
  readonly column: string;
}

export interface KeyUse extends CipherColumn {
  readonly key: string;
  readonly rows: number;
}

export interface KeyStatus {
  readonly current: string;
  /** Every key of the ring, and of a value that no key of the ring opens. */
  readonly keys: readonly { readonly key: string; readonly rows: number; readonly present: boolean }[];
  readonly uses: readonly KeyUse[];
}

export interface Rotation {
  readonly current: string;
  /** Whether a rotation that was broken off was gone on with, instead of beginning a new one. */
  readonly resumed: boolean;
  readonly rows: number;
  /** Columns whose table refuses changes: their values stay under the key that they have. */
  readonly kept: readonly CipherColumn[];
}

type Progress = (table: string, done: number, of: number) => void;

interface RotationOptions {
  /** Re-encrypts what is kept outside the database; done first, so that a rotation broken off there is gone on with. */
  readonly rotateFiles?: (ring: Keyring) => Promise<unknown>;
  readonly progress?: Progress;
}

const ROTATION_LOCK = 4201120007;
/** A stretch of a table that is looked through at once. */
const BLOCKS = 64;
const BLOCK_BYTES = 8_192;
/** What is held in memory and locked at once: so many values, or so many bytes and one value. */
const BATCH_ROWS = 2_000;
const BATCH_BYTES = 16 * 1024 * 1024;
/** What the running server writes under the old key while a pass goes on is found by the next one. */
const PASSES_MAX = 5;
const APPEND_ONLY = 'HM001';
const FORMAT = 1;

/** The id of a stored value's key, null for another format. Only the beginning is read: some values are whole files. */
const keyOf = (column: string): string =>
  `case when octet_length(${column}) > 2 and get_byte(substring(${column} from 1 for 1), 0) = ${FORMAT}
        then convert_from(substring(${column} from 3 for get_byte(substring(${column} from 2 for 1), 0)), 'LATIN1') end`;

/** How many values stand under which key. */
export const readKeyStatus = (db: Database, ring: Keyring): Promise<KeyStatus> =>
  db.asOwner((owner) => statusOf(owner, ring));

async function statusOf(owner: Client, ring: Keyring): Promise<KeyStatus> {
  const uses: KeyUse[] = [];
  for (const { table, column } of await cipherColumns(owner)) {
    const [t, c] = [owner.escapeIdentifier(table), owner.escapeIdentifier(column)];
    const found = await owner.query<{ key: string; rows: number }>(
      `select ${keyOf(c)} as key, count(*) as rows from ${t} where ${keyOf(c)} is not null group by 1 order by 1`,
    );
    uses.push(...found.rows.map((row) => ({ table, column, ...row })));
  }
  const names = new Set([...Object.keys(ring.keys), ...uses.map(({ key }) => key)]);
  const keys = [...names].map((key) => ({
    key,
    rows: uses.reduce((sum, use) => sum + (use.key === key ? use.rows : 0), 0),
    present: Object.hasOwn(ring.keys, key),
  }));
  return { current: ring.current, keys, uses };
}

async function cipherColumns(owner: Client): Promise<CipherColumn[]> {
  const found = await owner.query<CipherColumn>(
    `select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and a.atttypid = 'bytea'::regtype and a.attname ~ '(^|_)cipher$' order by 1, 2`,
  );
  return found.rows;
}

/**
 * Gives the keyring file a new key and re-encrypts every encrypted column under it, batch by batch. When values of an
 * older key are left from a rotation that was broken off, it goes on with that one. Blind indexes stay as they are.
 */
export const rotateKeys = (
  db: Database,
  path: string,
  { rotateFiles, progress = () => undefined }: RotationOptions = {},
): Promise<Rotation> =>
  db.asOwner(async (owner) => {
    const locked = await owner.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      ROTATION_LOCK,
    ]);
    if (locked.rows[0]?.got !== true) throw underWay();
    const before = loadKeyring(path);
    const kept = new Map<string, CipherColumn>();
    const columns = await cipherColumns(owner);
    const resumed = await isUnfinished(owner, before);
    const ring = resumed ? before : addKey(path);
    await rotateFiles?.(ring);
    let rows = 0;
    for (let pass = 1; pass <= PASSES_MAX; pass++) {
      const changed = await onePass(owner, ring, columns, kept, progress);
      rows += changed;
      if (changed === 0) break;
    }
    return { current: ring.current, resumed, rows, kept: [...kept.values()] };
  });

const underWay = () =>
  failed(
    'keys.under-way',
    '另一个密钥轮换正在进行：请等待其完成。',
    'Another rotation is under way: wait until it is done.',
  );

/** Values under an older key, in tables that take changes; what is kept for good does not count. */
async function isUnfinished(owner: Client, ring: Keyring): Promise<boolean> {
  const { uses } = await statusOf(owner, ring);
  const fixed = await owner.query<{ table: string }>(
    `select distinct c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
       join pg_proc p on p.oid = t.tgfoid
      where c.relnamespace = current_schema()::regnamespace and p.proname = 'refuse_change' and (t.tgtype & 16) <> 0`,
  );
  const unchangeable = new Set(fixed.rows.map(({ table }) => table));
  return uses.some((use) => use.key !== ring.current && use.rows > 0 && !unchangeable.has(use.table));
}

async function onePass(
  owner: Client,
  ring: Keyring,
  columns: readonly CipherColumn[],
  kept: Map<string, CipherColumn>,
  progress: Progress,
): Promise<number> {
  let changed = 0;
  for (const at of columns) {
    const name = `${at.table}.${at.column}`;
    if (kept.has(name)) continue;
    const size = await owner.query<{ bytes: number }>('select pg_relation_size($1::regclass) as bytes', [
      owner.escapeIdentifier(at.table),
    ]);
    const blocks = Math.ceil((size.rows[0]?.bytes ?? 0) / BLOCK_BYTES);
    for (let block = 0; block < blocks && !kept.has(name);) {
      const done = await oneBatch(owner, ring, at, block);
      if (done === 'refused') kept.set(name, at);
      else if (done > 0) changed += done;
      else block += BLOCKS;
      progress(at.table, Math.min(block, blocks), blocks);
    }
  }
  return changed;
}

interface Stored {
  readonly id: string;
  readonly value: Buffer;
}

/** Re-encrypts what a stretch of a table holds under other keys, in a transaction of its own. */
async function oneBatch(
  owner: Client,
  ring: Keyring,
  { table, column }: CipherColumn,
  block: number,
): Promise<number | 'refused'> {
  const [t, c] = [owner.escapeIdentifier(table), owner.escapeIdentifier(column)];
  await owner.query('begin');
  try {
    const found = await owner.query<Stored>(
      `select ctid::text as id, ${c} as value from ${t} where ctid = any (array (
         select id from (select ctid as id, sum(octet_length(${c})) over (order by ctid) - octet_length(${c}) as before
                           from ${t} where ctid >= $1::tid and ctid < $2::tid and ${keyOf(c)} <> $3) stale
          where before < ${BATCH_BYTES} order by id limit ${BATCH_ROWS})) for update`,
      [`(${block},0)`, `(${block + BLOCKS},0)`, ring.current],
    );
    if (found.rows.length > 0) {
      const ids = found.rows.map(({ id }) => id);
      const values = found.rows.map(({ value }) => encryptField(ring, decryptField(ring, value)));
      // Locked above, so that nobody moves a row between the two statements.
      await owner.query(
        `update ${t} set ${c} = v.value from unnest($1::tid[], $2::bytea[]) v (id, value) where ${t}.ctid = v.id`,
        [ids, values],
      );
    }
    await owner.query('commit');
    return found.rows.length;
  } catch (error) {
    await owner.query('rollback');
    if (error instanceof Error && 'code' in error && error.code === APPEND_ONLY) return 'refused';
    throw error;
  }
}
