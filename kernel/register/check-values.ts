import { sql } from 'drizzle-orm';
import { type Division, division, inDivision } from '../base/division.ts';
import { inputError } from '../base/errors.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { fieldOf, type RecordDefinition, tableOf, type ValueFault } from './define-record.ts';
import { type Field, type FieldValue, isCovered, type Values } from './field.ts';
import { missing, readJsonValue } from './read-value.ts';

/** Throws inputError 'record.values' that names every field that is wrong; `details.faults` has them one by one. */
export function refuseFaults(record: RecordDefinition, faults: readonly ValueFault[]): void {
  if (faults.length === 0) return;
  const named = (fault: ValueFault, language: 'zh' | 'en'): string => {
    const label = record.fields[fault.field]?.label;
    const said = fault[language].replace(/[。.]$/, '');
    return `“${label?.[language] ?? fault.field}”${language === 'en' ? ' ' : ''}${said}`;
  };
  throw inputError(
    'record.values',
    `填写有误：${faults.map((fault) => named(fault, 'zh')).join('；')}。请改正后重新提交。`,
    `Wrong values: ${faults.map((fault) => named(fault, 'en')).join('; ')}.`,
    { faults },
  );
}

/** Reads the given fields of a record, collecting what is wrong; fields that do not exist are faults too. */
export function readGiven(
  record: RecordDefinition,
  given: Readonly<Record<string, unknown>>,
  today: PlainDate,
): { values: Values; faults: ValueFault[] } {
  const faults: ValueFault[] = [];
  const values: Record<string, FieldValue> = {};
  for (const [name, raw] of Object.entries(given)) {
    if (!Object.hasOwn(record.fields, name)) {
      faults.push({ field: name.slice(0, 40), zh: '不是本登记簿的字段', en: 'is no field of this register' });
      continue;
    }
    const read = readJsonValue(fieldOf(record, name), raw, today);
    if (read.ok) values[name] = read.value;
    else faults.push({ field: name, zh: read.zh, en: read.en });
  }
  return { values, faults };
}

/** What every record of a register begins with and must have. */
interface Shape {
  readonly empty: Values;
  readonly required: readonly string[];
}
const shapes = new WeakMap<RecordDefinition, Shape>();

function shapeOf(record: RecordDefinition): Shape {
  const known = shapes.get(record);
  if (known !== undefined) return known;
  const names = Object.keys(record.fields);
  const shape = {
    empty: Object.fromEntries(names.map((name) => [name, null])),
    required: names.filter((name) => record.fields[name]?.required === true),
  };
  shapes.set(record, shape);
  return shape;
}

/** Fills in what follows, then checks the whole: required fields, and what the record says between its fields. */
export function completeValues(
  record: RecordDefinition,
  values: Values,
  today: PlainDate,
): { values: Values; faults: ValueFault[] } {
  const { empty, required } = shapeOf(record);
  const whole = { ...empty, ...values };
  const derived = record.derive === undefined ? whole : { ...whole, ...record.derive(whole, today) };
  const faults = required
    .filter((name) => derived[name] === null)
    .map((name): ValueFault => ({ field: name, ...missing }));
  if (faults.length === 0 && record.check !== undefined) faults.push(...record.check(derived, today));
  return { values: derived, faults };
}

/** References must lead to records that the actor may see. */
export async function findLostReferences(
  tx: Tx,
  record: RecordDefinition,
  values: Values,
): Promise<ValueFault[]> {
  const faults: ValueFault[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field: Field = fieldOf(record, name);
    if (field.type !== 'reference' || value === null) continue;
    const found = await findRow(
      tx,
      sql`select 1 as found from ${sql.identifier(tableOf(field.to()))} where id = ${value}::uuid`,
    );
    if (found === undefined)
      faults.push({
        field: name,
        zh: '所引用的记录不存在或不在您的管辖范围内',
        en: 'refers to a record that does not exist or is outside your jurisdiction',
      });
  }
  return faults;
}

const outside = () =>
  inputError(
    'record.place',
    '所属区划不存在或不在您的管辖范围内：请选择本辖区的街道、社区。',
    'The place does not exist or is outside your jurisdiction.',
  );

/** The place of a record that is being made: given with it, or that of the record it belongs to. */
export async function placeOfNew(
  tx: Tx,
  record: RecordDefinition,
  values: Values,
  given: number | undefined,
): Promise<Division> {
  if (record.scope !== 'own') {
    const field = fieldOf(record, record.scope.of);
    const parent = values[record.scope.of];
    if (field.type !== 'reference' || typeof parent !== 'string') throw outside();
    const row = await findRow<{ division: number }>(
      tx,
      sql`select division_no as division from ${sql.identifier(tableOf(field.to()))} where id = ${parent}::uuid`,
    );
    if (row === undefined) throw outside();
    return division(row.division);
  }
  return getPlace(tx, given);
}

/** A place of the register of places inside the actor's jurisdiction. Throws inputError 'record.place'. */
export async function getPlace(tx: Tx, given: number | undefined): Promise<Division> {
  const row =
    given === undefined
      ? undefined
      : await findRow<{ division: number }>(
          tx,
          sql`select division_no as division from place where division_no = ${given} and valid_to is null`,
        );
  if (row === undefined) throw outside();
  const place = division(row.division);
  if (!inDivision(place, tx.actor.division)) throw outside();
  return place;
}

const same = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The fields in which two sets of values differ. */
export const changedFields = (before: Values, after: Values): readonly string[] =>
  Object.keys(after).filter((name) => !same(before[name], after[name]));

/**
 * A covered value comes back from a form as it was shown. Whoever sends the masked text has not changed it: stored as
 * it stands it would destroy the true one.
 */
export const dropMasked = <V>(
  record: RecordDefinition,
  changes: Readonly<Record<string, V>>,
): Readonly<Record<string, V>> =>
  Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => {
      const field = Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
      return field === undefined || !isCovered(field) || typeof value !== 'string' || !value.includes('*');
    }),
  );
