import { type Column, DataTable } from '../components/data-table.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { dateText, momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { FieldValue } from './field-value.tsx';
import { RecordLink } from './record-link.tsx';
import { fieldNamed, type RecordOutput, type RegisterField, type RegisterOutput } from './register-fields.ts';
import { SortHeading } from './sort-heading.tsx';
import { isOwnColumn, type OwnColumn } from './use-column-choice.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly records: readonly RecordOutput[];
  readonly columns: readonly string[];
  /** A field's name, with a minus for downwards. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  readonly empty: string;
}

const SHORT: ReadonlySet<string> = new Set([
  'date',
  'month',
  'flag',
  'code',
  'id-number',
  'phone',
  'bank-account',
  'uscc',
]);

/** Upwards, downwards, then as the records were made. */
const nextSort = (name: string, sort: string | undefined): string | undefined =>
  sort === name ? `-${name}` : sort === `-${name}` ? undefined : name;

function TitleCell({
  register,
  record,
}: {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
}) {
  const { t } = useI18n();
  return (
    <RecordLink record={register.id} id={record.id} className="row-link">
      {record.title === '' ? t('record.untitled') : record.title}
      {record.endedOn !== null && (
        <>
          {' '}
          <StatusTag>{t('record.ended')}</StatusTag>
        </>
      )}
    </RecordLink>
  );
}

/** A page of records; the first cell leads to the record. */
export function RecordTable({ register, records, columns, sort, onSort, empty }: Props) {
  const { language, t, label } = useI18n();
  const ownCell = (name: OwnColumn, record: RecordOutput) => {
    if (name === 'divisionName') return record.divisionName;
    if (name === 'endedOn') return record.endedOn === null ? '—' : dateText(record.endedOn, language);
    const moment = record[name];
    return moment === null ? '—' : momentText(moment);
  };
  const fieldColumn = (field: RegisterField): Column<RecordOutput> => {
    const unit = field.type === 'money' ? t('unit.yuan') : field.unit === null ? '' : label(field.unit);
    const title = unit === '' ? label(field.label) : t('register.column', { name: label(field.label), unit });
    const sorted = sort === field.name ? 'ascending' : sort === `-${field.name}` ? 'descending' : undefined;
    return {
      key: field.name,
      title,
      number: field.type === 'money' || field.type === 'integer',
      narrow: SHORT.has(field.type),
      ...(sorted === undefined ? {} : { sorted }),
      ...(field.sortable
        ? {
            heading: (
              <SortHeading title={title} sorted={sorted} onSort={() => onSort(nextSort(field.name, sort))} />
            ),
          }
        : {}),
      cell: (record) =>
        field.name === register.title ? (
          <TitleCell register={register} record={record} />
        ) : (
          <FieldValue field={field} record={record} inList />
        ),
    };
  };
  const shown = columns.flatMap((name): Column<RecordOutput>[] => {
    if (isOwnColumn(name)) {
      return [
        {
          key: name,
          title: t(`record.${name}`),
          narrow: name !== 'divisionName',
          cell: (record) => ownCell(name, record),
        },
      ];
    }
    const field = fieldNamed(register, name);
    return field === undefined ? [] : [fieldColumn(field)];
  });
  return (
    <DataTable
      caption={label(register.label)}
      columns={shown}
      rows={records}
      rowKey={(record) => record.id}
      rowClass={() => 'row-linked'}
      empty={empty}
    />
  );
}
