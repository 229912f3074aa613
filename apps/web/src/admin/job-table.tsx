import type { listJobs } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Job = OutputOf<typeof listJobs>['jobs'][number];

const TONES: Readonly<Record<string, Tone>> = { running: 'info', done: 'good', failed: 'bad' };

export function JobTable({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t, code, label } = useI18n();
  const columns: Column<Job>[] = [
    {
      key: 'label',
      title: t('admin.job'),
      cell: (job) => (
        <span className="account-option">
          <span>{label(job.label)}</span>
          <code className="quiet">{job.id}</code>
        </span>
      ),
    },
    { key: 'cron', title: t('admin.job.cron'), narrow: true, cell: (job) => <code>{job.cron}</code> },
    {
      key: 'state',
      title: t('admin.job.state'),
      narrow: true,
      cell: ({ lastState }) =>
        lastState === null ? (
          <span className="quiet">{t('admin.job.never')}</span>
        ) : (
          <StatusTag tone={TONES[lastState] ?? 'neutral'}>{code('job-state', lastState)}</StatusTag>
        ),
    },
    {
      key: 'started',
      title: t('admin.job.started'),
      narrow: true,
      cell: ({ lastStartedAt }) => (lastStartedAt === null ? '—' : momentText(lastStartedAt)),
    },
    { key: 'error', title: t('admin.job.error'), cell: ({ lastError }) => lastError ?? '—' },
  ];
  return (
    <DataTable
      caption={t('admin.jobs')}
      columns={columns}
      rows={jobs}
      rowKey={(job) => job.id}
      empty={t('admin.jobs.empty')}
    />
  );
}
