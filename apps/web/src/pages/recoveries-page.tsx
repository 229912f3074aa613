import { getRouteApi } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { listRecoveries } from '../../../../kernel/payment/recovery/contract.ts';
import { useApi } from '../api/use-api.ts';
import { CursorPager } from '../components/cursor-pager.tsx';
import { DownloadButton } from '../components/download-button.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AgedTable } from '../recovery/aged-table.tsx';
import { RECOVERY_STATUSES, type RecoverySearch } from '../recovery/recovery-search.ts';
import { RecoveryTable } from '../recovery/recovery-table.tsx';

const route = getRouteApi('/recoveries');

/** What was paid too much and is still owed: by street and age, and claim by claim. */
export function RecoveriesPage() {
  const { language, t } = useI18n();
  const search = route.useSearch();
  const { status = 'open', age, after } = search;
  const navigate = route.useNavigate();
  const list = useApi(listRecoveries, { status, age, after }, { paged: true });
  // Another choice starts at its first page.
  const choose = (change: RecoverySearch): void =>
    void navigate({
      to: '.',
      search: { ...search, after: undefined, ...change },
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      title={t('recovery.list')}
      lead={t('recovery.list.lead')}
      extra={<ExportButton status={status} age={age} />}
      wide
    >
      <QueryView query={list}>
        {(data) => (
          <>
            <Panel title={t('recovery.aged', { date: dateText(data.on, language) })}>
              <AgedTable list={data} />
            </Panel>
            <Panel title={t('recovery.table')}>
              <Filters status={status} age={age} ages={data.ages} onChoose={choose} />
              <RecoveryTable recoveries={data.recoveries} />
              <CursorPager
                name={t('recovery.table')}
                after={after}
                next={data.next}
                onPage={(cursor) => void navigate({ to: '.', search: { ...search, after: cursor } })}
              />
            </Panel>
          </>
        )}
      </QueryView>
    </Page>
  );
}

interface Shown {
  readonly status: (typeof RECOVERY_STATUSES)[number];
  readonly age: RecoverySearch['age'];
}

/** The claims that are shown, as a workbook. */
function ExportButton({ status, age }: Shown) {
  const { t } = useI18n();
  const asked = new URLSearchParams({ status, ...(age === undefined ? {} : { age }) });
  return (
    <DownloadButton
      url={`/api/recoveries/export?${asked.toString()}`}
      name="recoveries.xlsx"
      label={t('recovery.export')}
      done={t('recovery.exported')}
    />
  );
}

interface FilterProps extends Shown {
  readonly ages: OutputOf<typeof listRecoveries>['ages'];
  readonly onChoose: (change: RecoverySearch) => void;
}

function Filters({ status, age, ages, onChoose }: FilterProps) {
  const { t, label } = useI18n();
  return (
    <>
      <FilterChips
        label={t('recovery.status')}
        chips={RECOVERY_STATUSES.map((key) => ({ key, text: t(`recovery.status.${key}`) }))}
        selected={status}
        onSelect={(chosen) => onChoose({ status: chosen === 'open' ? undefined : chosen })}
      />
      <FilterChips
        label={t('recovery.age')}
        chips={[
          { key: 'any', text: t('recovery.age.all') },
          ...ages.map((one) => ({ key: one.age, text: label(one.label) })),
        ]}
        selected={age ?? 'any'}
        onSelect={(chosen) => onChoose({ age: ages.find((one) => one.age === chosen)?.age })}
      />
    </>
  );
}
