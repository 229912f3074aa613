import type { PlainDate } from '../base/plain-date.ts';
import type { Label } from '../base/label.ts';
import { failed } from '../base/errors.ts';
import { type EventName, EVENTS } from '../event/catalogue.ts';
import { type Field, type Fields, isCovered, isSecret, type Values } from './field.ts';

/** One thing wrong with a value: which field, and what to do, in both languages. */
export interface ValueFault extends Label {
  readonly field: string;
}

export interface RecordDefinition<F extends Fields = Fields> {
  /** Stable name: its address in the API, and with underscores its table. */
  readonly id: string;
  readonly label: Label;
  /** The module whose permissions guard it, or `party`. */
  readonly area: string;
  readonly fields: F;
  /** The field that names a record wherever it is mentioned. */
  readonly title: string;
  /** Fields that tell one record from another in a file: the same key is the same record. */
  readonly key: readonly string[];
  /** Columns of the list when nobody has chosen others. */
  readonly list: readonly string[];
  /** `own`: the place is given with the record; otherwise it follows the record that the field refers to. */
  readonly scope: 'own' | { readonly of: string };
  /** Whether a correction needs a second person's approval besides its reason. */
  readonly correction: 'reason' | 'approval';
  /** Fills in what follows from other values, before they are checked. */
  readonly derive?: (values: Values, today: PlainDate) => Values;
  /** What is wrong between fields; each field by itself is checked before. */
  readonly check?: (values: Values, today: PlainDate) => readonly ValueFault[];
  /** Life events that its making, its changes and its ending are. */
  readonly emits?: Readonly<Partial<Record<'created' | 'changed' | 'ended', EventName>>>;
  /** Made and changed by use cases of its own: the generic pages show it, and neither create nor import it. */
  readonly managed?: boolean;
}

/** Where a declaration names its own fields, the compiler knows them. */
interface NamesOf<F extends Fields> {
  readonly title: keyof F & string;
  readonly key: readonly (keyof F & string)[];
  readonly list: readonly (keyof F & string)[];
  readonly scope: 'own' | { readonly of: keyof F & string };
}

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const FIELD = /^[a-z][a-zA-Z0-9]*$/;
/** Columns that every record has besides its fields. */
const TAKEN = new Set([
  'id',
  'divisionNo',
  'version',
  'endedOn',
  'endReason',
  'createdAt',
  'createdBy',
  'changedAt',
  'changedBy',
]);
const FIELDS_MAX = 80;

/**
 * Declares a record of a register. From it come table, validation, API, list, detail, form, import template, import,
 * export, search and data dictionary. Throws when the declaration contradicts itself.
 */
export function defineRecord<const F extends Fields>(
  record: RecordDefinition<F> & NamesOf<F>,
): RecordDefinition<F> {
  const wrong = (zh: string, en: string) =>
    failed('record.declaration', `记录“${record.id}”的声明有误：${zh}。`, `Record "${record.id}": ${en}.`);
  if (!ID.test(record.id)) throw wrong('名称不合规', 'its name is not allowed');
  const names = Object.keys(record.fields);
  if (names.length === 0 || names.length > FIELDS_MAX)
    throw wrong('字段数应为1至80', 'it has 1 to 80 fields');
  for (const [name, field] of Object.entries<Field>(record.fields)) {
    if (!FIELD.test(name) || TAKEN.has(name))
      throw wrong(`字段名“${name}”不可用`, `no field may be named ${name}`);
    const fault = faultOfField(field);
    if (fault !== undefined) throw wrong(`字段“${name}”${fault.zh}`, `field ${name} ${fault.en}`);
  }
  for (const name of [record.title, ...record.key, ...record.list]) {
    if (!names.includes(name)) throw wrong(`没有字段“${name}”`, `there is no field ${name}`);
  }
  if (record.key.length === 0) throw wrong('没有识别字段（key）', 'its key is empty');
  const unkept = record.key.find((name) => record.fields[name]?.required !== true);
  if (unkept !== undefined)
    throw wrong(`识别字段“${unkept}”应为必填`, `field ${unkept} of its key must be required`);
  if (record.scope !== 'own' && record.fields[record.scope.of]?.type !== 'reference')
    throw wrong(`“${record.scope.of}”不是引用字段`, `${record.scope.of} is no reference`);
  const stray = Object.values(record.emits ?? {}).find((name) => !EVENTS[name].payload.safeParse({}).success);
  if (stray !== undefined)
    throw wrong(`事件“${stray}”需要更多内容`, `the event ${stray} asks for more than a record tells`);
  return record;
}

function faultOfField(field: Field): Label | undefined {
  if (field.label.zh === '' || field.label.en === '') return { zh: '缺少名称', en: 'has no label' };
  if (isSecret(field) && !isCovered(field)) return { zh: '应为 L3 或 L4', en: 'must be L3 or L4' };
  const needsMask = isCovered(field) && (field.type === 'text' || field.type === 'note');
  if (needsMask && field.mask === undefined)
    return { zh: '未说明如何遮盖', en: 'does not say how it is masked' };
  if (field.search === 'name' && field.type !== 'text')
    return { zh: '不是文字，不能按名称检索', en: 'is no text and cannot be searched as a name' };
  // The order of a list, and the place where its next page begins, would tell what the mask hides.
  if (field.sort === true && isCovered(field))
    return { zh: '属于受保护信息，不能排序', en: 'is covered and cannot be sorted' };
  return undefined;
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Every cell of a list asks for one. */
const COLUMN_NAMES_MAX = 10_000;
const columnNames = new Map<string, string>();

/** Name of the record's table. */
export const tableOf = (record: RecordDefinition): string => record.id.replaceAll('-', '_');

/** Name of a field's column; what is encrypted has `_cipher`, `_index` and for accounts `_masked` after it. */
export function columnOf(field: string): string {
  const known = columnNames.get(field);
  if (known !== undefined) return known;
  const made = snake(field);
  if (columnNames.size < COLUMN_NAMES_MAX) columnNames.set(field, made);
  return made;
}

/** The field of this name. Throws when the record has none: a defect of the caller. */
export function fieldOf(record: RecordDefinition, name: string): Field {
  const field = record.fields[name];
  if (field === undefined || !Object.hasOwn(record.fields, name))
    throw failed(
      'record.field',
      `记录“${record.id}”没有字段“${name}”。`,
      `${record.id} has no field ${name}.`,
    );
  return field;
}
