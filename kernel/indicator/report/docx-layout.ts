import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import type { IParagraphOptions, ISectionOptions, IStylesOptions } from 'docx';

/** Measures of GB/T 9704-2012 for Word; lengths in twips (1/20 pt) unless the name says otherwise. */

const TWIPS_PER_MM = 1440 / 25.4;
const mm = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);

/** Width of the text area, 156 mm. */
export const TEXT_WIDTH = mm(156);
/** 28 characters to the line. */
export const CHAR_WIDTH = TEXT_WIDTH / 28;
/** 22 lines in 225 mm (637.8 pt) give 28.99 pt; 28.95 pt so that rounding never pushes the last line out. */
export const LINE_PITCH = 579;
/** 3号 in points. */
const BODY_POINTS = 16;
// 28 characters of 16 pt are 0.21 pt a character wider than 156 mm. Said with the runs' spacing, not with the grid's
// charSpace, because LibreOffice spreads the text to 19 characters a line when charSpace is negative; Word does the
// same with both.
const CHARACTER_SPACING = Math.floor(CHAR_WIDTH - BODY_POINTS * 20);
// The number's line (16 pt, 4号 on it) starts 7 mm under the text area, whose lower edge is 35 mm above the paper's.
const FOOTER_LINE = 320;
const FOOTER_DISTANCE = mm(35 - 7) - FOOTER_LINE;

const font = (name: string) => ({ ascii: name, hAnsi: name, eastAsia: name, cs: name });

export const SONG_TITLE = font('方正小标宋简体');
export const FANGSONG = font('仿宋_GB2312');
export const HEI = font('黑体');
export const KAI = font('楷体_GB2312');
export const SONG = font('宋体');

/** Exact line distance of n lines of the grid. */
export const gridLines = (lines: number) => ({ line: lines * LINE_PITCH, lineRule: LineRuleType.EXACT });

/** `firstLine` for programs that do not know the character-counted form. */
export const FIRST_LINE_INDENT = { firstLine: Math.round(2 * CHAR_WIDTH), firstLineChars: 200 };

const heading = (run: { font: ReturnType<typeof font>; bold?: boolean }) => ({
  run: { size: BODY_POINTS * 2, color: '000000', bold: false, italics: false, ...run },
  paragraph: {
    spacing: { before: 0, after: 0, ...gridLines(1) },
    indent: FIRST_LINE_INDENT,
    keepNext: true,
  },
});

/** Style of paragraphs in and after tables: off the page grid, which would set every line 28.95 pt apart. */
export const OFF_GRID = 'OffGrid';
/** Added to DOCX_STYLES as external styles, since docx has no option for a paragraph's snapToGrid. */
const OFF_GRID_STYLES =
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${OFF_GRID}"><w:name w:val="${OFF_GRID}"/>` +
  '<w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:style></w:styles>';

/** Styles: 2号小标宋 title, 一、黑体, （一）楷体, 1．仿宋 bold, 3号仿宋 text. */
const DOCX_STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: FANGSONG,
        size: BODY_POINTS * 2,
        characterSpacing: CHARACTER_SPACING,
        language: { value: 'en-US', eastAsia: 'zh-CN' },
      },
      paragraph: { spacing: { before: 0, after: 0, ...gridLines(1) } },
    },
    title: {
      run: { font: SONG_TITLE, size: 44, bold: false, color: '000000' },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 0, after: LINE_PITCH, line: 720, lineRule: LineRuleType.EXACT },
        keepNext: true,
      },
    },
    heading1: heading({ font: HEI }),
    heading2: heading({ font: KAI }),
    heading3: heading({ font: FANGSONG, bold: true }),
  },
};

const pageNumber = (options: IParagraphOptions): Paragraph =>
  new Paragraph({
    ...options,
    spacing: { line: FOOTER_LINE, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ font: SONG, size: 28, children: ['— ', PageNumber.CURRENT, ' —'] })],
  });

// One 4号 character (14 pt) stays free at the outer edge.
const ODD_FOOTER = { alignment: AlignmentType.RIGHT, indent: { right: 280 } };
const EVEN_FOOTER = { alignment: AlignmentType.LEFT, indent: { left: 280 } };

// Section settings: A4, margins 37/26/35/28 mm, 28 × 22 grid, page numbers outside right and left in turn.
const docxSection = (): Omit<ISectionOptions, 'children'> => ({
  properties: {
    page: {
      size: { width: mm(210), height: mm(297) },
      margin: {
        top: mm(37),
        right: mm(26),
        bottom: mm(35),
        left: mm(28),
        header: mm(15),
        footer: FOOTER_DISTANCE,
        gutter: 0,
      },
    },
    grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch: LINE_PITCH },
  },
  footers: {
    default: new Footer({ children: [pageNumber(ODD_FOOTER)] }),
    even: new Footer({ children: [pageNumber(EVEN_FOOTER)] }),
  },
});

/** An official document of the given paragraphs and tables, as the bytes of a .docx file. */
export const officialDocument = (title: string, children: ISectionOptions['children']): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title,
      creator: '惠民',
      styles: DOCX_STYLES,
      externalStyles: OFF_GRID_STYLES,
      evenAndOddHeaderAndFooters: true,
      sections: [{ ...docxSection(), children }],
    }),
  );

const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
export const TABLE_BORDERS = {
  top: THIN,
  bottom: THIN,
  left: THIN,
  right: THIN,
  insideHorizontal: THIN,
  insideVertical: THIN,
};
