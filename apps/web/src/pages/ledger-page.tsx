import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { getLedger } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { LedgerBalance } from '../components/ledger-balance.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type LedgerAccount = OutputOf<typeof getLedger>['accounts'][number];

const sum = (accounts: readonly LedgerAccount[], of: (account: LedgerAccount) => number): number =>
  accounts.reduce((total, account) => total + of(account), 0);

export function LedgerPage() {
  const { t, code } = useI18n();
  const columns: Column<LedgerAccount>[] = [
    { key: 'label', title: t('ledger.account'), cell: (account) => account.label },
    { key: 'code', title: t('ledger.code'), narrow: true, cell: (account) => <code>{account.code}</code> },
    {
      key: 'kind',
      title: t('ledger.kind'),
      narrow: true,
      cell: (account) => code('ledger-kind', account.kind),
    },
    {
      key: 'debit',
      title: t('ledger.debit'),
      number: true,
      cell: (account) => <Money amountFen={account.debitFen} />,
    },
    {
      key: 'credit',
      title: t('ledger.credit'),
      number: true,
      cell: (account) => <Money amountFen={account.creditFen} />,
    },
    {
      key: 'balance',
      title: t('ledger.balance'),
      number: true,
      cell: (account) => <LedgerBalance balanceFen={account.balanceFen} />,
    },
  ];
  return (
    <Page title={t('ledger.title')} lead={t('ledger.lead')}>
      <QueryView query={useApi(getLedger, {})}>
        {({ accounts, balanced }) => (
          <>
            <p className={balanced ? 'verdict verdict-good' : 'verdict verdict-bad'} role="status">
              {balanced ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}{' '}
              {t(balanced ? 'ledger.balanced' : 'ledger.unbalanced')}
            </p>
            <DataTable
              caption={t('ledger.title')}
              columns={columns}
              rows={accounts}
              rowKey={(account) => account.code}
              empty={t('ledger.empty')}
              total={{
                label: t('ledger.total'),
                debit: <Money amountFen={sum(accounts, (account) => account.debitFen)} />,
                credit: <Money amountFen={sum(accounts, (account) => account.creditFen)} />,
                balance: <LedgerBalance balanceFen={sum(accounts, (account) => account.balanceFen)} />,
              }}
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}
