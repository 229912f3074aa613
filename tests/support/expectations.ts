import { expect } from 'vitest';
import { DomainError } from '../../kernel/base/errors.ts';
import type { TestDatabase } from './test-database.ts';

const COUNTED = [
  'person',
  'household',
  'award',
  'fact',
  'parameter_value',
  'payment_run',
  'payment_line',
  'payment_item',
  'ledger_account',
  'ledger_transaction',
  'ledger_entry',
  'audit_row',
] as const;

/** What the database holds, in numbers and digests: two of these are equal when nothing was changed in between. */
export const snapshot = ({ db }: Pick<TestDatabase, 'db'>): Promise<Record<string, string>> =>
  db.asOwner(async (owner) => {
    const found: Record<string, string> = {};
    for (const table of COUNTED) {
      const row = await owner.query<{ n: string }>(`select count(*)::text as n from ${table}`);
      found[table] = row.rows[0]?.n ?? '';
    }
    const states = await owner.query<{ digest: string }>(
      `select coalesce((select md5(string_agg(id || state, ',' order by id)) from payment_run), '') ||
              coalesce((select md5(string_agg(run_id || item_seq::text || '-' || attempt || state, ',' order by run_id, item_seq, attempt)) from payment_item), '') as digest`,
    );
    return { ...found, states: states.rows[0]?.digest ?? '' };
  });

/** The coded error that something ends in; it fails when there is none, or one without a code. */
export async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error: unknown = await work.then(
    () => new Error('it was not refused'),
    (reason: unknown) => reason,
  );
  if (error instanceof DomainError) return error;
  throw error;
}

/** Both languages say something of their own, and the English needs no Chinese beyond quoted column names and values. */
export function expectWords(error: DomainError): void {
  expect(error.zh).toMatch(/[\u4e00-\u9fff]{2}.*[。）]?$/su);
  expect(error.en).toMatch(/[a-z]{3}/);
  expect(error.en).not.toBe(error.zh);
}
