import type { CheckedReport, Severity } from '../../../../kernel/indicator/check/contract.ts';

/** A piece of the report's text: plain, a figure, or a place with a finding. */
export interface TextPart {
  readonly text: string;
  readonly offset: number;
  readonly mark: Severity | 'figure' | undefined;
}

/** The graver, the smaller. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The text in pieces; where places overlap, the finding counts more than the figure, and the graver more. */
export function partsOf({ text, figures, findings }: CheckedReport): TextPart[] {
  // Blanks inside a figure stand in the text but not in the quote.
  const lengths = new Map(figures.map(({ offset, length }) => [offset, length]));
  const places = [
    ...findings.map(({ offset, quote, severity }) => ({
      offset,
      end: offset + (lengths.get(offset) ?? quote.length),
      mark: severity,
      rank: RANK[severity],
    })),
    ...figures.map(({ offset, length }) => ({
      offset,
      end: offset + length,
      mark: 'figure' as const,
      rank: 3,
    })),
  ].toSorted((a, b) => a.offset - b.offset || a.rank - b.rank);
  const parts: TextPart[] = [];
  let at = 0;
  for (const { offset, end, mark } of places) {
    if (offset < at) continue;
    if (offset > at) parts.push({ text: text.slice(at, offset), offset: at, mark: undefined });
    parts.push({ text: text.slice(offset, end), offset, mark });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), offset: at, mark: undefined });
  return parts;
}
