import type { Client } from 'pg';
import type { Keyring } from '../../kernel/access/cipher.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { columnsOfField, encodeField } from '../../kernel/register/columns.ts';
import { type RecordDefinition, tableOf } from '../../kernel/register/define-record.ts';
import type { Field, FieldValue } from '../../kernel/register/field.ts';

export interface SampleRecord {
  readonly keyring: Keyring;
  readonly division: number;
  readonly accountId: string;
  /** Ids of records that stand already, by record. */
  readonly ids: ReadonlyMap<string, string>;
}

/** A value that the table takes for a field; what the record itself would say of it is not asked. */
function sampleValue(field: Field, { division, ids }: SampleRecord): FieldValue {
  switch (field.type) {
    case 'text':
    case 'note':
      return '样本';
    case 'uscc':
      return '51420112MJA00000X1';
    case 'integer':
    case 'money':
      return field.min ?? 0;
    case 'date':
      return '2020-01-15';
    case 'month':
      return '2020-01';
    case 'flag':
      return true;
    case 'code':
      return Object.keys(field.codes)[0] ?? '';
    case 'codes':
      return Object.keys(field.codes).slice(0, 1);
    case 'id-number':
      return '420112197001010017';
    case 'phone':
      return '13800000001';
    case 'bank-account':
      return '6217000000000001';
    case 'place':
      return division;
    case 'reference':
      return ids.get(field.to().id) ?? null;
  }
}

/** Writes one record of a kind as the tables' owner, made from its declaration alone; gives its id. */
export async function insertSampleRecord(
  owner: Client,
  record: RecordDefinition,
  sample: SampleRecord,
): Promise<string> {
  const id = uuidv7();
  const columns = ['id', 'division_no', 'created_by'];
  const values: unknown[] = [id, sample.division, sample.accountId];
  for (const [name, field] of Object.entries(record.fields)) {
    const encoded = encodeField(sample.keyring, field, sampleValue(field, sample));
    columnsOfField(name, field).forEach((column, i) => {
      columns.push(column.name);
      values.push(encoded[i] ?? null);
    });
  }
  const places = values.map((_, i) => `$${i + 1}`).join(', ');
  await owner.query(`insert into ${tableOf(record)} (${columns.join(', ')}) values (${places})`, values);
  return id;
}
