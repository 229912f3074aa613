import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { rounded, sentencesOf } from './sentences.ts';
import { familyOf } from './units.ts';

const RATE_WORD = /(?:占比|比例|比重|率|占)[^，,。；]{0,12}$/u;
const NAME_CHARS = 4;
const PART_OF_WHOLE = /(?:占比|占)[^，,。；]{0,12}$/u;

const percentOf = (part: PlacedFigure, whole: PlacedFigure): number =>
  rounded((part.amount / whole.amount) * 100);

function relationOf(rate: PlacedFigure, part: PlacedFigure, whole: PlacedFigure): ReportRelation {
  const scaled = rate.unit === '‰' ? percentOf(part, whole) * 10 : percentOf(part, whole);
  const computed = rounded(scaled);
  // 66.66% for two thirds is cut off, not rounded: a whole last digit is let pass.
  const gap = rate.value - computed;
  const holds = gap <= rate.half + 1e-6 && gap > -2 * rate.half - 1e-6;
  return {
    kind: 'share',
    expression: `${part.text}÷${whole.text}=${rate.text}`,
    figures: [rate.index, part.index, whole.index],
    stated: rate.value,
    computed,
    tolerance: rate.half,
    holds: holds ? 'yes' : 'no',
  };
}

/** 11条线索查否……查实率0%: the rate of what is left when the part before it is taken away. */
function complementOf(rate: PlacedFigure, part: PlacedFigure, whole: PlacedFigure): ReportRelation {
  const rest = { ...part, amount: whole.amount - part.amount, text: `(${whole.text}-${part.text})` };
  return relationOf(rate, rest, whole);
}

/** 集中供养305人，分散供养507人，集中供养率37.6%: the part whose name the rate bears. */
const namedPart = (rate: PlacedFigure, counts: readonly PlacedFigure[]): PlacedFigure | undefined =>
  counts.findLast(({ label }) => label.length >= 2 && rate.before.includes(label.slice(-NAME_CHARS)));

const wrong = (rate: PlacedFigure, relation: ReportRelation): ReportFinding => ({
  rule: 'share.value',
  severity: 'error',
  quote: rate.text,
  offset: rate.offset,
  message: `占比与文中数字不符：${relation.expression.split('=')[0] ?? ''}＝${relation.computed ?? ''}${rate.unit}，文中为${rate.text}（四舍五入允许±${relation.tolerance}）。`,
  fix: `请核对分子、分母；如两数无误，占比应为${(relation.computed ?? 0).toFixed(rate.decimals)}${rate.unit}。`,
});

function aboveWhole(text: string, rate: PlacedFigure): ReportFinding[] {
  if (rate.unit !== '%' || rate.value <= 100) return [];
  if (
    !/(?:覆盖率|合格率|占比|完好率|办结率|满意率|入住率|核查率)[^，。；]{0,4}$/u.test(
      text.slice(0, rate.start).slice(-16),
    )
  )
    return [];
  return [
    {
      rule: 'share.above-whole',
      severity: 'error',
      quote: rate.text,
      offset: rate.offset,
      message: `比率超过100%：${rate.label}${rate.text}。`,
      fix: '请核对分子、分母是否为同一口径。',
    },
  ];
}

/** Shares against the counts of their sentence: the part right before the share, the whole before the part. */
export function findShares(text: string, figures: readonly PlacedFigure[]): Outcome {
  const relations: ReportRelation[] = [];
  const findings: ReportFinding[] = [];
  for (const sentence of sentencesOf(text, figures))
    for (const [i, rate] of sentence.entries()) {
      if (rate.unit !== '%' && rate.unit !== '‰') continue;
      findings.push(...aboveWhole(text, rate));
      if (!RATE_WORD.test(text.slice(Math.max(0, rate.start - 16), rate.start))) continue;
      const counts = sentence.slice(0, i).filter((f) => f.kind === 'count' || f.kind === 'money');
      const part = namedPart(rate, counts) ?? counts.at(-1);
      if (part === undefined) continue;
      const wholes = counts.filter(
        (f) => f !== part && familyOf(f.unit) === familyOf(part.unit) && f.amount >= part.amount,
      );
      const tried = wholes.map((whole) => relationOf(rate, part, whole));
      // A second rate behind the same numbers may be that of the others.
      const isSecond = sentence.slice(sentence.indexOf(part) + 1, i).some((f) => f.kind === 'rate');
      const rests = isSecond ? wholes.map((whole) => complementOf(rate, part, whole)) : [];
      const held = [...tried, ...rests].find((relation) => relation.holds === 'yes');
      if (held !== undefined) relations.push(held);
      else if (tried[0] !== undefined) {
        const only = tried[0];
        const isOwn =
          tried.length === 1 &&
          PART_OF_WHOLE.test(rate.before) &&
          !/占(?!比)/u.test(rate.before) &&
          rate.qualifier === '';
        relations.push(isOwn ? only : { ...only, holds: 'undetermined' });
        if (isOwn) findings.push(wrong(rate, only));
      }
    }
  return { relations, findings };
}
