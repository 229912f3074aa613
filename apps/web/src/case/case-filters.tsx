import { Select } from 'antd';
import { listLifecycles } from '../../../../kernel/case/lifecycle-contract.ts';
import { useApi } from '../api/use-api.ts';
import { FilterChips } from '../components/filter-chips.tsx';
import { LabelledSwitch } from '../components/labelled-switch.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { CASE_LAMPS, type CaseSearch } from '../work-search.ts';

interface Props {
  readonly search: CaseSearch;
  readonly onChange: (change: CaseSearch) => void;
}

const ALL = 'all';

export function CaseFilters({ search, onChange }: Props) {
  const { t, code, label } = useI18n();
  const { lifecycle, state, lamp, mine = false, q } = search;
  const lifecycles = useApi(listLifecycles, {}).data?.lifecycles ?? [];
  const states = lifecycles.find(({ id }) => id === lifecycle)?.states ?? [];
  const any = { value: '', label: t('case.any') };
  return (
    <>
      <div className="filters">
        <SearchBox
          label={t('case.search')}
          hint={t('case.search.hint')}
          value={q}
          onSearch={(text) => onChange({ q: text })}
        />
        <label className="filter">
          <span>{t('case.lifecycle')}</span>
          <Select
            className="filter-select"
            aria-label={t('case.lifecycle')}
            value={lifecycle ?? ''}
            options={[any, ...lifecycles.map((one) => ({ value: one.id, label: label(one.label) }))]}
            onChange={(value) => onChange({ lifecycle: value === '' ? undefined : value, state: undefined })}
          />
        </label>
        <label className="filter">
          <span>{t('case.state')}</span>
          <Select
            className="filter-select"
            aria-label={t('case.state')}
            value={state ?? ''}
            disabled={states.length === 0}
            options={[any, ...states.map((one) => ({ value: one.id, label: label(one.label) }))]}
            onChange={(value) => onChange({ state: value === '' ? undefined : value })}
          />
        </label>
        <LabelledSwitch
          label={t('case.mine')}
          checked={mine}
          onChange={(checked) => onChange({ mine: checked ? true : undefined })}
        />
      </div>
      <FilterChips
        label={t('case.lamp')}
        chips={[
          { key: ALL, text: t('filter.all') },
          ...CASE_LAMPS.map((key) => ({ key, text: code('lamp', key) })),
        ]}
        selected={lamp ?? ALL}
        onSelect={(chosen) => onChange({ lamp: CASE_LAMPS.find((key) => key === chosen) })}
      />
    </>
  );
}
