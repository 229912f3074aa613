import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import type { Element, ElementContent, Properties, Root as HastRoot } from 'hast';
import type { TextDirective } from 'mdast-util-directive';
import type { Figure } from '../contract.ts';
import {
  FIGURES_TABLE_HEAD,
  MISSING_TEXT,
  chineseDate,
  figureNote,
  figureText,
  figuresByPrefix,
  isMissing,
  metaText,
  unitText,
  usedFigureIds,
} from './figure-text.ts';
import type { FigureNote, Figures, ReportMeta } from './figure-text.ts';
import { STANDALONE_CSS } from './standalone-css.ts';
import { readFigure, readFigures, readSignature } from './template.ts';
import type { BlockDirective, ReportTemplate } from './template.ts';

type Content = ElementContent | string;

/** How a figure stands in the text: a button in the console, a link in the printed file. */
type FigureElement = (id: string, text: string, figure: Figure | undefined) => Element;

// hast escapes every text and attribute on output, so no string from a figure or a template becomes markup.
const h = (tagName: string, properties: Properties, ...children: readonly Content[]): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

const figureClasses = (figure: Figure | undefined): string[] => [
  'figure',
  ...(isMissing(figure) ? ['figure-missing'] : []),
  ...(figure !== undefined && figure.assumptions.length > 0 ? ['figure-assumption'] : []),
];

// hast leaves < in quoted attributes, which is valid; full-width signs spare every later parser the question.
const attributeText = (text: string): string => text.replaceAll('<', '＜').replaceAll('>', '＞');

const figureButton: FigureElement = (id, text, figure) => {
  const spoken = figureText(figure, { withUnit: true, qualifier: '' });
  return h(
    'button',
    {
      type: 'button',
      className: figureClasses(figure),
      dataFigure: id,
      ariaLabel: attributeText(`${figure?.label.zh ?? id}：${spoken}，查看明细`),
    },
    text,
  );
};

const figureAnchor: FigureElement = (id, text, figure) =>
  h('a', { className: figureClasses(figure), href: `#fig-${id}` }, text);

const headRow = (cells: readonly string[]): Element =>
  h('thead', {}, h('tr', {}, ...cells.map((cell) => h('th', { scope: 'col' }, cell))));

const figuresTable = (prefix: string, figures: Figures, element: FigureElement): Element => {
  const rows = figuresByPrefix(figures, prefix).map((figure) =>
    h(
      'tr',
      {},
      h('td', {}, figure.label.zh),
      h(
        'td',
        { className: ['number'] },
        element(figure.id, figureText(figure, { withUnit: false, qualifier: '' }), figure),
      ),
      h('td', {}, unitText(figure)),
      h('td', {}, figure.definition.zh),
    ),
  );
  const none = h('tr', {}, h('td', { colSpan: FIGURES_TABLE_HEAD.length }, MISSING_TEXT));
  const body = rows.length === 0 ? [none] : rows;
  return h('table', { className: ['figures'] }, headRow(FIGURES_TABLE_HEAD), h('tbody', {}, ...body));
};

const signature = (node: BlockDirective): Element => {
  const { name, date } = readSignature(node);
  const lines = [h('p', {}, name), h('p', {}, h('time', { dateTime: date }, chineseDate(date)))];
  return h('div', { className: ['signature'] }, h('div', {}, ...lines));
};

const toHast = (template: ReportTemplate, figures: Figures, element: FigureElement): HastRoot => {
  const block = (_state: unknown, node: BlockDirective): Element =>
    node.name === 'figures' ? figuresTable(readFigures(node), figures, element) : signature(node);
  const figure = (_state: unknown, node: TextDirective): Element => {
    const mark = readFigure(node);
    const found = figures.get(mark.id);
    return element(mark.id, figureText(found, mark), found);
  };
  const handlers = { textDirective: figure, leafDirective: block, containerDirective: block };
  return unified().use(remarkRehype, { handlers }).runSync(template.tree);
};

const stringify = (root: HastRoot): string => unified().use(rehypeStringify).stringify(root);

/**
 * The report as an HTML fragment, title (`h1`) included. Each figure is a
 * `<button type="button" class="figure" data-figure="ID">`; class `figure-missing` when there is no value,
 * `figure-assumption` when its parameters rest on assumptions. All text is escaped.
 */
export const renderHtml = (template: ReportTemplate, figures: Figures): string =>
  stringify(toHast(template, figures, figureButton));

const appendixRow = (note: FigureNote): Element =>
  h(
    'tr',
    { id: `fig-${note.id}` },
    h('td', {}, ...(note.label === note.id ? [] : [note.label, h('br', {})]), h('code', {}, note.id)),
    h('td', { className: ['number'] }, note.printed),
    h('td', { className: ['number'] }, note.exact),
    h('td', {}, note.asOf),
    h('td', { className: ['number'] }, note.records),
    h(
      'td',
      {},
      note.definition,
      ...note.assumptions.map((assumption) => h('div', { className: ['assumption'] }, `假定：${assumption}`)),
    ),
  );

const appendix = (template: ReportTemplate, figures: Figures, meta: ReportMeta): Element => {
  const notes = usedFigureIds(template, figures).map((id) => figureNote(id, figures.get(id)));
  return h(
    'section',
    { className: ['appendix'] },
    h('h2', {}, '附录　数字口径'),
    h('p', {}, metaText(meta)),
    h(
      'table',
      {},
      headRow(['指标', '数值', '精确值', '截至或期间', '记录数', '口径和假定']),
      h('tbody', {}, ...notes.map(appendixRow)),
    ),
  );
};

const CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The report as one printable HTML file (A4, look of an official document) without scripts or outside resources.
 * Each figure links to its row (`#fig-ID`) in the appendix 数字口径.
 */
export const renderStandaloneHtml = (
  template: ReportTemplate,
  figures: Figures,
  meta: ReportMeta,
): string => {
  const body = toHast(template, figures, figureAnchor).children.filter((node) => node.type !== 'doctype');
  const page = h(
    'html',
    { lang: 'zh-CN' },
    h(
      'head',
      {},
      h('meta', { charSet: 'utf-8' }),
      h('meta', { httpEquiv: ['Content-Security-Policy'], content: CONTENT_POLICY }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('title', {}, template.title),
      h('style', {}, STANDALONE_CSS),
    ),
    h('body', {}, h('main', {}, ...body, appendix(template, figures, meta))),
  );
  return `${stringify({ type: 'root', children: [{ type: 'doctype' }, page] })}\n`;
};
