import { Button } from 'antd';
import { useState } from 'react';
import { getSignIn } from '../../../../kernel/access/contract.ts';
import { listNotices } from '../../../../kernel/case/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';
import { CursorPager } from '../components/cursor-pager.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type Notice = OutputOf<typeof listNotices>['notices'][number];

/** Public notices that run today, for everybody; meant to be printed and hung up as well. */
export function PublicNoticesPage() {
  const { t } = useI18n();
  const [after, setAfter] = useState<string>();
  const district = useApi(getSignIn, {}).data?.district ?? '';
  const columns: Column<Notice>[] = [
    { key: 'kind', title: t('notice.kind'), cell: (notice) => notice.kind },
    { key: 'name', title: t('notice.name'), narrow: true, cell: (notice) => notice.name },
    { key: 'community', title: t('notice.community'), cell: (notice) => notice.community },
    { key: 'people', title: t('notice.people'), number: true, cell: (notice) => notice.people },
    {
      key: 'amount',
      title: t('notice.amount'),
      number: true,
      cell: ({ amountFen }) => (amountFen === null ? '—' : <Money amountFen={amountFen} />),
    },
    {
      key: 'period',
      title: t('notice.period'),
      narrow: true,
      cell: ({ firstDay, lastDay }) => t('period.between', { from: firstDay, to: lastDay }),
    },
  ];
  return (
    <Page
      title={t('notice.list')}
      lead={t('notice.list.lead', { district })}
      extra={
        <Button className="no-print" onClick={() => print()}>
          {t('notice.print')}
        </Button>
      }
    >
      <QueryView query={useApi(listNotices, { after }, { paged: true })}>
        {({ notices, next }) => (
          <>
            <DataTable
              caption={t('notice.list')}
              columns={columns}
              rows={notices}
              rowKey={(notice) => notice.id}
              empty={t('notice.empty')}
            />
            <CursorPager name={t('notice.list')} after={after} next={next} onPage={setAfter} />
          </>
        )}
      </QueryView>
    </Page>
  );
}
