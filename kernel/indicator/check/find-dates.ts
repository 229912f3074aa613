/** A date or a part of one, as a figure: 20201016 for a day, 202010 for a month, 2020 for a year, 3 for a month of a range. */
export interface DateToken {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly unit: '日期' | '月份' | '月' | '年' | '季度';
}

const MONTHS_MAX = 12;
const CHINESE_QUARTER = '一二三四';

export const lastDayOf = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

const dayValue = (year: number, month: number, day: number): number => year * 10_000 + month * 100 + day;

const PATTERN = new RegExp(
  [
    String.raw`(?<year>(?:19|20)\d{2})(?:年|(?=[~—–至-]+(?:19|20)\d{2}年))度?`,
    String.raw`(?<month>\d{1,2})(?:月份?)?(?:[-—–~至到]+(?<month2>\d{1,2}))?月(?<part>底|末|初|中旬|上旬|下旬|份)?(?!亮)(?:(?<day>\d{1,2})日?(?:[-—–~至到]+(?<day2>\d{1,2}))?日)?`,
    String.raw`(?<quarter>[一二三四1-4])(?:[至到-]+(?<quarter2>[一二三四1-4]))?季度`,
  ].join('|'),
  'gu',
);

const quarterOf = (text: string): number => {
  const place = CHINESE_QUARTER.indexOf(text);
  return place < 0 ? Number(text) : place + 1;
};

/** Dates in the text; a month without a year is of the report's year unless a year stands right before it. */
export function findDates(text: string, reportYear: number): DateToken[] {
  const tokens: DateToken[] = [];
  let year = { value: reportYear, end: -1 };
  for (const match of text.matchAll(PATTERN)) {
    const start = match.index;
    const end = start + match[0].length;
    if (/[\d.]/u.test(text.charAt(start - 1))) continue;
    const parts = match.groups ?? {};
    if (parts['year'] !== undefined) {
      year = { value: Number(parts['year']), end };
      tokens.push({ start, end, value: year.value, unit: '年' });
    } else if (parts['quarter'] !== undefined) {
      for (const quarter of [parts['quarter'], parts['quarter2']])
        if (quarter !== undefined) tokens.push({ start, end, value: quarterOf(quarter), unit: '季度' });
    } else {
      const given = year.end === start;
      // 2020年8月14日 is one date, not a year and a day.
      if (given) tokens.pop();
      tokens.push(
        ...monthTokens(parts, given ? start - 5 : start, end, given ? year.value : reportYear, given),
      );
    }
  }
  return tokens;
}

function monthTokens(
  parts: Partial<Record<string, string>>,
  start: number,
  end: number,
  year: number,
  given: boolean,
): DateToken[] {
  const month = Number(parts['month']);
  const month2 = parts['month2'] === undefined ? undefined : Number(parts['month2']);
  if (month < 1 || month > MONTHS_MAX) return [];
  if (parts['day'] !== undefined) {
    const days = [parts['day'], parts['day2']].filter((day) => day !== undefined);
    return days.map((day) => ({ start, end, value: dayValue(year, month, Number(day)), unit: '日期' }));
  }
  if (month2 !== undefined)
    return [month, month2].map((m) =>
      given ? { start, end, value: year * 100 + m, unit: '月份' } : { start, end, value: m, unit: '月' },
    );
  if (parts['part'] === '底' || parts['part'] === '末')
    return [{ start, end, value: dayValue(year, month, lastDayOf(year, month)), unit: '日期' }];
  return [{ start, end, value: year * 100 + month, unit: '月份' }];
}

/** The day the report was signed: the last full date that stands alone on its line, in digits. */
export function findSigningDay(text: string): number | undefined {
  const found = [...text.matchAll(/(?:^|\n)(\d{4})年(\d{1,2})月(\d{1,2})日(?=\n|$)/gu)].at(-1);
  return found === undefined ? undefined : dayValue(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** The year a report is about: of its title, otherwise of its signing day. */
export function findReportYear(text: string, signed: number | undefined): number {
  const title = /((?:19|20)\d{2})年/u.exec(text.slice(0, 200));
  if (title !== null) return Number(title[1]);
  return signed === undefined ? 0 : Math.floor(signed / 10_000);
}
