import type { Figure } from '../contract.ts';
import type { Figures } from './figure-text.ts';

/** A complete figure for tests; only what matters to the test is given. */
export const sampleFigure = (given: Partial<Figure> & { readonly id: string }): Figure => ({
  label: { zh: '城市低保户数', en: 'Urban dibao households' },
  unit: '户',
  baseUnit: '户',
  kind: 'stock',
  value: 221,
  printed: '221',
  asOf: '2020-10-31',
  at: '2020-10-31',
  from: null,
  to: null,
  division: 420112000000000,
  divisionName: '东西湖区',
  definition: { zh: '月末在册的城市低保家庭', en: 'active urban families at month end' },
  definitionDigest: 'd1',
  rowCount: 221,
  assumptions: [],
  missing: false,
  ...given,
});

/** Figures by id. */
export const sampleFigures = (...given: readonly (Partial<Figure> & { readonly id: string })[]): Figures =>
  new Map(given.map((figure) => [figure.id, sampleFigure(figure)]));

export const sampleMeta = {
  generatedAt: '2020-11-05 09:00',
  asOf: '2020年10月31日',
  knownAt: '2020年11月1日',
} as const;
