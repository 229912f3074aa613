import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notFound } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import type { Registry } from '../module/registry.ts';
import { getDistrict } from '../party/district.ts';
import { addDays, chineseDate } from '../base/plain-date.ts';
import { chinaTime, type Clock, systemClock } from '../base/clock.ts';
import type { Figure } from './contract.ts';
import { listFigureValues } from './figures.ts';
import type { ReportMeta } from './report/figure-text.ts';
import { parseReport, type ReportTemplate } from './report/template.ts';

const REPORTS = join(import.meta.dirname, '../../reports');

export interface BuiltReport {
  readonly year: number;
  readonly template: ReportTemplate;
  /** Figures of the registry by id; ids that the template names and no register gives are absent. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly title: string;
  readonly asOf: string;
  readonly knownAt: string;
  readonly meta: ReportMeta;
}

const readTemplate = (year: number): ReportTemplate =>
  parseReport(readFileSync(join(REPORTS, `${year}.md`), 'utf8'), `reports/${year}.md`);

/** Reports that have a template, newest first. */
export function listReportYears(): { readonly year: number; readonly title: string }[] {
  return readdirSync(REPORTS)
    .flatMap((name) => /^(\d{4})\.md$/.exec(name)?.[1] ?? [])
    .map(Number)
    .toSorted((a, b) => b - a)
    .map((year) => ({ year, title: readTemplate(year).title }));
}

/** The report of a year: its template and the figures as the registers give them now. */
export async function buildReport(
  tx: Tx,
  registry: Registry,
  year: number,
  clock: Clock = systemClock,
): Promise<BuiltReport> {
  const years = listReportYears().map((report) => report.year);
  if (!years.includes(year)) {
    throw notFound(
      'report.unknown',
      `没有 ${year} 年的报告模板：现有 ${years.join('、')} 年。`,
      `There is no report template for ${year}; there are: ${years.join(', ')}.`,
    );
  }
  const template = readTemplate(year);
  const district = await getDistrict(tx);
  const figures = await listFigureValues(tx, registry);
  const now = chinaTime(clock.now());
  const asOf = chineseDate(addDays(district.dataTo, -1));
  return {
    year,
    template,
    figures: new Map(figures.map((figure) => [figure.id, figure])),
    title: template.title,
    asOf,
    knownAt: now,
    meta: { generatedAt: now, asOf, knownAt: now },
  };
}
