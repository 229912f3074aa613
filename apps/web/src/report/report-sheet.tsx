import { type MouseEvent, useMemo } from 'react';
import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { prepareReport } from './prepare-report.ts';
import { ReportOutline } from './report-outline.tsx';

interface Props {
  readonly title: string;
  readonly html: string;
  readonly figures: readonly Figure[];
  readonly openFigure: string | undefined;
  readonly onFigure: (id: string) => void;
}

const figureOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-figure]')?.dataset.figure : undefined;

/** The report as a printed document; one listener serves all of its figures. */
export function ReportSheet({ title, html, figures, openFigure, onFigure }: Props) {
  const { t } = useI18n();
  const tableName = t('report.table');
  const report = useMemo(() => prepareReport(html, figures, tableName), [html, figures, tableName]);
  const choose = (event: MouseEvent) => {
    const id = figureOf(event.target);
    if (id !== undefined) onFigure(id);
  };
  return (
    <div className="report-columns">
      <ReportOutline entries={report.outline} />
      <article className="sheet" lang="zh-CN" data-open={openFigure}>
        {!report.titled && <h1>{title}</h1>}
        {/* The text comes from our own server, made of our templates; the CSP forbids any script in it. */}
        <div className="sheet-text" onClick={choose} dangerouslySetInnerHTML={{ __html: report.html }} />
      </article>
    </div>
  );
}
