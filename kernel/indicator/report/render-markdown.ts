import type { Nodes } from 'mdast';
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
import type { BlockDirective, ReportTemplate } from './template.ts';

type Replacement = { readonly start: number; readonly end: number; readonly text: string };

/** Text that Markdown must not read as markup; line breaks become spaces. */
const escapeMarkdown = (text: string): string =>
  text.replace(/\s*\n\s*/g, ' ').replace(/[\\`*_{}[\]<>#|~&]/g, (character) => `\\${character}`);

const tableRow = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;

const figuresTable = (prefix: string, figures: Figures): string => {
  const rows = figuresByPrefix(figures, prefix).map((figure) =>
    tableRow([
      figure.label.zh,
      figureText(figure, { withUnit: false, qualifier: '' }),
      unitText(figure),
      figure.definition.zh,
    ]),
  );
  const body = rows.length === 0 ? [tableRow([MISSING_TEXT, '', '', ''])] : rows;
  return [tableRow(FIGURES_TABLE_HEAD), '| --- | ---: | --- | --- |', ...body].join('\n');
};

const blockText = (node: BlockDirective, figures: Figures): string => {
  if (node.name === 'figures') return `\n${figuresTable(readFigures(node), figures)}\n`;
  const { name, date } = readSignature(node);
  return `\n${escapeMarkdown(name)}\n\n${chineseDate(date)}\n`;
};

const replacementsIn = (node: Nodes, figures: Figures): Replacement[] => {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  if (node.type === 'textDirective') {
    const mark = readFigure(node);
    return [{ start, end, text: escapeMarkdown(figureText(figures.get(mark.id), mark)) }];
  }
  if (node.type === 'leafDirective' || node.type === 'containerDirective') {
    return [{ start, end, text: blockText(node, figures) }];
  }
  return 'children' in node ? node.children.flatMap((child) => replacementsIn(child, figures)) : [];
};

/** The report as plain Markdown: the source text with every directive replaced by what it prints. */
export const renderMarkdown = (template: ReportTemplate, figures: Figures): string => {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of replacementsIn(template.tree, figures)) {
    parts.push(template.markdown.slice(at, start), text);
    at = end;
  }
  parts.push(template.markdown.slice(at));
  return parts.join('');
};
