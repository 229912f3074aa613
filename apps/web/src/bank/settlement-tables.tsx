import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Digest } from '../components/digest.tsx';
import { Money } from '../components/money.tsx';
import { Pager } from '../components/pager.tsx';
import { Refusal } from '../components/refusal.tsx';
import { dateText, momentText, numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSaveFile } from '../register/use-save-file.ts';
import { useState } from 'react';
import type { Settlement } from './run-settlement.tsx';

const KINDS = ['sent', 'paid', 'returned', 'waiting', 'unknown', 'reissued', 'toReissue', 'held'] as const;
const ALWAYS: ReadonlySet<string> = new Set(['sent', 'paid', 'returned', 'waiting']);
const WAITING_SHOWN = 10;

interface SumRow {
  readonly key: string;
  readonly name: string;
  readonly items: number;
  readonly amountFen: number;
}

/** How much was sent and what became of it; kinds of return stand under what came back. */
export function SumTable({ report }: { readonly report: Settlement }) {
  const { t, code, label } = useI18n();
  const rows = KINDS.flatMap((kind): SumRow[] => {
    const sum = { key: kind, name: code('bank.kind', kind), ...report[kind] };
    if (sum.items === 0 && !ALWAYS.has(kind)) return [];
    const reasons = kind === 'returned' ? report.returnCodes : [];
    return [
      sum,
      ...reasons.map((reason) => ({ ...reason, key: reason.code, name: `— ${label(reason.label)}` })),
    ];
  });
  const columns: Column<SumRow>[] = [
    { key: 'kind', title: t('bank.kind'), cell: (row) => row.name },
    { key: 'items', title: t('bank.items'), number: true, cell: (row) => numberText(row.items) },
    {
      key: 'amount',
      title: t('bank.amount'),
      number: true,
      cell: (row) => <Money amountFen={row.amountFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('bank.sums')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      empty={t('bank.empty')}
    />
  );
}

type File = Settlement['files'][number];

interface FilesProps {
  readonly files: readonly File[];
  readonly mayDownload: boolean;
}

export function FileTable({ files, mayDownload }: FilesProps) {
  const { t } = useI18n();
  const money = (
    key: 'totalFen' | 'paidFen' | 'returnedFen' | 'waitingFen',
    title: string,
  ): Column<File> => ({
    key,
    title,
    number: true,
    cell: (file) => <Money amountFen={file[key]} />,
  });
  const columns: Column<File>[] = [
    {
      key: 'file',
      title: t('bank.file'),
      cell: (file) => <FileName file={file} mayDownload={mayDownload} />,
    },
    { key: 'items', title: t('bank.items'), number: true, cell: (file) => numberText(file.items) },
    money('totalFen', t('bank.amount')),
    money('paidFen', t('bank.file.paid')),
    money('returnedFen', t('bank.file.returned')),
    money('waitingFen', t('bank.file.waiting')),
    {
      key: 'sha256',
      title: t('bank.file.digest'),
      narrow: true,
      cell: (file) => <Digest value={file.sha256 ?? ''} />,
    },
    {
      key: 'manifest',
      title: t('bank.manifest'),
      narrow: true,
      cell: ({ manifest }) =>
        manifest === null ? (
          '—'
        ) : (
          <a href={`/api/bank/manifests/${manifest}`} download>
            {t('bank.manifest')}
          </a>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('bank.files')}
      columns={columns}
      rows={files}
      rowKey={(file) => file.fileNo}
      empty={t('bank.empty')}
    />
  );
}

/** Its name, which downloads it for who deals with the bank, and who wrote it when. */
function FileName({ file, mayDownload }: { readonly file: File; readonly mayDownload: boolean }) {
  const { t } = useI18n();
  const saving = useSaveFile();
  const { fileNo, name, madeBy, madeAt } = file;
  const hint = t('bank.file.download', { file: name ?? fileNo });
  return (
    <>
      {name !== null && mayDownload ? (
        <Button
          type="link"
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          aria-label={hint}
          title={hint}
          loading={saving.isPending}
          onClick={() => saving.mutate({ url: `/api/bank/files/${fileNo}`, name })}
        >
          {name}
        </Button>
      ) : (
        <span>{name ?? fileNo}</span>
      )}
      {madeBy !== null && madeAt !== null && (
        <div className="quiet">{t('bank.file.by', { by: madeBy, at: momentText(madeAt) })}</div>
      )}
      <Refusal error={saving.error} />
    </>
  );
}

type Difference = Settlement['differences'][number];

export function DifferenceTable({ differences }: { readonly differences: readonly Difference[] }) {
  const { t, label, language } = useI18n();
  const columns: Column<Difference>[] = [
    {
      key: 'what',
      title: t('bank.difference'),
      cell: ({ what, reference, on }) =>
        [label(what), reference, on === null ? null : dateText(on, language)]
          .filter((part) => part !== null)
          .join(' · '),
    },
    { key: 'ours', title: t('bank.ours'), number: true, cell: (row) => <Money amountFen={row.oursFen} /> },
    {
      key: 'theirs',
      title: t('bank.theirs'),
      number: true,
      cell: (row) => <Money amountFen={row.theirsFen} />,
    },
  ];
  return (
    <DataTable
      caption={t('bank.differences')}
      columns={columns}
      rows={differences}
      rowKey={(row) => `${row.kind}.${row.what.en}.${row.reference ?? ''}.${row.on ?? ''}.${row.theirsFen}`}
      empty={t('bank.ties')}
    />
  );
}

type Waiting = Settlement['waitingItems'][number];

/** Items without an answer, those that the bank does not know of first. */
export function WaitingTable({ report: { waiting, waitingItems } }: { readonly report: Settlement }) {
  const { t, language } = useI18n();
  const [page, setPage] = useState(1);
  const columns: Column<Waiting>[] = [
    { key: 'no', title: t('bank.item'), narrow: true, cell: (row) => row.no },
    {
      key: 'answer',
      title: t('bank.waiting.answer'),
      cell: ({ unknownSince, reason }) =>
        unknownSince === null
          ? t('bank.waiting.none')
          : [t('bank.waiting.since', { date: dateText(unknownSince, language) }), reason]
              .filter((part) => part !== null)
              .join(' · '),
    },
    {
      key: 'amount',
      title: t('bank.amount'),
      number: true,
      cell: (row) => <Money amountFen={row.amountFen} />,
    },
  ];
  return (
    <>
      {waiting.items > waitingItems.length && (
        <p className="quiet">
          {t('bank.waiting.shown', { total: numberText(waiting.items), shown: waitingItems.length })}
        </p>
      )}
      <DataTable
        caption={t('bank.waiting')}
        columns={columns}
        rows={waitingItems.slice((page - 1) * WAITING_SHOWN, page * WAITING_SHOWN)}
        rowKey={(row) => row.no}
        empty={t('bank.empty')}
      />
      <Pager
        name={t('bank.waiting')}
        page={page}
        total={waitingItems.length}
        size={WAITING_SHOWN}
        onPage={setPage}
      />
    </>
  );
}
