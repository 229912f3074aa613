import { benefitOf } from './find-bounds.ts';
import { changesOf } from './find-products.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { rounded, sentencesOf } from './sentences.ts';
import { familyOf } from './units.ts';

const MONTHS_OF_YEAR = 12;

/** The words of a figure's clause before it, over other figures: 城市低保221户269人 is of 低保. */
const clauseOf = (text: string, figure: PlacedFigure): string =>
  /[^，,。；;：:\n]*$/u.exec(text.slice(Math.max(0, figure.start - 40), figure.start))?.[0] ?? '';

/** 1—10月: how many months lie between the last two months named before the money. */
function monthsBefore(sentence: readonly PlacedFigure[], at: number): number | undefined {
  const [to, from] = sentence.slice(0, at).toReversed();
  if (to?.unit !== '月' || from?.unit !== '月' || to.start !== from.start) return undefined;
  const months = to.value - from.value + 1;
  return months >= 1 && months <= MONTHS_OF_YEAR ? months : undefined;
}

interface Average {
  readonly money: PlacedFigure;
  readonly people: readonly PlacedFigure[];
  readonly months: number;
  readonly benefit: string;
  readonly highest: PlacedFigure;
}

function average({ money, people, months, benefit, highest }: Average): Outcome {
  const persons = people.reduce((sum, figure) => sum + figure.amount, 0);
  const computed = rounded(money.amount / (persons * months));
  const isWithin = computed <= highest.amount;
  const relation: ReportRelation = {
    kind: 'average',
    expression: `${money.text}÷(${people.map(({ text }) => text).join('+')})÷${months}个月≤${highest.text}`,
    figures: [money, ...people, highest].map(({ index }) => index),
    stated: highest.amount,
    computed,
    tolerance: rounded(money.half / (persons * months)),
    holds: isWithin ? 'yes' : 'undetermined',
  };
  const finding: ReportFinding = {
    rule: 'average.above-standard',
    severity: 'note',
    quote: money.text,
    offset: money.offset,
    message: `人均每月约${computed.toFixed(0)}元，高于文中“${benefit}”的最高标准${highest.text}，无法判断是否含其他补贴。`,
    fix: '请分别写明基本金额、补贴和一次性发放。',
  };
  return { relations: [relation], findings: isWithin ? [] : [finding] };
}

/** Money of several months per person and month, against the standards of that benefit elsewhere in the report. */
export function findAverages(text: string, figures: readonly PlacedFigure[]): Outcome {
  const standards = Map.groupBy(
    changesOf(text, figures).filter(([old]) => old.unit === '元/月'),
    benefitOf,
  );
  const outcomes: Outcome[] = [];
  for (const sentence of sentencesOf(text, figures))
    for (const [i, money] of sentence.entries()) {
      const months = money.kind === 'money' ? monthsBefore(sentence, i) : undefined;
      if (months === undefined) continue;
      for (const [benefit, pairs] of standards) {
        const people = sentence
          .slice(0, i)
          .filter((f) => familyOf(f.unit) === '人' && benefit !== '' && clauseOf(text, f).includes(benefit));
        const highest = pairs.flat().toSorted((a, b) => b.amount - a.amount)[0];
        if (people.length > 0 && highest !== undefined)
          outcomes.push(average({ money, people, months, benefit, highest }));
      }
    }
  return {
    relations: outcomes.flatMap(({ relations }) => relations),
    findings: outcomes.flatMap(({ findings }) => findings),
  };
}
