import type { listTasks } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { FilterChips } from '../components/filter-chips.tsx';
import { LabelledSwitch } from '../components/labelled-switch.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TASK_LAMPS, type TaskSearch } from '../work-search.ts';

interface Props {
  readonly search: TaskSearch;
  /** How many there are of each colour; undefined until they have been read. */
  readonly counts: OutputOf<typeof listTasks>['counts'] | undefined;
  readonly onChange: (change: TaskSearch) => void;
}

const ALL = 'all';

export function TaskFilters({ search, counts, onChange }: Props) {
  const { t, code } = useI18n();
  const { whose, lamp } = search;
  const closed = search.closed === true;
  const total = counts === undefined ? undefined : counts.red + counts.amber + counts.green + counts.none;
  const counted = (count: number | undefined) => (count === undefined ? {} : { count });
  return (
    <div className="filters filters-chips">
      <FilterChips
        label={t('task.whose')}
        chips={[
          { key: 'role', text: t('task.whose.role') },
          { key: 'mine', text: t('task.whose.mine') },
        ]}
        selected={whose ?? 'role'}
        onSelect={(chosen) => onChange({ whose: chosen === 'mine' ? 'mine' : undefined })}
      />
      {!closed && (
        <FilterChips
          label={t('task.lamp')}
          chips={[
            { key: ALL, text: t('filter.all'), ...counted(total) },
            ...TASK_LAMPS.map((key) => ({ key, text: code('lamp', key), ...counted(counts?.[key]) })),
          ]}
          selected={lamp ?? ALL}
          onSelect={(chosen) => onChange({ lamp: TASK_LAMPS.find((key) => key === chosen) })}
        />
      )}
      <LabelledSwitch
        label={t('task.closed')}
        checked={closed}
        onChange={(checked) => onChange({ closed: checked ? true : undefined, lamp: undefined })}
      />
    </div>
  );
}
