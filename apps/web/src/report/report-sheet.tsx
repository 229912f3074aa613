import { type MouseEvent, useMemo } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { prepareReport } from './prepare-report.ts';
import { ReportOutline } from './report-outline.tsx';

interface Props {
  readonly title: string;
  readonly html: string;
  readonly onFigure: (id: string) => void;
}

const figureOf = (target: EventTarget): string | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-figure]')?.dataset.figure : undefined;

/** The report as a printed document; one listener serves all of its figures. */
export function ReportSheet({ title, html, onFigure }: Props) {
  const { t } = useI18n();
  const tableName = t('report.table');
  const report = useMemo(() => prepareReport(html, tableName), [html, tableName]);
  const choose = (event: MouseEvent) => {
    const id = figureOf(event.target);
    // A figure opened with a key held down goes to a new tab or window, as links do.
    if (id === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onFigure(id);
  };
  return (
    <div className="report-columns">
      <ReportOutline entries={report.outline} />
      <article className="sheet" lang="zh-CN">
        {!report.titled && <h1>{title}</h1>}
        {/* The text comes from our own server, made of our templates; the CSP forbids any script in it. */}
        <div className="sheet-text" onClick={choose} dangerouslySetInnerHTML={{ __html: report.html }} />
      </article>
    </div>
  );
}
