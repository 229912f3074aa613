import { conflict, type DomainError } from '../base/errors.ts';
import { columnOf, type RecordDefinition, tableOf } from './define-record.ts';

/** A unique index, or an exclusion (ranges of numbers that may not overlap). */
const TAKEN = new Set(['23505', '23P01']);

/** Runs a write and tells a value that another record already has in the words of the register. */
export async function explainWriteFault<T>(record: RecordDefinition, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
    if (cause instanceof Error && TAKEN.has(String(Reflect.get(cause, 'code'))))
      throw exists(record, String(Reflect.get(cause, 'constraint') ?? ''));
    throw error;
  }
}

/** The fields that a unique index of the record's table is about, told from its name. */
function fieldsOf(record: RecordDefinition, constraint: string): readonly string[] {
  const name = constraint.slice(tableOf(record).length + 1);
  const field = Object.keys(record.fields).find((each) => name.startsWith(columnOf(each)));
  return name === 'key' || field === undefined ? record.key : [field];
}

function exists(record: RecordDefinition, constraint: string): DomainError {
  const names = fieldsOf(record, constraint);
  const labels = names.map((name) => record.fields[name]?.label);
  return conflict(
    'record.exists',
    `“${labels.map((label) => label?.zh ?? '').join('、')}”与本登记簿中另一条记录相同，不能重复登记：请查找已有记录。`,
    `Another record of this register has the same ${labels.map((label) => label?.en ?? '').join(', ')}: look for it.`,
    { fields: names },
  );
}
