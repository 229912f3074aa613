import { type Column, DataTable } from '../components/data-table.tsx';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import {
  fieldNamed,
  type FieldValue,
  isPersonal,
  type RegisterField,
  type RegisterOutput,
  type Values,
} from './register-fields.ts';
import { placeText, usePlaces } from './use-places.ts';
import { valueText } from './value-text.ts';

interface Props {
  readonly register: RegisterOutput;
  /** Undefined where there was nothing before. */
  readonly before: Values | undefined;
  readonly after: Values;
}

interface Row {
  readonly name: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** Kinds whose cover still tells that there is a value; of others nothing is left. */
const MASKED: ReadonlySet<string> = new Set(['text', 'note', 'date', 'id-number', 'phone', 'bank-account']);
const isHidden = (field: RegisterField): boolean => isPersonal(field) && !MASKED.has(field.type);

/** What changed, field by field. */
export function ChangeValues({ register, before, after }: Props) {
  const { language, t, label } = useI18n();
  const places = usePlaces();
  const text = (name: string, value: FieldValue | undefined): string => {
    const field = fieldNamed(register, name);
    if (field === undefined) {
      if (value === null || value === undefined) return t('record.empty');
      if (name === 'divisionNo') return placeText(places, Number(value));
      return name === 'endedOn' ? dateText(String(value), language) : String(value);
    }
    // A reference's name is not part of the history.
    if (field.type === 'reference' && typeof value === 'string') return t('history.reference');
    const shown = valueText(field, value, { language, places });
    return shown === '' ? t(isHidden(field) ? 'history.covered' : 'record.empty') : shown;
  };
  const nameOf = (name: string): string => {
    const field = fieldNamed(register, name);
    if (field !== undefined) return label(field.label);
    if (name === 'divisionNo') return t('record.divisionName');
    return name === 'endedOn' ? t('record.endedOn') : name;
  };
  const rows = Object.keys(after)
    .filter((name) => before !== undefined || (after[name] ?? null) !== null)
    .map((name): Row => ({
      name,
      label: nameOf(name),
      before: text(name, before?.[name]),
      after: text(name, after[name]),
    }));
  if (rows.length === 0) return null;
  const columns: Column<Row>[] = [
    { key: 'label', title: t('history.field'), width: '24%', cell: (row) => row.label },
    ...(before === undefined
      ? []
      : [{ key: 'before', title: t('history.before'), width: '38%', cell: (row: Row) => row.before }]),
    {
      key: 'after',
      title: t(before === undefined ? 'history.value' : 'history.after'),
      cell: (row) => row.after,
    },
  ];
  return (
    <DataTable
      caption={t('history.values')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.name}
      empty={t('history.empty')}
    />
  );
}
