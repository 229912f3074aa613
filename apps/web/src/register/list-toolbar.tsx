import { FilterOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { ColumnPicker } from './column-picker.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { PlaceSelect } from './place-select.tsx';
import type { RegisterOutput } from './register-fields.ts';
import type { ListState } from './use-list-state.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly state: ListState;
  readonly columns: readonly string[];
  readonly onColumns: (names: readonly string[] | undefined) => void;
}

/** Above a list: narrowing it, its order, and which columns it has. */
export function ListToolbar({ register, state, columns, onColumns }: Props) {
  const { t } = useI18n();
  const [asking, setAsking] = useState(false);
  const { search, change } = state;
  return (
    <>
      <div className="list-toolbar">
        <Button
          icon={<FilterOutlined aria-hidden />}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          {t('filter.add')}
        </Button>
        <div className="toolbar-place">
          <PlaceSelect
            label={t('filter.place')}
            placeholder={t('filter.place.all')}
            {...(search.division === undefined ? {} : { value: search.division })}
            onChange={(division) => change({ division })}
          />
        </div>
        <Select
          className="toolbar-ended"
          aria-label={t('filter.ended')}
          value={search.ended ?? 'without'}
          options={(['without', 'with', 'only'] as const).map((value) => ({
            value,
            label: t(`filter.ended.${value}`),
          }))}
          onChange={(value: 'without' | 'with' | 'only') =>
            change({ ended: value === 'without' ? undefined : value })
          }
        />
        <span className="toolbar-end">
          <SortSelect register={register} state={state} />
          <ColumnPicker register={register} columns={columns} onChoose={onColumns} />
        </span>
      </div>
      {asking && (
        <FilterPanel
          register={register}
          onClose={() => setAsking(false)}
          onAdd={(conditions) => {
            state.addConditions(conditions);
            setAsking(false);
          }}
        />
      )}
    </>
  );
}

/** The order of the list; on a phone there are no headings to press. */
function SortSelect({ register, state: { search, change } }: Pick<Props, 'register' | 'state'>) {
  const { t, label } = useI18n();
  const sorts = register.fields
    .filter(({ sortable }) => sortable)
    .flatMap((field) => [
      { value: field.name, label: t('register.sort.up', { name: label(field.label) }) },
      { value: `-${field.name}`, label: t('register.sort.down', { name: label(field.label) }) },
    ]);
  return (
    <Select
      className="toolbar-sort"
      aria-label={t('register.sort')}
      value={search.sort ?? ''}
      options={[
        { value: '', label: t('register.sort.made') },
        { value: '-', label: t('register.sort.latest') },
        ...sorts,
      ]}
      onChange={(sort: string) => change({ sort: sort === '' ? undefined : sort })}
    />
  );
}
