/** The text without what only the page put in, and where each of its characters stands in the text that was read. */
export interface JoinedText {
  readonly source: string;
  readonly text: string;
  readonly at: readonly number[];
}

const HEADING =
  /^\s*(?:#{1,6}\s|\||[（(]?[一二三四五六七八九十]{1,3}[）)、]|[（(]?\d{1,2}[）)、]|[-*]\s|\*\*)/u;
const PAGE_NUMBER = /^\s*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页.*|\d{1,4}\s*\/\s*\d{1,4})\s*$/u;
const FINISHED = /[。！？；：:|]\s*(?:\*\*)?\s*$/u;
const DATE_LINE = /^\s*[\d０-９〇零一二三四五六七八九十]{4}\s*年.{1,12}日\s*$/u;
const HEADING_CHARS_MAX = 40;

const FULL_WIDTH_FROM = 0xff01;
const FULL_WIDTH_TO = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/** Digits, letters and signs of arithmetic in their narrow form; punctuation of prose stays wide. */
function narrow(char: string): string {
  const code = char.charCodeAt(0);
  if (code < FULL_WIDTH_FROM || code > FULL_WIDTH_TO) return char;
  const plain = String.fromCharCode(code - FULL_WIDTH_SHIFT);
  return /[0-9A-Za-z.%~+/|-]/u.test(plain) ? plain : char;
}

interface Line {
  readonly text: string;
  readonly offset: number;
}

function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const text of source.split(/\r\n|[\n\r\f\u2028\u2029]/u)) {
    // The separator may be two characters long.
    const found = source.indexOf(text, offset);
    if (text.trim() !== '' && !PAGE_NUMBER.test(text)) lines.push({ text, offset: found });
    offset = found + text.length;
  }
  return lines;
}

/** A paragraph ends with its punctuation; a line that ends otherwise was cut by the page, unless it is a heading. */
function endsParagraph(line: Line, next: Line | undefined): boolean {
  if (next === undefined || FINISHED.test(line.text) || HEADING.test(next.text) || DATE_LINE.test(next.text))
    return true;
  return (
    HEADING.test(line.text) && line.text.length <= HEADING_CHARS_MAX && !/[，,、]/u.test(line.text.slice(4))
  );
}

const LETTER_OR_DIGIT = /[0-9A-Za-z]/u;

/** Joins what a page break cut, drops blanks and marks of Markdown, makes full-width digits narrow. */
export function joinText(source: string): JoinedText {
  const chars: string[] = [];
  const at: number[] = [];
  const put = (char: string, place: number): void => {
    chars.push(char);
    at.push(place);
  };
  const lines = linesOf(source);
  for (const [i, line] of lines.entries()) {
    for (let k = 0; k < line.text.length; k += 1) {
      const char = line.text.charAt(k);
      const previous = chars.at(-1) ?? '';
      if (/\s/u.test(char)) {
        const next = line.text.slice(k).trimStart().charAt(0);
        if (LETTER_OR_DIGIT.test(previous) && LETTER_OR_DIGIT.test(narrow(next))) put(' ', line.offset + k);
      } else if (char !== '*') put(narrow(char), line.offset + k);
    }
    if (endsParagraph(line, lines[i + 1])) put('\n', line.offset + line.text.length);
  }
  return { source, text: chars.join(''), at };
}

/** The words as they stand in the source, from one place of the joined text to another. */
export function placeOf(
  joined: JoinedText,
  start: number,
  end: number,
): { readonly quote: string; readonly offset: number; readonly length: number } {
  const offset = joined.at[start] ?? joined.source.length;
  const last = joined.at[end - 1] ?? offset;
  return { quote: joined.source.slice(offset, last + 1), offset, length: last + 1 - offset };
}
