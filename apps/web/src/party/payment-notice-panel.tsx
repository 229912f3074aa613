import { Select } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { getPaymentNotice } from '../../../../kernel/payment/notice/contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { BankState } from '../components/bank-state.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DownloadButton } from '../components/download-button.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Money } from '../components/money.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { monthText, yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Notice = NonNullable<OutputOf<typeof getPaymentNotice>['notice']>;
type Grant = Notice['grants'][number];
type Line = Grant['lines'][number] & { readonly key: string };

interface Props {
  readonly kind: 'household' | 'person';
  readonly id: string;
}

/** What the family or person was paid in a month, as the sheet for them says it. */
export function PaymentNoticePanel({ kind, id }: Props) {
  const { language, t } = useI18n();
  const mayRead = usePermission('payment.read');
  const [month, setMonth] = useState<string>();
  const found = useApi(getPaymentNotice, { kind, id, month }, { enabled: mayRead });
  if (!mayRead) return null;
  return (
    <Panel title={t('pay-notice.panel')}>
      <QueryView query={found}>
        {({ months, notice }) =>
          notice === null ? (
            <EmptyNote text={t('pay-notice.empty')} />
          ) : (
            <>
              <div className="buttons">
                <Select
                  aria-label={t('pay-notice.month')}
                  value={notice.month}
                  options={months.map((one) => ({ value: one, label: monthText(one, language) }))}
                  onChange={setMonth}
                />
                <DownloadButton
                  url={`/api/payment-notices/${kind}/${id}/docx?month=${notice.month}`}
                  name={`${notice.month}.docx`}
                  label={t('pay-notice.download')}
                  done={t('pay-notice.downloaded')}
                />
              </div>
              {notice.grants.map((grant) => (
                <GrantBlock key={`${grant.awardNo}${grant.runNo}`} grant={grant} />
              ))}
              {notice.claims.map(({ caseNo, owedFen }) => (
                <p key={caseNo}>{t('pay-notice.claim', { no: caseNo, amount: yuanText(owedFen) })}</p>
              ))}
              <p className="quiet">
                {t('pay-notice.ask', { street: notice.streetName, district: notice.districtName })}
              </p>
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}

function GrantBlock({ grant }: { readonly grant: Grant }) {
  const { language, t, label } = useI18n();
  const { programmeLabel, awardNo, lines, deductions, paidFen, overpaidFen, account, payee, state } = grant;
  const columns: Column<Line>[] = [
    {
      key: 'month',
      title: t('pay-notice.for'),
      narrow: true,
      cell: ({ forMonth }) => monthText(forMonth, language),
    },
    { key: 'component', title: t('line.component'), cell: (line) => label(line.componentLabel) },
    { key: 'person', title: t('recovery.person'), cell: ({ person }) => person ?? t('recovery.family') },
    { key: 'reason', title: t('line.reason'), cell: (line) => label(line.reason) },
    {
      key: 'amount',
      title: t('line.amount'),
      number: true,
      cell: ({ amountFen }) => <Money amountFen={amountFen} />,
    },
  ];
  return (
    <>
      <h3 className="small-heading">
        {label(programmeLabel)} · {awardNo}
      </h3>
      <DataTable
        caption={t('pay-notice.lines')}
        columns={columns}
        rows={lines.map((line, i) => ({ ...line, key: String(i) }))}
        rowKey={({ key }) => key}
        empty={t('pay-notice.empty')}
      />
      {deductions.map(({ caseNo, kind, amountFen }) => (
        <p key={`${caseNo}${kind}`}>
          {t(kind === 'deduction' ? 'pay-notice.deduction' : 'pay-notice.offset', {
            no: caseNo,
            amount: yuanText(amountFen),
          })}
        </p>
      ))}
      {overpaidFen > 0 && <p>{t('pay-notice.overpaid', { amount: yuanText(overpaidFen) })}</p>}
      <p>
        {t('pay-notice.paid')} <strong>{yuanText(paidFen)}</strong>
        {state !== 'none' && (
          <>
            {' · '}
            {payee} {account ?? ''} <BankState state={state} />
          </>
        )}
      </p>
    </>
  );
}
