import { AlignmentType, Paragraph, TextRun } from 'docx';
import { chineseDate, type PlainDate } from '../base/plain-date.ts';
import {
  CHAR_WIDTH,
  FIRST_LINE_INDENT,
  gridLines,
  HEI,
  LINE_PITCH,
  officialDocument,
  SONG_TITLE,
} from '../indicator/report/docx-layout.ts';
import type { LegalSource } from '../policy/define-programme.ts';
import type { LetterText } from './define-lifecycle.ts';

export interface Letter extends LetterText {
  readonly number: string;
  readonly addressee: string;
  readonly basis: readonly LegalSource[];
  /** Name of the district, e.g. 某某区: its bureau signs, its government hears the reconsideration. */
  readonly district: string;
  readonly decidedOn: PlainDate;
}

/** 行政复议法 (2023 revision) art. 20, the same 60 days as before; 行政诉讼法 art. 46: six months. */
export const RECONSIDERATION_DAYS = 60;
export const LITIGATION_MONTHS = 6;

const basisText = ({ title, number, article }: LegalSource): string => `《${title}》（${number}）${article}`;

const remedies = (district: string): string =>
  `你（户）如不服本决定，可以自收到本文书之日起${RECONSIDERATION_DAYS}日内向${district}人民政府申请行政复议，` +
  `也可以自收到本文书之日起${LITIGATION_MONTHS}个月内依法向人民法院提起行政诉讼。`;

const body = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: FIRST_LINE_INDENT,
    spacing: gridLines(1),
    widowControl: true,
    children: [new TextRun(text)],
  });

const heading = (text: string): Paragraph =>
  new Paragraph({
    indent: FIRST_LINE_INDENT,
    spacing: gridLines(1),
    keepNext: true,
    children: [new TextRun({ text, font: HEI })],
  });

/** Name of the bureau over the date, four characters free to the right (GB/T 9704-2012, 7.3.5.1). */
const signature = (name: string, date: string): Paragraph[] => {
  const nameRight = Math.max(0, 4 + (widthInChars(date) - widthInChars(name)) / 2);
  const line = (text: string, rightChars: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(rightChars * CHAR_WIDTH) },
      spacing: { ...gridLines(1), after: keepNext ? 0 : LINE_PITCH },
      keepNext,
      children: [new TextRun(text)],
    });
  return [new Paragraph({ keepNext: true }), line(name, nameRight, true), line(date, 4, false)];
};

const widthInChars = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0xff ? 1 : 0.5), 0);

/**
 * The letter of a decision as a Word file laid out after GB/T 9704-2012: title, number, addressee, facts, basis,
 * decision, remedies, bureau and date.
 */
export const renderLetter = (letter: Letter): Promise<Buffer> =>
  officialDocument(letter.title, [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: gridLines(2),
      children: [new TextRun({ text: letter.title, font: SONG_TITLE, size: 44 })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...gridLines(1), after: LINE_PITCH },
      children: [new TextRun(letter.number)],
    }),
    new Paragraph({ spacing: gridLines(1), children: [new TextRun(`${letter.addressee}：`)] }),
    heading('一、事实'),
    ...letter.facts.map(body),
    heading('二、依据'),
    body(`${letter.basis.map(basisText).join('；')}。`),
    heading('三、决定'),
    ...letter.decision.map(body),
    heading('四、救济途径'),
    body(remedies(letter.district)),
    ...signature(`${letter.district}民政局`, chineseDate(letter.decidedOn)),
  ]);
