import { sql } from 'drizzle-orm';
import type { Pool } from 'pg';
import { blindIndex, decryptField, encryptField, type Keyring } from '../access/cipher.ts';
import { canonicalJson } from '../base/digest.ts';
import { conflict, DomainError, inputError } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';

export const IDEMPOTENCY_HEADER = 'idempotency-key';
export const REPLAY_HEADER = 'idempotent-replay';

const KEY = /^[!-~]{8,80}$/;
const DIGEST_DOMAIN = 'idempotency';
const STATUS_DONE = 200;

/** A write call as it is told apart from others: who sends it is the transaction's actor. */
export interface KeyedCall {
  readonly key: string;
  /** Method and path as declared. */
  readonly route: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The answer as JSON, and whether it is that of an earlier call. */
export interface KeyedAnswer {
  readonly json: string;
  readonly replayed: boolean;
}

interface KeptRow extends Record<string, unknown> {
  readonly route: string;
  readonly digest: Buffer;
  readonly cipher: Buffer;
  /** Older than a day, only not yet swept. */
  readonly outdated: boolean;
}

/** The key of a call's header, or undefined without one. Throws inputError when it is no proper key. */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && KEY.test(header)) return header;
  throw inputError(
    'request.idempotency-key',
    '请求头 Idempotency-Key 应为 8 至 80 个可见字符。',
    'The header Idempotency-Key must have 8 to 80 visible characters.',
  );
}

/**
 * Does the work of a call once for its key: the second call waits for the first one, then gets its answer. The key is
 * kept in the transaction of the work, so a call that fails leaves none. Throws conflict when the key was used for
 * another call.
 */
export async function idempotently(
  tx: Tx,
  ring: Keyring,
  call: KeyedCall,
  work: () => Promise<string>,
): Promise<KeyedAnswer> {
  const digest = inputDigest(ring, call);
  const { accountId } = tx.actor;
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${accountId} ${call.key}`}, 12))`);
  const kept = await findRow<{ [K in keyof KeptRow]: KeptRow[K] }>(
    tx,
    sql`select route, input_digest as digest, answer_cipher as cipher,
               created_at < now() - interval '24 hours' as outdated
          from idempotency_key where account_id = ${accountId}::uuid and key = ${call.key}`,
  );
  if (kept !== undefined && !kept.outdated) {
    if (kept.route !== call.route || !digest.equals(kept.digest)) throw usedOtherwise();
    return { json: decryptField(ring, kept.cipher), replayed: true };
  }
  const json = await work();
  if (kept !== undefined) await tx.db.execute(sql`select sweep_idempotency_keys()`);
  await tx.db.execute(sql`
    insert into idempotency_key (account_id, key, route, input_digest, status, answer_cipher)
    values (${accountId}, ${call.key}, ${call.route}, ${digest}, ${STATUS_DONE}, ${encryptField(ring, json)})`);
  return { json, replayed: false };
}

/** Keyed, because the input may hold identity numbers, which a plain digest would give away to whoever tries them all. */
function inputDigest(ring: Keyring, { route, input }: KeyedCall): Buffer {
  try {
    return blindIndex(ring, DIGEST_DOMAIN, canonicalJson({ route, input }));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw inputError(
      'request.malformed',
      '请求格式不正确，无法读取。',
      'The request is malformed and cannot be read.',
    );
  }
}

const usedOtherwise = (): DomainError =>
  conflict(
    'request.idempotency-key-used',
    '这个 Idempotency-Key 已用于另一次提交：请换一个新的再提交。',
    'This Idempotency-Key was used for another call: send a new one.',
  );

/** Removes the answers that are older than a day; gives how many. */
export async function sweepIdempotencyKeys(pool: Pool): Promise<number> {
  const result = await pool.query<{ gone: number }>('select sweep_idempotency_keys() as gone');
  return result.rows[0]?.gone ?? 0;
}
