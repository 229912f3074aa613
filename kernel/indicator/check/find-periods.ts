import { type JoinedText, placeOf } from './join-text.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './contract.ts';

const AS_OF = /截[至止]到?$/u;
const YEAR_END = 1231;
const SENTENCE_CHARS_MAX = 80;

/** 20201021 in words: 2020年10月21日. */
const dayText = (day: number): string =>
  `${Math.floor(day / 10_000)}年${Math.floor(day / 100) % 100}月${day % 100}日`;

function afterSigning(figure: PlacedFigure, signed: number): Outcome {
  const isMonth = figure.unit === '月份';
  const late = isMonth ? figure.value >= Math.floor(signed / 100) : figure.value > signed;
  const isSure = isMonth ? figure.value > Math.floor(signed / 100) : late;
  const relation: ReportRelation = {
    kind: 'period',
    expression: `${figure.text}≤${signed}`,
    figures: [figure.index],
    stated: figure.value,
    computed: signed,
    tolerance: 0,
    holds: isSure ? 'no' : late ? 'undetermined' : 'yes',
  };
  const finding: ReportFinding = {
    rule: isSure ? 'period.after-signature' : 'period.open-month',
    severity: isSure ? 'error' : 'warning',
    quote: figure.text,
    offset: figure.offset,
    message: isSure
      ? `统计截止日晚于成文日期：截至${figure.text}，而落款为${dayText(signed)}。`
      : `统计截止月在成文时尚未结束：${figure.text}，落款为${dayText(signed)}。`,
    fix: '请将截止日改为成文日或之前的具体日期，并按该日重新取数。',
  };
  return { relations: [relation], findings: late ? [finding] : [] };
}

/** 全年 in a paper signed before the year it reports on has ended; words of plans are left alone. */
function wholeYear(joined: JoinedText, reportYear: number, signed: number): ReportFinding[] {
  if (signed >= reportYear * 10_000 + YEAR_END) return [];
  return [...joined.text.matchAll(/全年(?=[^，。；]{0,30}(?:\d|无|次|共|新增|完成))/gu)]
    .filter((match) => {
      const start = joined.text.lastIndexOf('。', match.index) + 1;
      const before = joined.text.slice(Math.max(start, match.index - SENTENCE_CHARS_MAX), match.index);
      return !/(?:计划|预计|力争|确保|目标|明年|上年|去年)/u.test(before);
    })
    .map((match) => {
      const place = placeOf(joined, match.index, match.index + match[0].length);
      return {
        rule: 'period.whole-year',
        severity: 'warning',
        quote: place.quote,
        offset: place.offset,
        message: `成文时（${dayText(signed)}）本年尚未结束，不宜用“全年”。`,
        fix: '请改为“截至×月×日”，或改为“1—×月”。',
      };
    });
}

const TITLE_CHARS = 200;
const PLAN_HEADING = /(?:^|\n)[^。\n]{0,12}(?:计划|思路|打算|安排|目标任务|工作重点)[^。\n]{0,6}(?=\n)/u;

const yearsEqual = (
  expression: string,
  one: PlacedFigure,
  other: PlacedFigure,
  gap: number,
): ReportRelation => ({
  kind: 'period',
  expression,
  figures: [one.index, other.index],
  stated: gap,
  computed: one.value - other.value,
  tolerance: 0,
  holds: one.value - other.value === gap ? 'yes' : 'undetermined',
});

/** The plan is for the year after the one reported on, and what is to be done in it names that year. */
function planYears(text: string, figures: readonly PlacedFigure[]): ReportRelation[] {
  const years = figures.filter((figure) => figure.unit === '年' && figure.kind === 'date');
  const firstLine = text.indexOf('\n', text.search(/\S/u));
  const [reported, planned] = years.filter(({ end }) => end <= Math.min(firstLine, TITLE_CHARS));
  if (
    reported === undefined ||
    planned === undefined ||
    !/计划|思路|打算|安排/u.test(text.slice(planned.end, firstLine))
  )
    return [];
  const heading = text.search(PLAN_HEADING);
  const named = years.filter(
    ({ start, value }) => heading > firstLine && start > heading && value === planned.value,
  );
  return [
    yearsEqual(`${planned.text}-${reported.text}=1`, planned, reported, 1),
    ...named.map((year) => yearsEqual(`${year.text}=${planned.text}`, year, planned, 0)),
  ];
}

/** As-of days and months against the day of signing. */
export function findPeriods(
  joined: JoinedText,
  figures: readonly PlacedFigure[],
  reportYear: number,
  signed: number | undefined,
): Outcome {
  const years = planYears(joined.text, figures);
  if (signed === undefined) return { relations: years, findings: [] };
  const outcomes = figures
    .filter((figure) => figure.unit === '日期' || figure.unit === '月份')
    .filter((figure) => AS_OF.test(figure.before))
    .map((figure) => afterSigning(figure, signed));
  return {
    relations: [...years, ...outcomes.flatMap((outcome) => outcome.relations)],
    findings: [...outcomes.flatMap((outcome) => outcome.findings), ...wholeYear(joined, reportYear, signed)],
  };
}
