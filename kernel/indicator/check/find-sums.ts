import { rounded, sentencesOf } from './sentences.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { familyOf } from './units.ts';

const TOTAL_BEFORE = /(?:共计|合计|总计|总数|总共|总额)[^，,。；]{0,8}$/u;
const PARTS_MAX = 8;
/** Small numbers add up by chance. */
const CHANCE_BELOW = 10;
/** A sum that misses its total by less than this share is likely a slip, by more likely not its sum. */
const NEAR_SHARE = 0.1;

const isCounted = (figure: PlacedFigure): boolean => figure.kind === 'count' || figure.kind === 'money';

/** 4401对 of 2292对, 584对 and 123条: whole counts may change the classifier, money and persons may not. */
const mayAdd = (a: PlacedFigure, b: PlacedFigure): boolean =>
  a.kind === b.kind && (familyOf(a.unit) === familyOf(b.unit) || (isPairUnit(a) && isPairUnit(b)));

const isPairUnit = (figure: PlacedFigure): boolean =>
  ['对', '条', '件', '例', '份', '本'].includes(figure.unit);

interface Sum {
  readonly total: PlacedFigure;
  readonly parts: readonly PlacedFigure[];
  readonly computed: number;
  readonly tolerance: number;
}

function sumOf(total: PlacedFigure, parts: readonly PlacedFigure[]): Sum {
  return {
    total,
    parts,
    computed: rounded(parts.reduce((sum, part) => sum + part.amount, 0)),
    tolerance: total.half + parts.reduce((sum, part) => sum + part.half, 0),
  };
}

const fits = (sum: Sum): boolean => Math.abs(sum.computed - sum.total.amount) <= sum.tolerance + 1e-6;

const relationOf = (sum: Sum, holds: ReportRelation['holds']): ReportRelation => ({
  kind: 'sum',
  expression: `${sum.parts.map((part) => part.text).join('+')}=${sum.total.text}`,
  figures: [sum.total, ...sum.parts].map((figure) => figure.index),
  stated: sum.total.amount,
  computed: sum.computed,
  tolerance: sum.tolerance,
  holds,
});

/** Runs of figures that may be added, right behind the total or right before it. */
function runsOf(list: readonly PlacedFigure[], i: number): PlacedFigure[][] {
  const total = list[i];
  if (total === undefined) return [];
  const behind = list.slice(i + 1).filter((figure) => mayAdd(total, figure));
  const before = list.slice(0, i).filter((figure) => mayAdd(total, figure));
  const runs: PlacedFigure[][] = [];
  for (let from = 0; from < Math.min(behind.length, 3); from += 1)
    for (let n = 2; n <= PARTS_MAX && from + n <= behind.length; n += 1)
      runs.push(behind.slice(from, from + n));
  for (let n = 2; n <= Math.min(PARTS_MAX, before.length); n += 1) runs.push(before.slice(-n));
  return runs;
}

function misses(sum: Sum): ReportFinding {
  const difference = rounded(sum.computed - sum.total.amount);
  const scale = sum.total.scale;
  const shown = `${rounded(Math.abs(difference) / scale)}${sum.total.unit}`;
  return {
    rule: 'sum.total',
    severity: 'error',
    quote: sum.total.text,
    offset: sum.total.offset,
    message: `分项之和与总数不符：${sum.parts.map((part) => part.text).join('＋')}＝${rounded(sum.computed / scale)}${sum.total.unit}，文中为${sum.total.text}，${difference > 0 ? '多' : '少'}${shown}。`,
    fix: '请核对总数和各分项；如有未列出的分项或重复计算的对象，请在文中写明。',
  };
}

const mixedUnits = (sum: Sum): ReportFinding[] =>
  sum.parts
    .filter((part) => familyOf(part.unit) !== familyOf(sum.total.unit))
    .map((part) => ({
      rule: 'sum.unit',
      severity: 'warning',
      quote: part.text,
      offset: part.offset,
      message: `同一合计中计量单位不一致：总数以“${sum.total.unit}”计，此分项以“${part.unit}”计。`,
      fix: `请将“${part.text}”的单位统一为“${sum.total.unit}”，或说明两者的换算关系。`,
    }));

/** A total announced by 共计 takes all of its kind before it in the sentence; 其中 introduces its parts. */
function announced(text: string, list: readonly PlacedFigure[], i: number): Sum | undefined {
  const total = list[i];
  if (total === undefined) return undefined;
  if (TOTAL_BEFORE.test(total.before)) {
    const parts = list.slice(0, i).filter((figure) => mayAdd(total, figure));
    if (parts.length > 1) return sumOf(total, parts);
  }
  const next = list.slice(i + 1).find((figure) => mayAdd(total, figure));
  if (next === undefined || !/(?:其中|分别为)/u.test(text.slice(total.end, next.start))) return undefined;
  const later = list.slice(list.indexOf(next)).filter((figure) => mayAdd(total, figure));
  return later.length > 1 ? sumOf(total, later.slice(0, PARTS_MAX)) : undefined;
}

function judge(sum: Sum, asTotal: boolean): Outcome {
  const gap = Math.abs(sum.computed - sum.total.amount);
  const isNear = gap <= sum.total.amount * NEAR_SHARE;
  // Parts that overlap or are not all listed need not add up; only what nearly does is a slip.
  const isWrong = isNear && sum.parts.every((part) => part.amount < sum.total.amount);
  const isSure = isWrong && sum.parts.every((part) => part.qualifier === '') && sum.total.qualifier === '';
  const finding = misses(sum);
  return {
    relations: [relationOf(sum, isSure ? 'no' : 'undetermined')],
    findings: isSure ? [asTotal || sum.parts.length > 2 ? finding : { ...finding, severity: 'warning' }] : [],
  };
}

/** Totals and their parts, at every level of a sentence: announced ones are judged, others only told when they add up. */
export function findSums(text: string, figures: readonly PlacedFigure[]): Outcome {
  const relations: ReportRelation[] = [];
  const findings: ReportFinding[] = [];
  for (const sentence of sentencesOf(text, figures)) {
    const list = sentence.filter(isCounted);
    for (const [i, total] of list.entries()) {
      const sums = runsOf(list, i).map((parts) => sumOf(total, parts));
      const found = sums.find((sum) => total.amount >= CHANCE_BELOW && fits(sum));
      if (found !== undefined) {
        relations.push(relationOf(found, 'yes'));
        findings.push(...mixedUnits(found));
        continue;
      }
      const sum = announced(text, list, i);
      if (sum === undefined) continue;
      const outcome = judge(sum, TOTAL_BEFORE.test(total.before));
      relations.push(...outcome.relations);
      findings.push(...outcome.findings);
    }
  }
  return { relations, findings };
}
