import { type listDeliveries, retryDelivery, skipDelivery } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Delivery = OutputOf<typeof listDeliveries>['deliveries'][number];

interface Props {
  readonly deliveries: readonly Delivery[];
  readonly empty: string;
}

/** Deliveries of events: what failed can be tried again, or given up with a reason. */
export function DeliveryTable({ deliveries, empty }: Props) {
  const { t, label } = useI18n();
  const columns: Column<Delivery>[] = [
    { key: 'event', title: t('admin.delivery.event'), cell: (one) => label(one.label) },
    { key: 'reaction', title: t('admin.delivery.reaction'), cell: (one) => label(one.reactionLabel) },
    { key: 'attempts', title: t('admin.delivery.attempts'), number: true, cell: (one) => one.attempts },
    {
      key: 'next',
      title: t('admin.delivery.next'),
      narrow: true,
      cell: (one) => momentText(one.settledAt ?? one.nextAt),
    },
    {
      key: 'error',
      title: t('admin.delivery.error'),
      cell: (one) => one.skipReason ?? one.lastError ?? '—',
    },
    {
      key: 'do',
      title: t('admin.actions'),
      narrow: true,
      cell: (one) => (one.state === 'failed' ? <DeliveryButtons delivery={one} /> : '—'),
    },
  ];
  return (
    <DataTable
      caption={t('admin.deliveries')}
      columns={columns}
      rows={deliveries}
      rowKey={(one) => `${one.eventId}${one.reaction}`}
      empty={empty}
    />
  );
}

function DeliveryButtons({ delivery }: { readonly delivery: Delivery }) {
  const { t, label } = useI18n();
  const { eventId, reaction, reactionLabel } = delivery;
  const name = label(reactionLabel);
  return (
    <span className="buttons">
      <ActionButton
        small
        contract={retryDelivery}
        title={t('admin.delivery.retry')}
        lead={t('admin.delivery.retry.lead', { reaction: name })}
        inputOf={() => ({ eventId, reaction })}
        done={t('admin.done', { what: t('admin.delivery.retry') })}
      />
      <ActionButton
        small
        danger
        contract={skipDelivery}
        title={t('admin.delivery.skip')}
        lead={t('admin.delivery.skip.lead', { reaction: name })}
        fields={[{ name: 'reason', label: t('admin.reason'), type: 'textarea', max: 500 }]}
        inputOf={(values) => ({ eventId, reaction, reason: textOf(values, 'reason') })}
        done={t('admin.done', { what: t('admin.delivery.skip') })}
      />
    </span>
  );
}
