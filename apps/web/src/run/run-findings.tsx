import { Progress } from 'antd';
import { useState } from 'react';
import { FINDING_KINDS, type FindingKind } from '../../../../kernel/payment/finding-contract.ts';
import { listFindings } from '../../../../kernel/payment/workflow-contract.ts';
import { useApi } from '../api/use-api.ts';
import { CursorPager } from '../components/cursor-pager.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { FilterChips } from '../components/filter-chips.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AnswerButton } from './answer-button.tsx';
import { FindingTable } from './finding-table.tsx';
import type { Finding, RunDetail } from './run-detail.ts';

/** Few at a time: the lines of the run stand below. */
const PAGE = 20;
const STATUSES = ['open', 'answered', 'held'] as const;
type Status = (typeof STATUSES)[number];

/** What has to be looked at before the run is approved: by kind, answered one by one or together. */
export function RunFindings({ run }: { readonly run: RunDetail }) {
  const { t } = useI18n();
  const found = run.findingsTotal > 0 && Object.keys(run.findingCounts).length > 0;
  const [kind, setKind] = useState<FindingKind | undefined>();
  const [status, setStatus] = useState<Status>(run.state === 'draft' ? 'open' : 'answered');
  const [after, setAfter] = useState<string | undefined>();
  const [selected, setSelected] = useState<ReadonlyMap<number, FindingKind>>(new Map());
  const page = useApi(
    listFindings,
    { id: run.id, kind, status, limit: PAGE, ...(after === undefined ? {} : { after: Number(after) }) },
    { paged: true, enabled: found },
  );
  if (!found) return <EmptyNote text={t('run.findings.empty')} />;
  const show = (change: () => void): void => {
    change();
    setAfter(undefined);
    setSelected(new Map());
  };
  const mayAnswer = run.actions.some(({ action, allowed }) => action === 'answer' && allowed);
  return (
    <div id="findings">
      <FindingProgress run={run} />
      <FindingFilters
        run={run}
        kind={kind}
        status={status}
        onKind={(chosen) => show(() => setKind(chosen))}
        onStatus={(chosen) => show(() => setStatus(chosen))}
      />
      {mayAnswer && status === 'open' && (
        <BulkButtons run={run} kind={kind} selected={selected} onDone={() => show(() => undefined)} />
      )}
      <QueryView query={page}>
        {({ findings, next }) => (
          <>
            <FindingTable
              caption={t('run.findings')}
              runId={run.id}
              findings={findings}
              {...(mayAnswer && status === 'open'
                ? { selected: new Set(selected.keys()), onSelect: (list) => setSelected(kindsOf(list)) }
                : {})}
            />
            <CursorPager
              name={t('run.findings')}
              after={after}
              next={next === null ? null : String(next)}
              onPage={(to) => {
                setAfter(to);
                setSelected(new Map());
              }}
            />
          </>
        )}
      </QueryView>
    </div>
  );
}

interface FilterProps {
  readonly run: RunDetail;
  readonly kind: FindingKind | undefined;
  readonly status: Status;
  readonly onKind: (kind: FindingKind | undefined) => void;
  readonly onStatus: (status: Status) => void;
}

function FindingFilters({ run, kind, status, onKind, onStatus }: FilterProps) {
  const { t, code } = useI18n();
  const kinds = FINDING_KINDS.filter((one) => (run.findingCounts[one] ?? 0) > 0);
  return (
    <>
      <FilterChips<FindingKind | 'all'>
        label={t('filter.finding')}
        chips={[
          { key: 'all', text: t('finding.all'), count: sumOf(run.findingCounts) },
          ...kinds.map((key) => ({ key, text: code('finding', key), count: run.findingCounts[key] ?? 0 })),
        ]}
        selected={kind ?? 'all'}
        onSelect={(chosen) => onKind(chosen === 'all' ? undefined : chosen)}
      />
      <FilterChips<Status>
        label={t('finding.status')}
        chips={STATUSES.map((key) => ({ key, text: code('finding-status', key) }))}
        selected={status}
        onSelect={onStatus}
      />
    </>
  );
}

const kindsOf = (findings: readonly Finding[]): ReadonlyMap<number, FindingKind> =>
  new Map(findings.map((finding) => [finding.seq, finding.kind]));

const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function FindingProgress({ run }: { readonly run: RunDetail }) {
  const { t } = useI18n();
  const { findingsAnswered: answered, findingsTotal: total } = run;
  const text = t('finding.progress', { answered, total });
  return (
    <div className="finding-progress">
      <span>{text}</span>
      <Progress
        percent={total === 0 ? 100 : Math.floor((answered / total) * 100)}
        size="small"
        aria-label={text}
      />
    </div>
  );
}

interface BulkProps {
  readonly run: RunDetail;
  readonly kind: FindingKind | undefined;
  readonly selected: ReadonlyMap<number, FindingKind>;
  readonly onDone: () => void;
}

function BulkButtons({ run, kind, selected, onDone }: BulkProps) {
  const { t } = useI18n();
  const open = kind === undefined ? sumOf(run.findingsOpen) : (run.findingsOpen[kind] ?? 0);
  const openKinds = FINDING_KINDS.filter((one) => (run.findingsOpen[one] ?? 0) > 0);
  return (
    <div className="buttons">
      {selected.size > 0 && (
        <AnswerButton
          runId={run.id}
          label={t('finding.answer.selected', { count: selected.size })}
          kinds={[...new Set(selected.values())]}
          choice={{ seqs: [...selected.keys()] }}
          primary
          onDone={onDone}
        />
      )}
      {open > 0 && (
        <AnswerButton
          runId={run.id}
          label={t(kind === undefined ? 'finding.answer.all' : 'finding.answer.kind', { count: open })}
          kinds={kind === undefined ? openKinds : [kind]}
          choice={kind === undefined ? { all: true } : { kind }}
          onDone={onDone}
        />
      )}
    </div>
  );
}
