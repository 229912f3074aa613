import { type JoinedText, placeOf } from './join-text.ts';
import type { Outcome, PlacedFigure, ReportFinding, ReportRelation } from './report-check.ts';

const AS_OF = /截[至止]到?$/u;
const YEAR_END = 1231;
const SENTENCE_CHARS_MAX = 80;

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
      ? `统计截止日晚于成文日期：截至${figure.text}，而落款为${signed}。`
      : `统计截止月在成文时尚未结束：${figure.text}，落款为${signed}。`,
    fix: '请将截止日改为成文日或之前的具体日期，并按该日重新取数。',
  };
  return { relations: [relation], findings: late ? [finding] : [] };
}

/** 全年 in a paper signed before the year has ended; words of plans are left alone. */
function wholeYear(joined: JoinedText, signed: number): ReportFinding[] {
  if (signed % 10_000 >= YEAR_END) return [];
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
        message: `成文时（${signed}）本年尚未结束，不宜用“全年”。`,
        fix: '请改为“截至×月×日”，或改为“1—×月”。',
      };
    });
}

/** As-of days and months against the day of signing. */
export function findPeriods(
  joined: JoinedText,
  figures: readonly PlacedFigure[],
  signed: number | undefined,
): Outcome {
  if (signed === undefined) return { relations: [], findings: [] };
  const outcomes = figures
    .filter((figure) => figure.unit === '日期' || figure.unit === '月份')
    .filter((figure) => AS_OF.test(figure.before))
    .map((figure) => afterSigning(figure, signed));
  return {
    relations: outcomes.flatMap((outcome) => outcome.relations),
    findings: [...outcomes.flatMap((outcome) => outcome.findings), ...wholeYear(joined, signed)],
  };
}
