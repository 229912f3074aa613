import type { Keyring } from '../kernel/access/cipher.ts';
import type { Division } from '../kernel/base/division.ts';
import { plainDate } from '../kernel/base/plain-date.ts';
import { type CopyValue, copyRows } from '../kernel/db/copy.ts';
import type { Tx } from '../kernel/db/database.ts';
import { completeValues } from '../kernel/register/check-values.ts';
import { columnsOfField, encodeField } from '../kernel/register/columns.ts';
import { type RecordDefinition, tableOf } from '../kernel/register/define-record.ts';
import type { Values } from '../kernel/register/field.ts';
import { BASE } from './book.ts';

/** The last day of the demonstration's data. */
const TODAY = plainDate('2020-10-31');

/** A record of the demonstration before it is written. */
export interface NewRow {
  readonly id: string;
  readonly division: Division;
  readonly values: Values;
}

/** Every row passes the register's own checks before it is written. */
export async function writeRows(
  tx: Tx,
  ring: Keyring,
  record: RecordDefinition,
  rows: readonly NewRow[],
  recorder: string,
): Promise<void> {
  const fields = Object.entries(record.fields);
  const columns = fields.flatMap(([name, field]) => columnsOfField(name, field).map((column) => column.name));
  const stored = rows.map(({ id, division, values }) => {
    const whole = completeValues(record, values, TODAY);
    const [fault] = whole.faults;
    if (fault !== undefined) throw new Error(`demonstration: ${record.id}.${fault.field} ${fault.en}`);
    const cells = fields.flatMap(([name, field]) => encodeField(ring, field, whole.values[name] ?? null));
    return [id, division, BASE.at, recorder, ...cells.map(cellOf)];
  });
  await copyRows(tx, tableOf(record), ['id', 'division_no', 'created_at', 'created_by', ...columns], stored);
}

const cellOf = (value: ReturnType<typeof encodeField>[number]): CopyValue =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? `{${value.join(',')}}` : value;
