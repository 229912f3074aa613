import type { Figure } from '../contract.ts';
import { usedFigureIds } from './figure-text.ts';
import type { Figures, ReportMeta } from './figure-text.ts';
import type { ReportTemplate } from './template.ts';

/**
 * The figures of a report as pretty JSON in order of use, tables included. Values are in base units.
 * Ids that the text names but nobody defines stand in `absent`.
 */
export const figuresJson = (
  template: ReportTemplate,
  figures: Figures,
  meta: ReportMeta & { readonly year?: number },
): string => {
  const ids = usedFigureIds(template, figures);
  const found: Figure[] = ids.flatMap((id) => figures.get(id) ?? []);
  const { year, generatedAt, asOf, knownAt } = meta;
  const absent = ids.filter((id) => !figures.has(id));
  // An undefined year is left out by JSON.stringify.
  return `${JSON.stringify({ year, generatedAt, asOf, knownAt, figures: found, absent }, null, 2)}\n`;
};
