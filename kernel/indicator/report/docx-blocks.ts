import {
  AlignmentType,
  Bookmark,
  ExternalHyperlink,
  HeadingLevel,
  InternalHyperlink,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { IRunOptions, ParagraphChild } from 'docx';
import type { AlignType, List, PhrasingContent, RootContent, Table as MarkdownTable } from 'mdast';
import {
  CHAR_WIDTH,
  FIRST_LINE_INDENT,
  HEI,
  KAI,
  LINE_PITCH,
  OFF_GRID,
  TABLE_BORDERS,
  TEXT_WIDTH,
  gridLines,
} from './docx-layout.ts';
import {
  FIGURES_TABLE_HEAD,
  MISSING_TEXT,
  chineseDate,
  figureText,
  figuresByPrefix,
  unitText,
} from './figure-text.ts';
import type { Figures } from './figure-text.ts';
import { readFigure, readFigures, readSignature } from './template.ts';
import type { SignatureMark } from './template.ts';

/** What blocks need: the figures and the bookmark of each figure's row in the appendix. */
export interface DocxContext {
  readonly figures: Figures;
  readonly bookmarks: ReadonlyMap<string, string>;
}

type RunStyle = Pick<IRunOptions, 'bold' | 'italics' | 'strike' | 'font' | 'size'>;
type Block = Paragraph | Table;
type Cell = {
  readonly children: readonly ParagraphChild[];
  readonly align?: AlignType;
  readonly head?: boolean;
};
/** Character size in half points and exact line distance in twips. */
export interface TableSize {
  readonly size: number;
  readonly line: number;
}

/** 小四 for tables of the text, 五号 for the long ones. */
const TEXT_TABLE: TableSize = { size: 24, line: 380 };
const FIGURES_TABLE: TableSize = { size: 21, line: 310 };
/** Tables of up to this many rows stay on one page. */
const UNSPLIT_ROWS_MAX = 10;
const HEADINGS = {
  1: HeadingLevel.TITLE,
  2: HeadingLevel.HEADING_1,
  3: HeadingLevel.HEADING_2,
  4: HeadingLevel.HEADING_3,
  5: HeadingLevel.HEADING_3,
  6: HeadingLevel.HEADING_3,
} as const;

const figureRun = (id: string, text: string, style: RunStyle, context: DocxContext): ParagraphChild => {
  const run = new TextRun({ ...style, text });
  const anchor = context.bookmarks.get(id);
  return anchor === undefined ? run : new InternalHyperlink({ anchor, children: [run] });
};

const inlineRuns = (
  nodes: readonly PhrasingContent[],
  style: RunStyle,
  context: DocxContext,
): ParagraphChild[] =>
  nodes.flatMap((node): ParagraphChild[] => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
        return [new TextRun({ ...style, text: node.value })];
      case 'strong':
        return inlineRuns(node.children, { ...style, bold: true }, context);
      case 'emphasis':
        return inlineRuns(node.children, { ...style, italics: true }, context);
      case 'delete':
        return inlineRuns(node.children, { ...style, strike: true }, context);
      case 'link': {
        const children = inlineRuns(node.children, style, context);
        return node.url.startsWith('#') ? children : [new ExternalHyperlink({ link: node.url, children })];
      }
      case 'break':
        return [new TextRun({ break: 1 })];
      case 'textDirective': {
        const mark = readFigure(node);
        return [figureRun(mark.id, figureText(context.figures.get(mark.id), mark), style, context)];
      }
      default:
        // parseReport lets nothing else through.
        return [];
    }
  });

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  right: AlignmentType.RIGHT,
  center: AlignmentType.CENTER,
} as const;

const tableCell = (cell: Cell, width: number, line: number, keepNext: boolean): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    children: [
      new Paragraph({
        style: OFF_GRID,
        keepNext,
        alignment: cell.head === true ? AlignmentType.CENTER : ALIGNMENT[cell.align ?? 'left'],
        spacing: { line, lineRule: LineRuleType.EXACT },
        children: cell.children,
      }),
    ],
  });

/** A table over the whole text area with thin lines; the first row is repeated on every page. Widths in percent. */
export const docxTable = (
  rows: readonly (readonly Cell[])[],
  percents: readonly number[],
  { line }: TableSize,
): Table => {
  const isShort = rows.length <= UNSPLIT_ROWS_MAX;
  const widths = percents.map((percent) => Math.round((TEXT_WIDTH * percent) / 100));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: TABLE_BORDERS,
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          tableHeader: index === 0,
          cantSplit: true,
          children: cells.map((cell, column) => {
            const keepNext = isShort && index < rows.length - 1;
            return tableCell(cell, widths[column] ?? 0, line, keepNext);
          }),
        }),
    ),
  });
};

/** Head cells in 黑体 from texts. */
export const headCells = (texts: readonly string[], { size }: TableSize): Cell[] =>
  texts.map((text) => ({ head: true, children: [new TextRun({ text, font: HEI, size })] }));

const textCell = (text: string): Cell => ({
  children: [new TextRun({ size: FIGURES_TABLE.size, text })],
});

const markdownTable = (node: MarkdownTable, context: DocxContext): Table => {
  const columns = Math.max(1, node.children[0]?.children.length ?? 1);
  const rows = node.children.map((row, index) =>
    Array.from({ length: columns }, (_, column): Cell => {
      const style = { size: TEXT_TABLE.size, ...(index === 0 ? { font: HEI } : {}) };
      const children = inlineRuns(row.children[column]?.children ?? [], style, context);
      return { children, align: node.align?.[column] ?? null, head: index === 0 };
    }),
  );
  const percents = Array.from({ length: columns }, () => 100 / columns);
  return docxTable(rows, percents, TEXT_TABLE);
};

const figuresTable = (prefix: string, context: DocxContext): Table => {
  const rows = figuresByPrefix(context.figures, prefix).map((figure): Cell[] => {
    const text = figureText(figure, { withUnit: false, qualifier: '' });
    return [
      textCell(figure.label.zh),
      { align: 'right', children: [figureRun(figure.id, text, { size: FIGURES_TABLE.size }, context)] },
      textCell(unitText(figure)),
      textCell(figure.definition.zh),
    ];
  });
  const none = [textCell(MISSING_TEXT), textCell(''), textCell(''), textCell('')];
  const body = rows.length === 0 ? [none] : rows;
  return docxTable([headCells(FIGURES_TABLE_HEAD, FIGURES_TABLE), ...body], [27, 19, 11, 43], FIGURES_TABLE);
};

// Width in characters of 3号; ASCII counts half.
const widthInChars = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (/[\x00-\xff]/.test(character) ? 0.5 : 1), 0);

/** Name centred over the date; four characters free to the right of the date (GB/T 9704-2012, 7.3.5.1). */
const signatureBlock = ({ name, date }: SignatureMark): Paragraph[] => {
  const dateText = chineseDate(date);
  const nameRight = Math.max(0, 4 + (widthInChars(dateText) - widthInChars(name)) / 2);
  const line = (text: string, rightChars: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(rightChars * CHAR_WIDTH) },
      spacing: { ...gridLines(1), after: keepNext ? 0 : LINE_PITCH },
      keepNext,
      keepLines: true,
      children: [new TextRun(text)],
    });
  return [new Paragraph({ keepNext: true }), line(name, nameRight, true), line(dateText, 4, false)];
};

const CHINESE_BULLET = '·';

const listBlocks = (list: List, level: number, context: DocxContext): Block[] =>
  list.children.flatMap((item, index) => {
    const marker = list.ordered === true ? `${(list.start ?? 1) + index}．` : CHINESE_BULLET;
    const indent = { ...FIRST_LINE_INDENT, left: Math.round(2 * level * CHAR_WIDTH) };
    return item.children.flatMap((child, position): Block[] => {
      if (child.type === 'list') return listBlocks(child, level + 1, context);
      if (child.type !== 'paragraph') return docxBlocks([child], context);
      const runs = inlineRuns(child.children, {}, context);
      const children = position === 0 ? [new TextRun(marker), ...runs] : runs;
      return [new Paragraph({ alignment: AlignmentType.JUSTIFIED, indent, children })];
    });
  });

const quoteBlocks = (nodes: readonly RootContent[], context: DocxContext): Block[] =>
  nodes.flatMap((node): Block[] => {
    if (node.type !== 'paragraph') return docxBlocks([node], context);
    const indent = { ...FIRST_LINE_INDENT, left: Math.round(2 * CHAR_WIDTH) };
    const children = inlineRuns(node.children, { font: KAI }, context);
    return [new Paragraph({ alignment: AlignmentType.JUSTIFIED, indent, children })];
  });

// A short paragraph after the table keeps two tables apart and the text below on the grid.
const spaced = (table: Table): Block[] => [
  table,
  new Paragraph({ style: OFF_GRID, spacing: { line: LINE_PITCH / 3, lineRule: LineRuleType.EXACT } }),
];

const blockOf = (node: RootContent, next: RootContent | undefined, context: DocxContext): Block[] => {
  switch (node.type) {
    case 'heading':
      return [
        new Paragraph({ heading: HEADINGS[node.depth], children: inlineRuns(node.children, {}, context) }),
      ];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: FIRST_LINE_INDENT,
          spacing: gridLines(1),
          // GB/T 9704-2012, 7.3.5.4: no page with nothing but name and date.
          keepNext: next !== undefined && next.type === 'leafDirective' && next.name === 'signature',
          widowControl: true,
          children: inlineRuns(node.children, {}, context),
        }),
      ];
    case 'list':
      return listBlocks(node, 0, context);
    case 'blockquote':
      return quoteBlocks(node.children, context);
    case 'table':
      return spaced(markdownTable(node, context));
    case 'leafDirective':
    case 'containerDirective':
      return node.name === 'signature'
        ? signatureBlock(readSignature(node))
        : spaced(figuresTable(readFigures(node), context));
    case 'thematicBreak':
      return [new Paragraph({})];
    default:
      // parseReport lets nothing else through.
      return [];
  }
};

/** Word paragraphs and tables for checked Markdown blocks. */
export function docxBlocks(nodes: readonly RootContent[], context: DocxContext): Block[] {
  return nodes.flatMap((node, index) => blockOf(node, nodes[index + 1], context));
}

/** The text inside a bookmark that links in the document lead to. */
export const bookmarked = (
  id: string,
  text: string,
  style: RunStyle,
  context: DocxContext,
): ParagraphChild => {
  const run = new TextRun({ ...style, text });
  const bookmark = context.bookmarks.get(id);
  return bookmark === undefined ? run : new Bookmark({ id: bookmark, children: [run] });
};
