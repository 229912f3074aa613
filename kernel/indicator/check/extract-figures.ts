import { type DateToken, findDates } from './find-dates.ts';
import { findNumbers, type NumberToken } from './find-numbers.ts';
import { type JoinedText, placeOf } from './join-text.ts';
import type { PlacedFigure } from './contract.ts';
import { kindOf } from './units.ts';

const STOP = /[，,。；;：:、\n（）()|]/u;
const VERBS =
  /^(?:其中|共计|合计|总计|累计|共|全年|全区|全市|全县|截至|截止|目前|已|并|同时|对|为|按|发放|完成|实现|开展|有|将|现有|达到?|是|从|由|提高到?|增加到?)+/u;
const LABEL_CHARS_MAX = 24;
const LOOK_BACK_CHARS = 60;
const PERIOD =
  /((?:\d{4}年)?(?:截[至止](?:到|目前为止|目前)?)?(?:\d{4}年)?(?:\d{1,2}月?(?:份)?[-—–~至到]+)?(?:\d{1,2}月(?:\d{1,2}日|份|底|末)?|[一二三四](?:至[一二三四])?季度)|全年|上半年|下半年|截[至止]目前|今年以来|\d{4}年度?)/gu;

const trimLabel = (text: string): string => {
  const bare = text.replace(VERBS, '').replace(/[的“”"*]+$/u, '');
  return bare.slice(-LABEL_CHARS_MAX);
};

function clauseBefore(text: string, start: number, floor: number): string {
  let from = start;
  while (from > floor && start - from < LOOK_BACK_CHARS && !STOP.test(text.charAt(from - 1))) from -= 1;
  return text.slice(from, start);
}

function clauseAfter(text: string, end: number): string {
  let to = end;
  while (
    to < text.length &&
    to - end < LABEL_CHARS_MAX &&
    !STOP.test(text.charAt(to)) &&
    !/\d/u.test(text.charAt(to))
  )
    to += 1;
  return text.slice(end, to);
}

/** The last period named before the figure in its sentence. */
function periodOf(text: string, start: number): string {
  const sentence = Math.max(text.lastIndexOf('。', start - 1), text.lastIndexOf('\n', start - 1)) + 1;
  return [...text.slice(sentence, start).matchAll(PERIOD)].at(-1)?.[1] ?? '';
}

function fromNumber(joined: JoinedText, token: NumberToken, floor: number): Omit<PlacedFigure, 'index'> {
  const place = placeOf(joined, token.start, token.end);
  const before = clauseBefore(joined.text, token.start, floor);
  const after = clauseAfter(joined.text, token.end);
  const label = trimLabel(before);
  return {
    ...token,
    text: joined.text.slice(token.start, token.end),
    offset: place.offset,
    length: place.length,
    label: label === '' ? after : label,
    period: periodOf(joined.text, token.start),
    kind: kindOf(token.unit),
    amount: Math.round(token.value * token.scale * 1e6) / 1e6,
    half:
      token.decimals === 0 && token.scale === 1 && kindOf(token.unit) !== 'rate'
        ? 0
        : (token.scale * 10 ** -token.decimals) / 2,
    before,
    after,
  };
}

function fromDate(joined: JoinedText, token: DateToken): Omit<PlacedFigure, 'index'> {
  const place = placeOf(joined, token.start, token.end);
  const text = joined.text.slice(token.start, token.end);
  return {
    ...token,
    text,
    decimals: 0,
    scale: 1,
    qualifier: '',
    label: clauseBefore(joined.text, token.start, 0).slice(-LABEL_CHARS_MAX),
    period: text,
    kind: 'date',
    offset: place.offset,
    length: place.length,
    amount: token.value,
    half: 0,
    before: clauseBefore(joined.text, token.start, 0),
    after: clauseAfter(joined.text, token.end),
  };
}

/** Every figure of the text in its order, dates among them. */
export function extractFigures(joined: JoinedText, reportYear: number): PlacedFigure[] {
  const dates = findDates(joined.text, reportYear);
  const taken = new Set<number>();
  for (const date of dates) for (let i = date.start; i < date.end; i += 1) taken.add(i);
  let floor = 0;
  const numbers = findNumbers(joined.text, (place) => taken.has(place)).map((token) => {
    const figure = fromNumber(joined, token, floor);
    floor = token.end;
    return figure;
  });
  return [...dates.map((date) => fromDate(joined, date)), ...numbers]
    .toSorted((a, b) => a.start - b.start)
    .map((figure, index) => ({ ...figure, index }));
}
