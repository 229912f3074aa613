import { getRouteApi } from '@tanstack/react-router';
import { Input, Switch } from 'antd';
import { useState } from 'react';
import { listParameters } from '../../../../kernel/policy/contract.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { groupStandards } from '../standard/group-standards.ts';
import { StandardGroups } from '../standard/standard-groups.tsx';

const route = getRouteApi('/standards');

export function StandardsPage() {
  const { t } = useI18n();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const [onlyAssumed, setOnlyAssumed] = useState(false);
  return (
    <Page title={t('standard.list')} lead={t('standard.list.lead')}>
      <div className="filters">
        <Input.Search
          className="search"
          aria-label={t('standard.search')}
          placeholder={t('standard.search.hint')}
          allowClear
          value={q}
          onChange={(event) =>
            void navigate({
              to: '.',
              search: { q: event.target.value || undefined },
              replace: true,
              resetScroll: false,
            })
          }
        />
        <label className="switch">
          <Switch
            checked={onlyAssumed}
            onChange={setOnlyAssumed}
            aria-label={t('standard.only-assumptions')}
          />
          <span>{t('standard.only-assumptions')}</span>
        </label>
      </div>
      <QueryView query={useApi(listParameters, {})}>
        {({ parameters }) => {
          const groups = groupStandards(parameters, q, onlyAssumed);
          return groups.length === 0 ? (
            <EmptyNote text={t('standard.empty')} />
          ) : (
            <StandardGroups groups={groups} />
          );
        }}
      </QueryView>
    </Page>
  );
}
