import { AlignmentType, LineRuleType, Paragraph, TextRun } from 'docx';
import type { Table } from 'docx';
import { bookmarked, docxBlocks, docxTable, headCells } from './docx-blocks.ts';
import type { DocxContext, TableSize } from './docx-blocks.ts';
import { FIRST_LINE_INDENT, officialDocument, SONG_TITLE } from './docx-layout.ts';
import { figureNote, metaText, usedFigureIds } from './figure-text.ts';
import type { FigureNote, Figures, ReportMeta } from './figure-text.ts';
import type { ReportTemplate } from './template.ts';

const APPENDIX_HEAD = ['指标', '数值', '精确值', '截至或期间', '记录数', '口径和假定'] as const;
const APPENDIX_PERCENTS = [19, 14, 15, 13, 11, 28] as const;
/** 小五: six columns have to fit into 156 mm. */
const APPENDIX_TABLE: TableSize = { size: 18, line: 260 };

const appendixRow = (note: FigureNote, context: DocxContext) => {
  const run = (text: string, isNewLine = false): TextRun =>
    new TextRun({ text, size: APPENDIX_TABLE.size, ...(isNewLine ? { break: 1 } : {}) });
  return [
    { children: [bookmarked(note.id, note.label, { size: APPENDIX_TABLE.size }, context)] },
    { align: 'right' as const, children: [run(note.printed)] },
    { align: 'right' as const, children: [run(note.exact)] },
    { children: [run(note.asOf)] },
    { align: 'right' as const, children: [run(note.records)] },
    { children: [run(note.definition), ...note.assumptions.map((text) => run(`假定：${text}`, true))] },
  ];
};

const appendix = (ids: readonly string[], context: DocxContext, meta: ReportMeta): (Paragraph | Table)[] => {
  const notes = ids.map((id) => figureNote(id, context.figures.get(id)));
  return [
    new Paragraph({
      pageBreakBefore: true,
      alignment: AlignmentType.CENTER,
      spacing: { line: 720, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: '附录　数字口径', font: SONG_TITLE, size: 44 })],
    }),
    new Paragraph({
      indent: FIRST_LINE_INDENT,
      spacing: { before: 120, after: 120, line: 400, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: metaText(meta), size: 24 })],
    }),
    docxTable(
      [headCells(APPENDIX_HEAD, APPENDIX_TABLE), ...notes.map((note) => appendixRow(note, context))],
      APPENDIX_PERCENTS,
      APPENDIX_TABLE,
    ),
  ];
};

/**
 * The report as a Word file laid out after GB/T 9704-2012, figures linked to an appendix with their definitions.
 * Fonts are named, not embedded: on a machine without them the program substitutes.
 */
export const renderDocx = (template: ReportTemplate, figures: Figures, meta: ReportMeta): Promise<Buffer> => {
  const ids = usedFigureIds(template, figures);
  // Bookmark names allow neither dots nor more than 40 characters.
  const bookmarks = new Map(ids.map((id, index) => [id, `fig_${index + 1}`]));
  const context: DocxContext = { figures, bookmarks };
  const blocks = docxBlocks(template.tree.children, context);
  return officialDocument(template.title, [...blocks, ...appendix(ids, context, meta)]);
};
