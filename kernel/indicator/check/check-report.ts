import { extractFigures } from './extract-figures.ts';
import { findAverages } from './find-averages.ts';
import { findBounds, findMultiples } from './find-bounds.ts';
import { findChanges, findOrders } from './find-changes.ts';
import { findReportYear, findSigningDay } from './find-dates.ts';
import { findPeriods } from './find-periods.ts';
import { findProducts } from './find-products.ts';
import { findRepeats } from './find-repeats.ts';
import { findShares } from './find-shares.ts';
import { findSums } from './find-sums.ts';
import { findUnits } from './find-units.ts';
import { joinText } from './join-text.ts';
import type { PlacedFigure, ReportCheck, ReportFigure } from './contract.ts';

const publicFigure = (figure: PlacedFigure): ReportFigure => ({
  text: figure.text,
  value: figure.value,
  scale: figure.scale,
  unit: figure.unit,
  qualifier: figure.qualifier,
  label: figure.label,
  period: figure.period,
  kind: figure.kind,
  decimals: figure.decimals,
  offset: figure.offset,
  length: figure.length,
});

/** Reads a report as prose: its figures, how they depend on each other, and what does not agree. */
export function checkReport(source: string): ReportCheck {
  const joined = joinText(source);
  const { text } = joined;
  const signed = findSigningDay(text);
  const reportYear = findReportYear(text, signed);
  const figures = extractFigures(joined, reportYear);
  const outcomes = [
    findSums(text, figures),
    findShares(text, figures),
    findProducts(text, figures),
    findChanges(text, figures),
    findOrders(figures),
    findRepeats(text, figures),
    findBounds(text, figures),
    findMultiples(text, figures),
    findAverages(text, figures),
    findPeriods(joined, figures, reportYear, signed),
    { relations: [], findings: findUnits(text, figures) },
  ];
  return {
    figures: figures.map(publicFigure),
    relations: outcomes.flatMap((outcome) => outcome.relations),
    findings: outcomes.flatMap((outcome) => outcome.findings).toSorted((a, b) => a.offset - b.offset),
  };
}
