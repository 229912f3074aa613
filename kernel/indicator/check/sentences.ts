import type { PlacedFigure } from './contract.ts';

/** Figures by sentence: what belongs together in official prose stands before one full stop. */
export function sentencesOf(text: string, figures: readonly PlacedFigure[]): PlacedFigure[][] {
  const groups: PlacedFigure[][] = [];
  let end = -1;
  for (const figure of figures) {
    if (figure.start >= end) {
      const stop = text.slice(figure.start).search(/[。\n]/u);
      end = stop < 0 ? text.length : figure.start + stop;
      groups.push([]);
    }
    groups.at(-1)?.push(figure);
  }
  return groups;
}

/** Without the dust of binary fractions. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
