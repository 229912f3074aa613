import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { rounded, sentencesOf } from './sentences.ts';
import { familyOf } from './units.ts';

const isPeople = (figure: PlacedFigure): boolean => familyOf(figure.unit) === '人';
/** 198元/个 of 1200个, 500元/人 of 344名. */
const isPaidPer = (standard: PlacedFigure, counted: PlacedFigure): boolean =>
  standard.unit === `元/${familyOf(counted.unit)}` && counted.kind === 'count';
const isPerPerson = (figure: PlacedFigure): boolean => figure.unit === '元/人';

function product(people: PlacedFigure, standard: PlacedFigure, money: PlacedFigure): Outcome {
  const computed = rounded(people.amount * standard.amount);
  const holds = Math.abs(computed - money.amount) <= money.half + 1e-6;
  const relation: ReportRelation = {
    kind: 'product',
    expression: `${people.text}×${standard.text}=${money.text}`,
    figures: [people, standard, money].map((figure) => figure.index),
    stated: money.amount,
    computed,
    tolerance: money.half,
    holds: holds ? 'yes' : 'no',
  };
  const finding: ReportFinding = {
    rule: 'product.money',
    severity: 'error',
    quote: money.text,
    offset: money.offset,
    message: `人数与标准之积同金额不符：${people.text}×${standard.text}＝${computed / money.scale}${money.unit}，文中为${money.text}。`,
    fix: '请核对人数、标准和金额；如发放了不止一次或不止一项，请写明。',
  };
  return { relations: [relation], findings: holds ? [] : [finding] };
}

/** Whole numbers a and b with a+b people and a·s1+b·s2 within the rounding of the money. */
export function solveSplit(
  people: number,
  standards: readonly [number, number],
  money: number,
  half: number,
): (readonly [number, number])[] {
  const solutions: (readonly [number, number])[] = [];
  for (let a = 0; a <= people; a += 1) {
    const sum = a * standards[0] + (people - a) * standards[1];
    if (Math.abs(sum - money) <= half + 1e-6) solutions.push([a, people - a]);
  }
  return solutions;
}

/** No bureau pays one benefit to more people; above it the search is left out. */
const PEOPLE_MAX = 2_000_000;

function split(
  people: PlacedFigure,
  standards: readonly [PlacedFigure, PlacedFigure],
  money: PlacedFigure,
  times: PlacedFigure | undefined,
): ReportRelation | undefined {
  if (people.amount > PEOPLE_MAX || !Number.isInteger(people.amount)) return undefined;
  const factor = times?.amount ?? 1;
  const found = solveSplit(
    people.amount,
    [standards[0].amount * factor, standards[1].amount * factor],
    money.amount,
    money.half,
  );
  const first = found[0];
  const by = times === undefined ? '' : `${times.text}×`;
  return {
    kind: 'solve',
    expression: `${by}(${standards[0].text}×a+${standards[1].text}×b)=${money.text}，a+b=${people.text}${first === undefined ? '' : `：a=${first[0]}，b=${first[1]}`}`,
    figures: [people, ...standards, money].map((figure) => figure.index),
    stated: money.amount,
    computed:
      first === undefined
        ? null
        : rounded(factor * (first[0] * standards[0].amount + first[1] * standards[1].amount)),
    tolerance: money.half,
    holds: first === undefined ? 'no' : 'yes',
  };
}

const unsolvable = (relation: ReportRelation, money: PlacedFigure): ReportFinding => ({
  rule: 'solve.money',
  severity: 'warning',
  quote: money.text,
  offset: money.offset,
  message: `按文中标准无法拼出该金额：${relation.expression}没有整数解。`,
  fix: '请写明各标准的人数；如金额中含其他补贴，请分别列出。',
});

/** 按照低保标准的6倍: the standards of that name elsewhere in the report, in the pairs they were printed in. */
function namedStandards(
  text: string,
  figures: readonly PlacedFigure[],
  times: PlacedFigure,
): (readonly [PlacedFigure, PlacedFigure])[] {
  const name = /([\p{Script=Han}]{2})标准的$/u.exec(
    text.slice(Math.max(0, times.start - 12), times.start),
  )?.[1];
  if (name === undefined) return [];
  const pairs = changesOf(text, figures).filter(([old]) => old.unit === '元/月' && old.before.includes(name));
  const [first, second] = pairs;
  if (first === undefined || second === undefined) return [];
  return [
    [first[0], second[0]],
    [first[1], second[1]],
  ];
}

/** 从780元/月提高到830元/月 */
export function changesOf(
  text: string,
  figures: readonly PlacedFigure[],
): (readonly [PlacedFigure, PlacedFigure])[] {
  const pairs: (readonly [PlacedFigure, PlacedFigure])[] = [];
  for (const [i, old] of figures.entries()) {
    const now = figures[i + 1];
    if (now === undefined || !/[从由](?:[^，。；]{0,16})$/u.test(old.before)) continue;
    const between = text.slice(old.end, now.start);
    if (
      between.length <= 14 &&
      /(?:提高|增加|上升|增长|调整|提升|扩大|降低|下降|减少|降)[到至为]/u.test(between)
    )
      pairs.push([old, now]);
  }
  return pairs;
}

/** Persons × standard = money, by sentence; two standards with an unknown split are solved in whole numbers. */
export function findProducts(text: string, figures: readonly PlacedFigure[]): Outcome {
  const relations: ReportRelation[] = [];
  const findings: ReportFinding[] = [];
  for (const sentence of sentencesOf(text, figures))
    for (const [i, money] of sentence.entries()) {
      if (money.kind !== 'money') continue;
      const [a, b, c] = [sentence[i - 1], sentence[i - 2], sentence[i - 3]];
      if (a === undefined || b === undefined) continue;
      if (isPaidPer(a, b)) {
        const outcome = product(b, a, money);
        relations.push(...outcome.relations);
        findings.push(...outcome.findings);
      } else if (isPerPerson(a) && isPerPerson(b) && c !== undefined && isPeople(c)) {
        const relation = split(c, [b, a], money, undefined);
        if (relation !== undefined) relations.push(relation);
        if (relation?.holds === 'no') findings.push(unsolvable(relation, money));
      } else if (a.unit === '倍' && isPeople(b)) {
        const tried = namedStandards(text, figures, a).flatMap((pair) => split(b, pair, money, a) ?? []);
        const best = tried.find((relation) => relation.holds === 'yes') ?? tried[0];
        if (best !== undefined) relations.push(best);
        if (best?.holds === 'no') findings.push(unsolvable(best, money));
      }
    }
  return { relations, findings };
}
