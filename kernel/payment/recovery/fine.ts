import { type PlainDate, plainDate } from '../../base/plain-date.ts';
import type { LegalSource } from '../../policy/define-programme.ts';
import type { Cause } from './cause.ts';

/** 社会救助暂行办法 art. 68: what was obtained by deceit is to be given back, and a fine of one to three times it. */
const SAIM68: LegalSource = {
  title: '社会救助暂行办法',
  number: '国务院令第649号',
  article: '第六十八条',
  effectiveFrom: '2014-05-01',
};
/** 社会救助法 art. 73: a fine of up to twice it. */
const SAL73: LegalSource = {
  title: '中华人民共和国社会救助法',
  number: '2026年4月30日通过',
  article: '第七十三条',
  effectiveFrom: '2026-07-01',
};
const SAL_FROM = plainDate('2026-07-01');

export interface FineRange {
  readonly minFen: number;
  readonly maxFen: number;
  readonly source: LegalSource;
}

/** The law on deceit that is in force on the day on which it is found out. */
export const deceitSource = (foundOn: PlainDate): LegalSource => (foundOn < SAL_FROM ? SAIM68 : SAL73);

/**
 * Between what the fine may lie where income was hidden, a proposal for whoever decides; undefined for other causes
 * (handbook 01 §5.4, example 16).
 */
export function fineRange(
  cause: Cause | null,
  obtainedFen: number,
  foundOn: PlainDate,
): FineRange | undefined {
  if (cause !== 'income_hidden' || obtainedFen <= 0) return undefined;
  const source = deceitSource(foundOn);
  return source === SAIM68
    ? { minFen: obtainedFen, maxFen: obtainedFen * 3, source }
    : { minFen: 0, maxFen: obtainedFen * 2, source };
}
