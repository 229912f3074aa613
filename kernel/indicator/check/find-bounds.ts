import { changesOf } from './find-products.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { rounded } from './sentences.ts';

/** Rates of a whole, which lie between nothing and all of it; growth does not. */
const OF_A_WHOLE = /(?:率|占比|比例|比重)[^，。；]{0,4}$/u;
const GROWTH = /(?:增长|增幅|增速|涨|升|降|同比|环比|回报|利)/u;
const WHOLE = 100;
/** Above it every rate can be had with whole numbers. */
const SMALL_WHOLE_MAX = 1000;

const inBounds = (rate: PlacedFigure): ReportRelation => ({
  kind: 'bound',
  expression: `0≤${rate.text}≤100%`,
  figures: [rate.index],
  stated: rate.value,
  computed: null,
  tolerance: 0,
  holds: rate.value >= 0 && rate.value <= WHOLE ? 'yes' : 'no',
});

/** 70个社区居民公约覆盖率100%: some whole number of the 70 has to give the rate. */
function ofCount(text: string, rate: PlacedFigure, count: PlacedFigure | undefined): Outcome {
  const none: Outcome = { relations: [], findings: [] };
  if (count?.kind !== 'count' || count.qualifier !== '' || count.amount < 1 || rate.qualifier !== '')
    return none;
  if (count.amount > SMALL_WHOLE_MAX || !/^[\p{Script=Han}]+$/u.test(text.slice(count.end, rate.start)))
    return none;
  const parts = Math.round((rate.value / WHOLE) * count.amount);
  const computed = rounded((parts / count.amount) * WHOLE);
  const holds = Math.abs(computed - rate.value) <= 2 * rate.half + 1e-6;
  const relation: ReportRelation = {
    kind: 'share',
    expression: `${parts}÷${count.text}=${rate.text}`,
    figures: [rate.index, count.index],
    stated: rate.value,
    computed,
    tolerance: rate.half,
    holds: holds ? 'yes' : 'undetermined',
  };
  const finding: ReportFinding = {
    rule: 'share.not-whole',
    severity: 'warning',
    quote: rate.text,
    offset: rate.offset,
    message: `${count.text}中没有整数能得出${rate.text}：最接近的是${parts}，为${computed.toFixed(1)}%。`,
    fix: '请核对总数和比率是否为同一口径。',
  };
  return { relations: [relation], findings: holds ? [] : [finding] };
}

/** 无重大刑事案件、群体性事件发生: nothing of each is nothing of all. */
function nothingAtAll(figures: readonly PlacedFigure[]): ReportRelation[] {
  const lists: PlacedFigure[][] = [];
  for (const figure of figures) {
    if (figure.amount !== 0 || figure.kind !== 'count') continue;
    const list = lists.at(-1);
    if (list?.at(-1)?.end === figure.start - 1) list.push(figure);
    else lists.push([figure]);
  }
  return lists
    .filter((list) => list.length > 1)
    .map((list) => ({
      kind: 'sum',
      expression: `${list.map(() => '0').join('+')}=0`,
      figures: list.map(({ index }) => index),
      stated: 0,
      computed: 0,
      tolerance: 0,
      holds: 'yes',
    }));
}

/** Rates of a whole lie between 0 and 100 %, and whole numbers give them. */
export function findBounds(text: string, figures: readonly PlacedFigure[]): Outcome {
  const relations: ReportRelation[] = nothingAtAll(figures);
  const findings: ReportFinding[] = [];
  for (const [i, rate] of figures.entries()) {
    const before = text.slice(Math.max(0, rate.start - 14), rate.start);
    if (rate.unit !== '%' || !OF_A_WHOLE.test(before) || GROWTH.test(before)) continue;
    relations.push(inBounds(rate));
    const outcome = ofCount(text, rate, figures[i - 1]);
    relations.push(...outcome.relations);
    findings.push(...outcome.findings);
  }
  return { relations, findings };
}

type Pair = readonly [PlacedFigure, PlacedFigure];

/** 城镇低保从: what is paid, without the area. */
export const benefitOf = ([old]: Pair): string => /([\p{Script=Han}]{2})[从由]$/u.exec(old.before)?.[1] ?? '';

const multiple = (times: number, base: PlacedFigure, value: PlacedFigure): ReportRelation => ({
  kind: 'multiple',
  expression: `${base.text}×${times}=${value.text}`,
  figures: [base.index, value.index],
  stated: value.amount,
  computed: rounded(base.amount * times),
  tolerance: 0,
  holds: rounded(base.amount * times) === value.amount ? 'yes' : 'no',
});

const otherMultiple = ([old]: Pair, [base]: Pair, times: number): ReportFinding => ({
  rule: 'multiple.differs',
  severity: 'note',
  quote: old.text,
  offset: old.offset,
  message: `同类标准的倍数不一致：文中另一处为${times}倍，此处${old.text}为${base.text}的${(old.amount / base.amount).toFixed(2)}倍。`,
  fix: '如标准按倍数确定，请核对；如分别公布，请注明文件。',
});

/**
 * Standards that are a whole multiple of another one before and after a change, and whether the same holds for the
 * same two benefits of the other area. That it does not is no error: a standard may be set by itself.
 */
export function findMultiples(text: string, figures: readonly PlacedFigure[]): Outcome {
  const pairs = changesOf(text, figures).filter(([old]) => old.kind === 'standard');
  const relations: ReportRelation[] = [];
  const findings: ReportFinding[] = [];
  for (const base of pairs)
    for (const derived of pairs) {
      const times = derived[0].amount / base[0].amount;
      const isRule =
        Number.isInteger(times) && times > 1 && derived[1].amount === rounded(times * base[1].amount);
      if (!isRule) continue;
      relations.push(multiple(times, base[0], derived[0]), multiple(times, base[1], derived[1]));
      const otherBase = pairs.find((pair) => pair !== base && benefitOf(pair) === benefitOf(base));
      const other = pairs.find((pair) => pair !== derived && benefitOf(pair) === benefitOf(derived));
      if (otherBase === undefined || other === undefined || benefitOf(base) === '') continue;
      const tried = [multiple(times, otherBase[0], other[0]), multiple(times, otherBase[1], other[1])];
      relations.push(...tried);
      if (tried.some(({ holds }) => holds === 'no')) findings.push(otherMultiple(other, otherBase, times));
    }
  return { relations, findings };
}
