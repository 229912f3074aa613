import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getRun } from '../../../../kernel/payment/contract.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { Pager } from '../components/pager.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { FindingTable } from './finding-table.tsx';

/** Few at a time: the lines of the run stand below. */
const FINDINGS_SHOWN = 10;

type RunDetail = OutputOf<typeof getRun>;

interface Props {
  readonly findings: RunDetail['findings'];
  readonly counts: RunDetail['findingCounts'];
}

/** What differs from the month before, by kind; each leads to its award. */
export function RunFindings({ findings, counts }: Props) {
  const { t, code } = useI18n();
  const kinds = Object.entries(counts).filter(([, count]) => count > 0);
  const [chosen, setChosen] = useState(kinds[0]?.[0] ?? '');
  const [page, setPage] = useState(1);
  const shown = findings.filter((finding) => finding.kind === chosen);
  const total = counts[chosen] ?? 0;
  if (kinds.length === 0) return <EmptyNote text={t('run.findings.empty')} />;
  return (
    <>
      <FilterChips
        label={t('filter.finding')}
        chips={kinds.map(([key, count]) => ({ key, text: code('finding', key), count }))}
        selected={chosen}
        onSelect={(kind) => {
          setChosen(kind);
          setPage(1);
        }}
      />
      {shown.length < total && (
        <p className="quiet">{t('run.findings.shown', { total, shown: shown.length })}</p>
      )}
      <FindingTable
        caption={`${t('run.findings')} ${code('finding', chosen)}`}
        findings={shown.slice((page - 1) * FINDINGS_SHOWN, page * FINDINGS_SHOWN)}
      />
      <Pager
        name={t('run.findings')}
        page={page}
        total={shown.length}
        size={FINDINGS_SHOWN}
        onPage={setPage}
      />
    </>
  );
}
