import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltReport } from './build-report.ts';
import { figuresJson } from './report/figures-json.ts';
import { renderDocx } from './report/render-docx.ts';
import { renderStandaloneHtml } from './report/render-html.ts';
import { renderMarkdown } from './report/render-markdown.ts';

export const REPORT_FORMATS = ['html', 'md', 'docx', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report as one file of the given format. */
export async function reportFile(report: BuiltReport, format: ReportFormat): Promise<Buffer> {
  const { template, figures, meta, year } = report;
  switch (format) {
    case 'html':
      return Buffer.from(renderStandaloneHtml(template, figures, meta));
    case 'md':
      return Buffer.from(renderMarkdown(template, figures));
    case 'docx':
      return renderDocx(template, figures, meta);
    case 'json':
      return Buffer.from(figuresJson(template, figures, { ...meta, year }));
  }
}

export const reportFileName = (year: number, format: ReportFormat): string =>
  format === 'json' ? 'figures.json' : `report-${year}.${format}`;

/** Writes the report in every format into a folder and gives the paths. */
export async function writeReport(report: BuiltReport, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths = [];
  for (const format of REPORT_FORMATS) {
    const path = join(folder, reportFileName(report.year, format));
    writeFileSync(path, await reportFile(report, format));
    paths.push(path);
  }
  return paths;
}
