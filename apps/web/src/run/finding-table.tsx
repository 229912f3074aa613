import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { releaseHold } from '../../../../kernel/payment/workflow-contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Money } from '../components/money.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Finding } from './run-detail.ts';

interface Props {
  readonly caption: string;
  readonly runId: string;
  readonly findings: readonly Finding[];
  /** Left out where nothing can be answered. */
  readonly selected?: ReadonlySet<number>;
  readonly onSelect?: (findings: readonly Finding[]) => void;
}

/** Findings with their amounts and how they were answered; each leads to its award. */
export function FindingTable({ caption, runId, findings, selected, onSelect }: Props) {
  const { t } = useI18n();
  const columns: Column<Finding>[] = [
    ...(selected === undefined || onSelect === undefined ? [] : [selection(t, findings, selected, onSelect)]),
    ...useFindingColumns(),
    ...(selected === undefined ? [answerColumn(t, runId)] : []),
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={findings}
      rowKey={(finding) => String(finding.seq)}
      empty={t('finding.empty')}
    />
  );
}

type Translate = ReturnType<typeof useI18n>['t'];

function selection(
  t: Translate,
  findings: readonly Finding[],
  selected: ReadonlySet<number>,
  onSelect: (findings: readonly Finding[]) => void,
): Column<Finding> {
  const all = findings.length > 0 && findings.every(({ seq }) => selected.has(seq));
  return {
    key: 'select',
    title: t('finding.answer'),
    narrow: true,
    heading: (
      <Checkbox
        aria-label={t('finding.select-page')}
        checked={all}
        indeterminate={!all && selected.size > 0}
        onChange={() => onSelect(all ? [] : findings)}
      />
    ),
    cell: (finding) => (
      <Checkbox
        aria-label={t('finding.select', { award: finding.awardNo })}
        checked={selected.has(finding.seq)}
        onChange={({ target }) =>
          onSelect(findings.filter(({ seq }) => (seq === finding.seq ? target.checked : selected.has(seq))))
        }
      />
    ),
  };
}

/** Only these hold two months against each other; the others tell of this run alone. */
const COMPARING: ReadonlySet<Finding['kind']> = new Set(['new', 'stopped', 'changed']);
const compares = ({ kind }: Finding): boolean => COMPARING.has(kind);

function useFindingColumns(): Column<Finding>[] {
  const { t, code } = useI18n();
  return [
    {
      key: 'award',
      title: t('party.award-no'),
      narrow: true,
      cell: (finding) => (
        <Link to="/awards/$id" params={{ id: finding.awardId }}>
          {finding.awardNo}
        </Link>
      ),
    },
    { key: 'name', title: t('row.name'), narrow: true, cell: (finding) => finding.name },
    { key: 'division', title: t('line.division'), cell: (finding) => finding.divisionName },
    {
      key: 'kind',
      title: t('finding.kind'),
      narrow: true,
      cell: (finding) => code('finding', finding.kind),
    },
    {
      key: 'before',
      title: t('run.before'),
      number: true,
      cell: (finding) => (compares(finding) ? <Money amountFen={finding.beforeFen} /> : '—'),
    },
    {
      key: 'now',
      title: t('run.now'),
      number: true,
      cell: (finding) => <Money amountFen={finding.nowFen} />,
    },
    {
      key: 'difference',
      title: t('run.difference'),
      number: true,
      cell: (finding) =>
        compares(finding) ? <Money signed amountFen={finding.nowFen - finding.beforeFen} /> : '—',
    },
  ];
}

const answerColumn = (t: Translate, runId: string): Column<Finding> => ({
  key: 'answer',
  title: t('finding.answer'),
  cell: (finding) => <FindingAnswer runId={runId} finding={finding} />,
});

function FindingAnswer({ runId, finding }: { readonly runId: string; readonly finding: Finding }) {
  const { t, code } = useI18n();
  const mayRelease = usePermission('payment.approve');
  if (finding.decision === null || finding.answeredAt === null) return '—';
  return (
    <>
      <StatusTag tone={finding.held ? 'warn' : 'neutral'}>
        {code('finding-decision', finding.decision)}
      </StatusTag>{' '}
      {finding.reason}
      <div className="quiet">
        {finding.answeredBy} · {momentText(finding.answeredAt)}
      </div>
      {finding.held && finding.kind !== 'no-account' && mayRelease && (
        <ActionButton
          contract={releaseHold}
          title={t('finding.release')}
          small
          lead={t('finding.release.lead')}
          fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: 200 }]}
          inputOf={(values) => ({ id: runId, seq: finding.seq, reason: textOf(values, 'reason') })}
          done={t('finding.release.done')}
        />
      )}
    </>
  );
}
