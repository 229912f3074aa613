import { createHash, type Hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';

export type SealAlgorithm = 'sha256' | 'sm3';

export interface AuditBlock {
  readonly no: number;
  readonly xactFrom: number;
  readonly xactTo: number;
  readonly rowCount: number;
  readonly algorithm: SealAlgorithm;
  readonly previousHash: string;
  readonly hash: string;
}

/** What the first block is chained to. */
const GENESIS = '0'.repeat(64);
const PAGE = 5_000;
const SEAL_LOCK = 4201120003;

/**
 * Seals the audit rows of all finished transactions since the last block. Gives the new block, or undefined when
 * there is nothing to seal. Two sealers at once make one block.
 */
export async function sealAudit(
  tx: Tx,
  algorithm: SealAlgorithm = 'sha256',
): Promise<AuditBlock | undefined> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${SEAL_LOCK})`);
  const last = await findRow<{ no: number; xactTo: number; hash: string }>(
    tx,
    sql`select no, xact_to as "xactTo", hash from audit_block order by no desc limit 1`,
  );
  const from = last?.xactTo ?? 0;
  const horizon = await findRow<{ to: number; rows: number }>(
    tx,
    sql`with edge as (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as at)
        select edge.at as to, (select count(*)::int from audit_row where xact >= ${from} and xact < edge.at) as rows from edge`,
  );
  if (horizon === undefined || horizon.rows === 0) return undefined;
  const previousHash = last?.hash ?? GENESIS;
  const span = { xactFrom: from, xactTo: horizon.to };
  const { hash, rowCount } = await hashRows(tx, span, algorithm, previousHash);
  const block = { no: (last?.no ?? 0) + 1, ...span, rowCount, algorithm, previousHash, hash };
  await tx.db.execute(sql`
    insert into audit_block (no, xact_from, xact_to, row_count, algorithm, previous_hash, hash)
    values (${block.no}, ${block.xactFrom}, ${block.xactTo}, ${rowCount}, ${algorithm}, ${previousHash}, ${hash})`);
  return block;
}

export interface AuditFault {
  readonly block: number;
  readonly zh: string;
  readonly en: string;
}

export interface AuditVerification {
  readonly ok: boolean;
  readonly blocks: number;
  readonly sealedRows: number;
  /** Rows written since the last block. */
  readonly unsealedRows: number;
  readonly head: string | null;
  readonly faults: readonly AuditFault[];
}

/** Recomputes the whole chain and names every block whose rows were changed, removed or added after sealing. */
export async function verifyAudit(tx: Tx): Promise<AuditVerification> {
  const blocks = await rowsOf<{ [K in keyof AuditBlock]: AuditBlock[K] }>(
    tx,
    sql`select no, xact_from as "xactFrom", xact_to as "xactTo", row_count as "rowCount", algorithm,
               previous_hash as "previousHash", hash from audit_block order by no`,
  );
  const faults: AuditFault[] = [];
  let previous: { readonly hash: string; readonly xactTo: number; readonly no: number } = {
    hash: GENESIS,
    xactTo: 0,
    no: 0,
  };
  for (const block of blocks) {
    faults.push(...chainFaults(previous, block));
    const now = await hashRows(tx, block, block.algorithm, block.previousHash);
    faults.push(...rowFaults(block, now));
    previous = block;
  }
  const unsealed = await findRow<{ rows: number }>(
    tx,
    sql`select count(*)::int as rows from audit_row where xact >= ${previous.xactTo}`,
  );
  return {
    ok: faults.length === 0,
    blocks: blocks.length,
    sealedRows: blocks.reduce((sum, block) => sum + block.rowCount, 0),
    unsealedRows: unsealed?.rows ?? 0,
    head: blocks.at(-1)?.hash ?? null,
    faults,
  };
}

function chainFaults(
  previous: { readonly hash: string; readonly xactTo: number; readonly no: number },
  block: AuditBlock,
): AuditFault[] {
  const follows =
    block.no === previous.no + 1 &&
    block.xactFrom === previous.xactTo &&
    block.previousHash === previous.hash;
  if (follows) return [];
  return [
    {
      block: block.no,
      zh: `第${block.no}块与前一块不衔接：有块被删除或改动`,
      en: `block ${block.no} does not follow the one before it`,
    },
  ];
}

function rowFaults(
  block: AuditBlock,
  now: { readonly hash: string; readonly rowCount: number },
): AuditFault[] {
  if (now.hash === block.hash) return [];
  const difference = now.rowCount - block.rowCount;
  const { no } = block;
  if (difference < 0)
    return [
      { block: no, zh: `第${no}块少了${-difference}行`, en: `block ${no} has lost ${-difference} rows` },
    ];
  if (difference > 0)
    return [
      { block: no, zh: `第${no}块多了${difference}行`, en: `block ${no} has ${difference} rows too many` },
    ];
  return [{ block: no, zh: `第${no}块有行被改动`, en: `rows of block ${no} were changed` }];
}

interface Span {
  readonly xactFrom: number;
  readonly xactTo: number;
}

async function hashRows(tx: Tx, span: Span, algorithm: SealAlgorithm, previousHash: string) {
  const hash: Hash = createHash(algorithm);
  hash.update(previousHash);
  let rowCount = 0;
  for (let after = 0; ;) {
    const rows = await rowsOf<{ id: number; text: string }>(
      tx,
      // to_jsonb of the whole row: a column that is added later must not change what was sealed, so they are named.
      sql`select id, jsonb_build_array(id, extract(epoch from at), account_id, action, object_kind, object_id, purpose, details, xact)::text as text
            from audit_row where xact >= ${span.xactFrom} and xact < ${span.xactTo} and id > ${after}
           order by id limit ${PAGE}`,
    );
    for (const row of rows) hash.update(`\n${row.text}`);
    rowCount += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return { hash: hash.digest('hex'), rowCount };
    after = last.id;
  }
}
