import { changesOf } from './find-products.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { rounded } from './sentences.ts';

const UP = /(?:提高|增加|上升|增长|提升|扩大)[到至为]/u;
const DOWN = /(?:降低|下降|减少|降)[到至为]/u;

function direction(text: string, old: PlacedFigure, now: PlacedFigure): Outcome {
  const words = text.slice(old.end, now.start);
  const difference = rounded(now.amount - old.amount);
  const isWrong = (UP.test(words) && difference <= 0) || (DOWN.test(words) && difference >= 0);
  const relation: ReportRelation = {
    kind: 'change',
    expression: `${old.text}→${now.text}`,
    figures: [old.index, now.index],
    stated: null,
    computed: difference,
    tolerance: 0,
    holds: isWrong ? 'no' : 'yes',
  };
  const finding: ReportFinding = {
    rule: 'change.direction',
    severity: 'error',
    quote: text.slice(old.start, now.end),
    offset: old.offset,
    message: `增减方向与数字不符：由${old.text}到${now.text}，变动为${difference / now.scale}${now.unit}。`,
    fix: '请核对变动前后的数字，或改正“提高”“降低”等表述。',
  };
  return { relations: [relation], findings: isWrong ? [finding] : [] };
}

/** 由A提高到B，增长C%: the growth that is printed right behind the two values. */
function growth(text: string, old: PlacedFigure, now: PlacedFigure, next: PlacedFigure | undefined): Outcome {
  if (next === undefined || next.unit !== '%' || old.kind === 'rate' || old.amount === 0)
    return { relations: [], findings: [] };
  const words = text.slice(now.end, next.start);
  if (words.length > 10 || !/^[，,]?(?:同比)?(?:增长|增幅|提高|上升|增加|下降|降低|降幅|减少)/u.test(words))
    return { relations: [], findings: [] };
  const computed = rounded((Math.abs(now.amount - old.amount) / old.amount) * 100);
  const holds = Math.abs(computed - next.value) <= 2 * next.half + 1e-6;
  return {
    relations: [
      {
        kind: 'change',
        expression: `(${now.text}-${old.text})÷${old.text}=${next.text}`,
        figures: [old.index, now.index, next.index],
        stated: next.value,
        computed,
        tolerance: next.half,
        holds: holds ? 'yes' : 'no',
      },
    ],
    findings: holds
      ? []
      : [
          {
            rule: 'change.growth',
            severity: 'error',
            quote: next.text,
            offset: next.offset,
            message: `增幅与前后数字不符：由${old.text}到${now.text}，变动${computed.toFixed(next.decimals + 1)}%，文中为${next.text}。`,
            fix: '请核对基数、现值和增幅。',
          },
        ],
  };
}

/** Values before and after a change, and the growth that is printed with them. */
export function findChanges(text: string, figures: readonly PlacedFigure[]): Outcome {
  const outcomes = changesOf(text, figures).flatMap(([old, now]) => [
    direction(text, old, now),
    growth(text, old, now, figures[now.index + 1]),
  ]);
  return {
    relations: outcomes.flatMap((outcome) => outcome.relations),
    findings: outcomes.flatMap((outcome) => outcome.findings),
  };
}

/** 221户269人: a household has at least one person. */
export function findOrders(figures: readonly PlacedFigure[]): Outcome {
  const relations: ReportRelation[] = [];
  const findings: ReportFinding[] = [];
  for (const [i, households] of figures.entries()) {
    const people = figures[i + 1];
    if (households.unit !== '户' || people?.unit !== '人' || people.start !== households.end) continue;
    const holds = people.amount >= households.amount;
    relations.push({
      kind: 'order',
      expression: `${people.text}≥${households.text}`,
      figures: [households.index, people.index],
      stated: null,
      computed: people.amount - households.amount,
      tolerance: 0,
      holds: holds ? 'yes' : 'no',
    });
    if (!holds)
      findings.push({
        rule: 'order.households',
        severity: 'error',
        quote: `${households.text}${people.text}`,
        offset: households.offset,
        message: `户数多于人数：${households.text}、${people.text}。`,
        fix: '请核对户数和人数是否写反。',
      });
  }
  return { relations, findings };
}
