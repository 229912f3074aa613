import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';
import { sentencesOf } from './sentences.ts';
import { familyOf } from './units.ts';

/** Below it, equal numbers of one sentence are as likely chance as sense. */
const EQUAL_BY_SENSE_MIN = 20;
const NOUN_CHARS_MIN = 2;
const SAME_NOUN_CHARS_MIN = 4;
const WHOLE_AREA = /(?:全|我)[区市县旗州省](?:共?有|现有)?$/u;
/** The last area named before a figure. */
const AREA = /^.*(城镇|城市|农村|城区|乡镇)[^，。；]{0,24}$/su;
const EMPTY: Outcome = { relations: [], findings: [] };

const isExact = (figure: PlacedFigure): boolean => figure.qualifier === '' && figure.kind === 'count';

/** The noun that a count stands before, up to the next mark or verb: 16家养老机构均评估合格. */
const nounOf = (figure: PlacedFigure): string =>
  /^[\p{Script=Han}]+?(?=[的均都分进参实共与和在已被纳]|$)/u.exec(figure.after)?.[0] ?? '';

function sharedNoun(a: PlacedFigure, b: PlacedFigure): string {
  const [one, other] = [nounOf(a), nounOf(b)];
  let length = 0;
  while (length < one.length && one.charAt(length) === other.charAt(length)) length += 1;
  return one.slice(0, length);
}

function repeat(a: PlacedFigure, b: PlacedFigure, holds: ReportRelation['holds']): ReportRelation {
  return {
    kind: 'repeat',
    expression: `${a.text}=${b.text}`,
    figures: [a.index, b.index],
    stated: b.amount,
    computed: a.amount,
    tolerance: 0,
    holds,
  };
}

/** 11人11条, and 为163名儿童购买保险……学习丛书163套: a number for each, in one sentence. */
function onePerEach(a: PlacedFigure, b: PlacedFigure): ReportRelation[] {
  if (!isExact(a) || !isExact(b) || a.amount !== b.amount || familyOf(a.unit) === familyOf(b.unit)) return [];
  const adjoin = b.start === a.end;
  const each = familyOf(a.unit) === '人' && a.amount >= EQUAL_BY_SENSE_MIN;
  return adjoin || each ? [repeat(a, b, 'yes')] : [];
}

/** 8个社区与……8个社区结对, 16家养老机构……16家养老机构均合格. */
function sameThing(a: PlacedFigure, b: PlacedFigure): ReportRelation[] {
  const isSame = isExact(a) && isExact(b) && a.amount === b.amount && a.unit === b.unit && a.amount > 1;
  return isSame && sharedNoun(a, b).length >= NOUN_CHARS_MIN ? [repeat(a, b, 'yes')] : [];
}

const areaOf = (text: string, figure: PlacedFigure): string | undefined =>
  AREA.exec(text.slice(Math.max(0, figure.start - 32), figure.start))?.[1];

/** Standards per person that a paragraph names twice for the same area. */
function sameStandards(text: string, paragraph: readonly PlacedFigure[]): ReportRelation[] {
  const standards = paragraph.filter((figure) => figure.unit === '元/人');
  return standards.flatMap((figure, i) => {
    const area = areaOf(text, figure);
    const again = standards
      .slice(i + 1)
      .find((other) => other.amount === figure.amount && area !== undefined && areaOf(text, other) === area);
    return again === undefined ? [] : [repeat(figure, again, 'yes')];
  });
}

const differs = (a: PlacedFigure, b: PlacedFigure, noun: string): ReportFinding => ({
  rule: 'repeat.differs',
  severity: 'warning',
  quote: b.text,
  offset: b.offset,
  message: `同一事项前后数字不一致：“${noun}”前文为${a.text}，此处为${b.text}。`,
  fix: '请核对是否为同一口径、同一时点；如不是，请分别写明。',
});

/** The number of the same thing in the whole area, told in two places with two values. */
function wholeArea(text: string, figures: readonly PlacedFigure[]): Outcome {
  const totals = figures.filter(
    (figure) => isExact(figure) && WHOLE_AREA.test(text.slice(Math.max(0, figure.start - 6), figure.start)),
  );
  const outcomes = totals.flatMap((a, i) =>
    totals.slice(i + 1).flatMap((b): Outcome[] => {
      const noun = sharedNoun(a, b);
      const isSame = a.unit === b.unit && noun.length >= SAME_NOUN_CHARS_MIN && noun === nounOf(b);
      if (!isSame || a.amount === b.amount || a.period !== b.period) return [];
      return [{ relations: [repeat(a, b, 'undetermined')], findings: [differs(a, b, noun)] }];
    }),
  );
  return join(outcomes);
}

const join = (outcomes: readonly Outcome[]): Outcome => ({
  relations: outcomes.flatMap((outcome) => outcome.relations),
  findings: outcomes.flatMap((outcome) => outcome.findings),
});

function paragraphsOf(text: string, figures: readonly PlacedFigure[]): PlacedFigure[][] {
  const groups = new Map<number, PlacedFigure[]>();
  for (const figure of figures) {
    const from = text.lastIndexOf('\n', figure.start - 1);
    const group = groups.get(from);
    if (group === undefined) groups.set(from, [figure]);
    else group.push(figure);
  }
  return [...groups.values()];
}

/** Numbers that have to be the same because they tell of the same: repeated mentions, one for each. */
export function findRepeats(text: string, figures: readonly PlacedFigure[]): Outcome {
  const relations = sentencesOf(text, figures).flatMap((sentence) =>
    sentence.flatMap((a, i) => {
      const later = sentence.slice(i + 1);
      const same = later.flatMap((b) => sameThing(a, b)).slice(0, 1);
      const each = later.flatMap((b) => onePerEach(a, b)).slice(0, 1);
      return [...same, ...each];
    }),
  );
  const standards = paragraphsOf(text, figures).flatMap((paragraph) => sameStandards(text, paragraph));
  const whole = figures.length === 0 ? EMPTY : wholeArea(text, figures);
  return { relations: [...relations, ...standards, ...whole.relations], findings: whole.findings };
}
