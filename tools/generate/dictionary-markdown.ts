import { ROLES, permissionsOf } from '../../kernel/access/permission.ts';
import type { Label } from '../../kernel/base/label.ts';
import { type RecordDefinition, tableOf } from '../../kernel/register/define-record.ts';
import type { Field, FieldType } from '../../kernel/register/field.ts';
import { registry } from '../../modules/index.ts';

const KINDS: Readonly<Record<FieldType, Label>> = {
  text: { zh: '文字', en: 'text' },
  note: { zh: '长文字', en: 'long text' },
  integer: { zh: '整数', en: 'whole number' },
  money: { zh: '金额（分）', en: 'money (fen)' },
  date: { zh: '日期', en: 'date' },
  month: { zh: '月份', en: 'month' },
  flag: { zh: '是否', en: 'yes or no' },
  code: { zh: '代码', en: 'code' },
  codes: { zh: '代码（可多选）', en: 'codes' },
  'id-number': { zh: '身份证号', en: 'identity number' },
  phone: { zh: '手机号码', en: 'mobile phone' },
  'bank-account': { zh: '银行账号', en: 'bank account' },
  uscc: { zh: '统一社会信用代码', en: 'unified credit code' },
  place: { zh: '区划', en: 'place' },
  reference: { zh: '引用', en: 'reference' },
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const both = ({ zh, en }: Label): string => `${zh}<br>${en}`;

function limitsOf(field: Field): string {
  switch (field.type) {
    case 'text':
      return `${field.min ?? 1}–${field.max}`;
    case 'note':
      return `≤ ${field.max}`;
    case 'integer':
    case 'money':
      return [
        ...(field.min === undefined ? [] : [`≥ ${field.min}`]),
        ...(field.max === undefined ? [] : [`≤ ${field.max}`]),
      ].join(' ');
    case 'code':
    case 'codes':
      return Object.entries(field.codes)
        .map(([code, { zh, en }]) => `\`${code}\` ${zh} ${en}`)
        .join('<br>');
    case 'reference':
      return `→ ${field.to().id}`;
    default:
      return '';
  }
}

function rulesOf(field: Field): string {
  const rules: [boolean, Label][] = [
    [field.required === true, { zh: '必填', en: 'required' }],
    [field.unique === true, { zh: '不重复', en: 'unique' }],
    [field.fixed === true, { zh: '登记后不变', en: 'fixed' }],
    [field.search !== undefined, { zh: '可检索', en: 'searched' }],
    [field.sort === true, { zh: '可排序', en: 'sorted' }],
  ];
  const held = rules.filter(([holds]) => holds).map(([, label]) => label);
  if (held.length === 0) return '';
  return both({ zh: held.map(({ zh }) => zh).join('、'), en: held.map(({ en }) => en).join(', ') });
}

const row = (record: RecordDefinition, [name, field]: [string, Field]): string => {
  const cells = [
    `\`${name}\`${record.key.includes(name) ? ' 🔑' : ''}`,
    both(field.label),
    both(KINDS[field.type]),
    field.sensitivity,
    limitsOf(field),
    rulesOf(field),
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
};

function rolesThatRead(record: RecordDefinition): string {
  const roles = Object.entries(ROLES).filter(([id]) => permissionsOf(id).has(`${record.area}.read`));
  return roles.map(([, { label }]) => label.zh).join('、');
}

const section = (record: RecordDefinition): readonly string[] => [
  `## ${record.label.zh} · ${record.label.en}`,
  '',
  `\`${record.id}\`, table \`${tableOf(record)}\`, area \`${record.area}\`. ` +
    `${record.scope === 'own' ? 'It has a place of its own' : `It lies where its \`${record.scope.of}\` lies`}; ` +
    `a correction needs ${record.correction === 'approval' ? 'a second person' : 'a reason'}` +
    `${record.managed === true ? '; made by use cases of its own' : ''}. 可查看：${rolesThatRead(record)}。`,
  '',
  '| field | 名称 label | 类型 kind | 级别 | 取值 values | 规则 rules |',
  '| --- | --- | --- | --- | --- | --- |',
  ...Object.entries(record.fields).map((entry) => row(record, entry)),
  '',
];

/** The data dictionary: every record with its fields, as it is declared. */
export function dictionaryMarkdown(): string {
  const records = [...registry.records.values()];
  return [
    '# Data dictionary',
    '',
    `${records.length} records. 🔑 tells one record from another in a file. L1 may be read by anybody, L2 inside the bureau;`,
    'L3 and L4 are covered until a purpose is given. Besides these fields every record has its place, version, end and authors.',
    '',
    ...records.flatMap(section),
  ].join('\n');
}
