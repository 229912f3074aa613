import { Button } from 'antd';
import type { CheckedReport, Severity } from '../../../../kernel/indicator/check/contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { partsOf, RANK } from './check-parts.ts';

type Finding = CheckedReport['findings'][number];
type Relation = CheckedReport['relations'][number];

const TONES: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warn', note: 'neutral' };
const VERDICTS: Readonly<Record<Relation['holds'], Tone>> = {
  yes: 'good',
  no: 'bad',
  undetermined: 'neutral',
};

const placeId = (offset: number): string => `report-place-${offset}`;

/** What a check found: findings first, then the relations, then the text with its figures marked. */
export function CheckResult({ report }: { readonly report: CheckedReport }) {
  const { t } = useI18n();
  const { figures, relations, findings } = report;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const held = relations.filter(({ holds }) => holds === 'yes').length;
  return (
    <>
      <p role="status" className="check-summary">
        {t('report-check.summary', {
          figures: figures.length,
          relations: relations.length,
          held,
          errors,
          others: findings.length - errors,
        })}
      </p>
      <Findings findings={findings} />
      <Relations relations={relations} />
      <Panel title={t('report-check.text')}>
        <div className="check-text">
          {partsOf(report).map(({ text, offset, mark }) =>
            mark === undefined ? (
              text
            ) : (
              <mark key={offset} id={placeId(offset)} tabIndex={-1} className={`check-${mark}`}>
                {text}
              </mark>
            ),
          )}
        </div>
      </Panel>
    </>
  );
}

const showPlace = (offset: number): void => {
  const place = document.querySelector<HTMLElement>(`#${placeId(offset)}`);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
};

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useI18n();
  const columns: Column<Finding>[] = [
    {
      key: 'severity',
      title: t('report-check.severity'),
      narrow: true,
      cell: ({ severity }) => (
        <StatusTag tone={TONES[severity]}>{t(`report-check.severity.${severity}`)}</StatusTag>
      ),
    },
    {
      key: 'quote',
      title: t('report-check.place'),
      narrow: true,
      cell: ({ quote, offset }) => (
        <Button type="link" className="check-place" onClick={() => showPlace(offset)}>
          {quote.replaceAll(/\s/g, '')}
        </Button>
      ),
    },
    { key: 'message', title: t('report-check.message'), cell: ({ message }) => message },
    { key: 'fix', title: t('report-check.fix'), cell: ({ fix }) => fix },
  ];
  return (
    <Panel title={t('report-check.findings')}>
      <DataTable
        caption={t('report-check.findings')}
        columns={columns}
        rows={findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity])}
        rowKey={({ rule, offset, message }) => `${rule}:${offset}:${message}`}
        empty={t('report-check.findings.none')}
      />
    </Panel>
  );
}

function Relations({ relations }: { readonly relations: readonly Relation[] }) {
  const { t } = useI18n();
  const columns: Column<Relation>[] = [
    {
      key: 'holds',
      title: t('report-check.verdict'),
      narrow: true,
      cell: ({ holds }) => <StatusTag tone={VERDICTS[holds]}>{t(`report-check.verdict.${holds}`)}</StatusTag>,
    },
    {
      key: 'kind',
      title: t('report-check.kind'),
      narrow: true,
      cell: ({ kind }) => t(`report-check.kind.${kind}`),
    },
    { key: 'expression', title: t('report-check.expression'), cell: ({ expression }) => expression },
    {
      key: 'computed',
      title: t('report-check.computed'),
      number: true,
      cell: ({ computed }) => (computed === null ? '' : String(Math.round(computed * 100) / 100)),
    },
  ];
  return (
    <Panel title={t('report-check.relations')}>
      <DataTable
        caption={t('report-check.relations')}
        columns={columns}
        rows={relations}
        rowKey={({ kind, expression, figures }) => `${kind}:${expression}:${figures.join()}`}
        empty={t('report-check.relations.none')}
      />
    </Panel>
  );
}
