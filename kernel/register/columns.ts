import { blindIndex, decryptField, encryptField, type Keyring } from '../access/cipher.ts';
import { maskAccount, maskAddress, maskIdNumber, maskName, maskPhone } from '../access/mask.ts';
import type { CopyValue } from '../db/copy.ts';
import { columnOf, type RecordDefinition, tableOf } from './define-record.ts';
import { type Field, type FieldValue, isCovered, type Values } from './field.ts';

/** One column of a record's table. `check` and `references` are SQL made from the declaration. */
export interface Column {
  readonly name: string;
  readonly type: 'text' | 'text[]' | 'bigint' | 'date' | 'boolean' | 'bytea' | 'uuid';
  readonly notNull: boolean;
  readonly check?: string;
  readonly references?: string;
}

/** A value in SQL: lists are PostgreSQL arrays. */
export type ColumnValue = CopyValue | readonly string[];

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listed = (names: readonly string[]): string => names.map(quoted).join(', ');

/** The columns in which a field is kept. */
export function columnsOfField(name: string, field: Field): readonly Column[] {
  const column = columnOf(name);
  const notNull = field.required === true;
  const plain = (type: Column['type'], check?: string): Column[] => [
    { name: column, type, notNull, ...(check === undefined ? {} : { check }) },
  ];
  switch (field.type) {
    case 'text':
    case 'note':
      return plain('text', `char_length(${column}) between 1 and ${field.max}`);
    case 'uscc':
      return plain('text', `char_length(${column}) = 18`);
    case 'integer':
      return plain('bigint', `${column} between ${field.min ?? 0} and ${field.max ?? 999_999_999_999}`);
    case 'money':
      return plain('bigint', `${column} >= ${field.min ?? 0}`);
    case 'date':
      return plain('date');
    case 'month':
      return plain('date', `extract(day from ${column}) = 1`);
    case 'flag':
      return plain('boolean');
    case 'code':
      return plain('text', `${column} in (${listed(Object.keys(field.codes))})`);
    case 'codes':
      return plain('text[]', `${column} <@ array[${listed(Object.keys(field.codes))}]`);
    case 'place':
      return [{ name: column, type: 'bigint', notNull, references: 'place (division_no)' }];
    case 'reference':
      return [{ name: column, type: 'uuid', notNull, references: `${tableOf(field.to())} (id)` }];
    case 'id-number':
    case 'phone':
      return [
        { name: `${column}_cipher`, type: 'bytea', notNull },
        { name: `${column}_index`, type: 'bytea', notNull },
      ];
    case 'bank-account':
      return [
        { name: `${column}_cipher`, type: 'bytea', notNull },
        { name: `${column}_index`, type: 'bytea', notNull },
        { name: `${column}_masked`, type: 'text', notNull },
      ];
  }
}

/** Under which name values of a kind are indexed blindly; people and records share them, so one number is found everywhere. */
const INDEX_DOMAIN = { 'id-number': 'id-number', phone: 'phone', 'bank-account': 'bank-account' } as const;

export const blindIndexOf = (keyring: Keyring, type: keyof typeof INDEX_DOMAIN, value: string): Buffer =>
  blindIndex(keyring, INDEX_DOMAIN[type], value);

/** A field's value as its columns keep it, in the order of `columnsOfField`. */
export function encodeField(keyring: Keyring, field: Field, value: FieldValue): readonly ColumnValue[] {
  switch (field.type) {
    case 'id-number':
    case 'phone':
      return typeof value === 'string'
        ? [encryptField(keyring, value), blindIndexOf(keyring, field.type, value)]
        : [null, null];
    case 'bank-account':
      return typeof value === 'string'
        ? [encryptField(keyring, value), blindIndexOf(keyring, field.type, value), maskAccount(value)]
        : [null, null, null];
    case 'month':
      return [typeof value === 'string' ? `${value}-01` : null];
    default:
      return [value];
  }
}

/** The column that is read to show a field: an account is never decrypted for that. */
function shownColumn(name: string, field: Field): string {
  const column = columnOf(name);
  if (field.type === 'bank-account') return `${column}_masked`;
  return field.type === 'id-number' || field.type === 'phone' ? `${column}_cipher` : column;
}

export const shownColumns = (name: string, field: Field): readonly string[] => [shownColumn(name, field)];

type Row = Readonly<Record<string, unknown>>;

/** A field's value from a row that holds its shown columns. Bank accounts come masked. */
export function decodeField(keyring: Keyring, name: string, field: Field, row: Row): FieldValue {
  const column = shownColumn(name, field);
  const stored = row[column];
  if (stored === null || stored === undefined) return null;
  if (Buffer.isBuffer(stored)) return decryptField(keyring, stored);
  if (field.type === 'month' && typeof stored === 'string') return stored.slice(0, 7);
  if (Array.isArray(stored)) return stored.map(String);
  if (typeof stored === 'number' || typeof stored === 'boolean' || typeof stored === 'string') return stored;
  throw new TypeError(`column ${column} holds what no field holds`);
}

/** All values of a record's row. */
export const decodeRow = (keyring: Keyring, record: RecordDefinition, row: Row): Values =>
  Object.fromEntries(
    Object.entries(record.fields).map(([name, field]) => [name, decodeField(keyring, name, field, row)]),
  );

const HIDDEN = '***';

/** What is shown of a value when no purpose was given (handbook 14 §7). */
export function coverValue(field: Field, value: FieldValue): FieldValue {
  if (!isCovered(field) || value === null) return value;
  if (typeof value !== 'string') return null;
  switch (field.type) {
    case 'id-number':
      return maskIdNumber(value);
    case 'phone':
      return maskPhone(value);
    case 'bank-account':
      return value;
    case 'date':
      return `${value.slice(0, 4)}-**-**`;
    case 'text':
    case 'note':
      if (field.mask === 'name') return maskName(value);
      return field.mask === 'address' ? maskAddress(value) : HIDDEN;
    default:
      return null;
  }
}

/** The values as they are shown, and the names of those that are covered. */
export function coverValues(record: RecordDefinition, values: Values): { values: Values; covered: string[] } {
  const covered = Object.keys(values).filter((name) => {
    const field = record.fields[name];
    return field !== undefined && isCovered(field) && values[name] !== null;
  });
  const shown = Object.entries(values).map(([name, value]) => {
    const field = record.fields[name];
    return [name, field === undefined ? value : coverValue(field, value)];
  });
  return { values: Object.fromEntries(shown), covered };
}

/** What the history keeps of a value: secrets stay ciphertext there too. */
export function keepValue(keyring: Keyring, field: Field, value: FieldValue): FieldValue {
  const secret = field.type === 'id-number' || field.type === 'phone';
  if (field.type === 'bank-account' && typeof value === 'string')
    return value.includes('*') ? value : maskAccount(value);
  return secret && typeof value === 'string' ? encryptField(keyring, value).toString('base64') : value;
}

/** A value of the history, decrypted. */
export function openKept(keyring: Keyring, field: Field, kept: FieldValue): FieldValue {
  const secret = field.type === 'id-number' || field.type === 'phone';
  return secret && typeof kept === 'string' ? decryptField(keyring, Buffer.from(kept, 'base64')) : kept;
}
