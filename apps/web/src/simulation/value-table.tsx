import { Checkbox, Input } from 'antd';
import { type Column, DataTable } from '../components/data-table.tsx';
import { parameterText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type Changeable, DERIVED, isValue } from './scenario-draft.ts';

interface Props {
  readonly rows: readonly Changeable[];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (id: string, text: string) => void;
}

/** New values beside those in force. */
export function ValueTable({ rows, values, onChange }: Props) {
  const { language, t, label } = useI18n();
  const nameOf = ({ standard, variant }: Changeable): string =>
    [standard.label, standard.variants[variant]]
      .map((one) => (one === undefined ? '' : label(one)))
      .join(' ')
      .trim();
  const columns: Column<Changeable>[] = [
    { key: 'name', title: t('simulation.values'), width: '40%', cell: nameOf },
    {
      key: 'now',
      title: t('simulation.values.now'),
      number: true,
      cell: ({ now, standard, derives }) =>
        now === null
          ? derives
            ? t('simulation.values.follow')
            : '—'
          : parameterText({ value: now, unit: standard.unit, per: standard.per }, language),
    },
    {
      key: 'new',
      title: t('simulation.values.new'),
      cell: (row) => {
        const text = values[row.id] ?? '';
        return (
          <>
            <Input
              aria-label={`${nameOf(row)} ${t('simulation.values.new')}`}
              inputMode="decimal"
              disabled={text === DERIVED}
              value={text === DERIVED ? '' : text}
              {...(text !== '' && !isValue(text) ? { status: 'error' as const } : {})}
              suffix={label(row.standard.per)}
              onChange={(event) => onChange(row.id, event.target.value)}
            />
            {row.derives && row.now !== null && (
              <Checkbox
                checked={text === DERIVED}
                onChange={(event) => onChange(row.id, event.target.checked ? DERIVED : '')}
              >
                {t('simulation.values.follow.lead')}
              </Checkbox>
            )}
          </>
        );
      },
    },
  ];
  return (
    <DataTable
      caption={t('simulation.values')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={t('simulation.new.lead')}
    />
  );
}
