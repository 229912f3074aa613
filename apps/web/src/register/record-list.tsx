import { anyRegister } from '../../../../kernel/register/contract.ts';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type ActiveFilter, ActiveFilters } from './active-filters.tsx';
import { conditionText } from './condition-text.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { RecordPager } from './record-pager.tsx';
import { RecordTable } from './record-table.tsx';
import type { RegisterOutput } from './register-fields.ts';
import { isOwnColumn } from './use-column-choice.ts';
import type { ListState } from './use-list-state.ts';
import { placeText, usePlaces } from './use-places.ts';

const PAGE_RECORDS = 50;

/** The selection of a list as the API takes it. */
export const selectionOf = ({ search, conditions }: ListState) => ({
  where: [...conditions],
  division: search.division,
  ended: search.ended ?? ('without' as const),
});

export const fieldColumns = (columns: readonly string[]): string =>
  columns.filter((name) => !isOwnColumn(name)).join(',');

interface Props {
  readonly register: RegisterOutput;
  readonly state: ListState;
  readonly columns: readonly string[];
  readonly onColumns: (names: readonly string[] | undefined) => void;
}

function useActiveFilters(register: RegisterOutput, state: ListState): readonly ActiveFilter[] {
  const { language, t } = useI18n();
  const places = usePlaces();
  const { search, conditions, change, removeCondition } = state;
  return [
    ...(search.division === undefined
      ? []
      : [
          {
            key: 'division',
            text: t('filter.place.chip', { name: placeText(places, search.division) }),
            onRemove: () => change({ division: undefined }),
          },
        ]),
    ...(search.ended === undefined
      ? []
      : [
          {
            key: 'ended',
            text: t(`filter.ended.${search.ended}`),
            onRemove: () => change({ ended: undefined }),
          },
        ]),
    ...conditions.map((condition, index) => ({
      key: `${index}${condition.field}${condition.op}`,
      text: conditionText(register, condition, { language, places }),
      onRemove: () => removeCondition(condition),
    })),
  ];
}

/** A register's list: narrowed, in order, a page at a time. */
export function RecordList({ register, state, columns, onColumns }: Props) {
  const { t, label } = useI18n();
  const selection = selectionOf(state);
  const filters = useActiveFilters(register, state);
  const { search } = state;
  const counted = useApi(anyRegister.countQuery, { record: register.id, ...selection }, { paged: true });
  const query = useApi(
    anyRegister.query,
    {
      record: register.id,
      ...selection,
      sort: search.sort,
      after: search.after,
      limit: PAGE_RECORDS,
      columns: fieldColumns(columns),
    },
    { paged: true },
  );
  return (
    <>
      <ListToolbar register={register} state={state} columns={columns} onColumns={onColumns} />
      <ActiveFilters filters={filters} onClear={state.clear} />
      <p className="count quiet" role="status">
        {counted.data === undefined ? ' ' : t('table.rows', { total: numberText(counted.data.count) })}
      </p>
      <QueryView query={query}>
        {({ records, next }) => (
          <div className={query.isPlaceholderData ? 'refreshing' : ''}>
            <div className="list-paper">
              <RecordTable
                register={register}
                records={records}
                columns={columns}
                sort={search.sort}
                onSort={(sort) => state.change({ sort })}
                empty={t(filters.length === 0 ? 'register.empty' : 'register.empty.filter')}
              />
            </div>
            <RecordPager
              name={label(register.label)}
              onFirst={state.onFirst}
              onPrevious={state.onPrevious}
              onNext={state.nextTo(next)}
            />
          </div>
        )}
      </QueryView>
    </>
  );
}
