import { sql } from 'drizzle-orm';
import type { UnmaskField, UnmaskSource } from '../access/unmask.ts';
import { findRow } from '../db/rows.ts';
import { shownColumns } from './columns.ts';
import { type RecordDefinition, tableOf } from './define-record.ts';
import { type Field, isCovered } from './field.ts';

/** A bank account is never shown in full: it goes into the bank's file only. */
const isShowable = (field: Field): boolean => isCovered(field) && field.type !== 'bank-account';

/** The covered fields of a declared record, for those who give a purpose. */
export function recordUnmaskSource(record: RecordDefinition): UnmaskSource {
  const fields = Object.entries(record.fields).filter(([, field]) => isShowable(field));
  const columns = fields.flatMap(([name, field]) =>
    shownColumns(name, field).map((column) => sql.identifier(column)),
  );
  return {
    objectKind: record.id,
    fields: fields.map(([name]) => name),
    load: async (tx, id) => {
      if (columns.length === 0) return {};
      const row = await findRow<Record<string, unknown>>(
        tx,
        sql`select ${sql.join(columns, sql`, `)} from ${sql.identifier(tableOf(record))} where id = ${id}::uuid`,
      );
      if (row === undefined) return undefined;
      return Object.fromEntries(
        fields.map(([name, field]): [string, UnmaskField] => [name, unmaskField(name, field, row)]),
      );
    },
  };
}

function unmaskField(name: string, field: Field, row: Readonly<Record<string, unknown>>): UnmaskField {
  const stored = row[shownColumns(name, field)[0] ?? ''];
  const isText = stored !== null && stored !== undefined && !Buffer.isBuffer(stored);
  const value = Buffer.isBuffer(stored) ? stored : isText ? textOf(field, stored) : null;
  return { label: field.label, sensitivity: field.sensitivity === 'L4' ? 'L4' : 'L3', value };
}

const textOf = (field: Field, stored: unknown): string => {
  if (field.type === 'code') return field.codes[String(stored)]?.zh ?? String(stored);
  if (field.type === 'codes' && Array.isArray(stored))
    return stored.map((code) => field.codes[String(code)]?.zh ?? String(code)).join('、');
  return field.type === 'month' ? String(stored).slice(0, 7) : String(stored);
};
