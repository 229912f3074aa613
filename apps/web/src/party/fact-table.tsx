import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getPerson } from '../../../../kernel/payment/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText, periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Fact = OutputOf<typeof getPerson>['facts'][number];

interface Props {
  readonly caption: string;
  readonly facts: readonly Fact[];
  /** Whether records that a correction has superseded are shown, struck through. */
  readonly withSuperseded: boolean;
}

/** Dated facts: when they were true, where they come from and when they were learnt. */
export function FactTable({ caption, facts, withSuperseded }: Props) {
  const { language, t, label } = useI18n();
  const columns: Column<Fact>[] = [
    {
      key: 'fact',
      title: t('party.fact'),
      cell: (fact) => (
        <>
          <span className="fact-text">{label(fact.label)}</span>{' '}
          {fact.superseded && <StatusTag tone="bad">{t('party.superseded.tag')}</StatusTag>}
        </>
      ),
    },
    {
      key: 'value',
      title: t('party.value'),
      cell: (fact) => <strong className="fact-text">{label(fact.valueLabel)}</strong>,
    },
    {
      key: 'valid',
      title: t('party.valid'),
      narrow: true,
      cell: (fact) => <span className="fact-text">{periodText(fact.validFrom, fact.validTo, language)}</span>,
    },
    {
      key: 'source',
      title: t('party.source'),
      cell: (fact) => [fact.source, fact.reason ?? ''].filter((text) => text !== '').join(' · '),
    },
    {
      key: 'recorded',
      title: t('party.recorded'),
      narrow: true,
      cell: (fact) => momentText(fact.recordedAt),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={facts.filter((fact) => withSuperseded || !fact.superseded)}
      rowKey={(fact) => [fact.kind, fact.validFrom, fact.recordedAt, fact.valueLabel.zh].join('|')}
      rowClass={(fact) => (fact.superseded ? 'row-superseded' : '')}
      empty={t('party.facts.empty')}
    />
  );
}
