import remarkDirective from 'remark-directive';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Nodes, Parents, Root, RootContent, Text } from 'mdast';
import type { ContainerDirective, LeafDirective, TextDirective } from 'mdast-util-directive';
import { inputError } from '../../base/errors.ts';
import type { DomainError } from '../../base/errors.ts';
import { isPlainDate } from '../../base/plain-date.ts';
import type { PlainDate } from '../../base/plain-date.ts';

/** A figure named in the text, or all figures whose id starts with a prefix. */
export type FigureUse =
  | { readonly kind: 'figure'; readonly id: string }
  | { readonly kind: 'prefix'; readonly prefix: string };

/** A checked report: every directive in `tree` is known and well formed, so renderers need not check again. */
export interface ReportTemplate {
  /** File name for messages. */
  readonly source: string;
  readonly markdown: string;
  readonly title: string;
  /** Offsets in `tree` are offsets in `markdown`. */
  readonly tree: Root;
  /** Ids named in the text, in order, each once. Tables by prefix are only in `uses`. */
  readonly figureIds: readonly string[];
  readonly uses: readonly FigureUse[];
}

export interface FigureMark {
  readonly id: string;
  readonly withUnit: boolean;
  /** Printed between number and unit, e.g. 余; empty when there is none. */
  readonly qualifier: string;
}

export interface SignatureMark {
  readonly name: string;
  readonly date: PlainDate;
}

export type BlockDirective = LeafDirective | ContainerDirective;

const TEMPLATE_CHARS_MAX = 500_000;
const HEADING_DEPTH_MAX = 4;
const FIGURE_ID_CHARS_MAX = 120;
const FIGURE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/;
const FIGURE_PREFIX = /^[a-z0-9]+(?:[.-][a-z0-9]+)*\.?$/;
const QUALIFIER = /^\p{Script=Han}{1,4}$/u;
const LINK = /^(?:https?:\/\/|mailto:|#)/i;
// Something meant as a directive that Markdown took for text: full-width colon, no bracket, or not alone on its line.
const LOOKS_LIKE_DIRECTIVE = /[:：]\s*(?:figure|signature)/i;
const NODE_TYPES: ReadonlySet<string> = new Set<Nodes['type']>([
  'root',
  'heading',
  'paragraph',
  'text',
  'strong',
  'emphasis',
  'delete',
  'inlineCode',
  'link',
  'break',
  'list',
  'listItem',
  'blockquote',
  'thematicBreak',
  'table',
  'tableRow',
  'tableCell',
  'textDirective',
  'leafDirective',
  'containerDirective',
]);

type Place = { readonly source: string; readonly line: number };

const placeOf = (source: string, node: Nodes): Place => ({ source, line: node.position?.start.line ?? 0 });

const problem = ({ source, line }: Place, code: string, zh: string, en: string): DomainError =>
  inputError(`report.${code}`, `${source} 第${line}行：${zh}`, `${source} line ${line}: ${en}`, {
    source,
    line,
  });

const rejectAttributes = (
  node: TextDirective | BlockDirective,
  allowed: readonly string[],
  place: Place,
): void => {
  const extra = Object.keys(node.attributes ?? {}).find((name) => !allowed.includes(name));
  if (extra === undefined) return;
  const may = allowed.length === 0 ? '这里不能写属性，请删去' : `这里只能写 ${allowed.join('、')}`;
  throw problem(place, 'attribute', `不认识属性“${extra}”，${may}。`, `unknown attribute "${extra}"`);
};

const plainText = (nodes: readonly Nodes[]): string | undefined => {
  const only = nodes[0];
  if (nodes.length !== 1 || only === undefined || only.type !== 'text') return undefined;
  return only.value.trim();
};

const labelOf = (node: BlockDirective): string | undefined => {
  if (node.type === 'leafDirective') return plainText(node.children);
  const first = node.children[0];
  return first?.type === 'paragraph' && first.data?.directiveLabel === true
    ? plainText(first.children)
    : undefined;
};

/** Reads `:figure[ID]{unit=no qualifier=余}`. Throws inputError 'report.figure-id' or 'report.attribute'. */
export const readFigure = (node: TextDirective, source = ''): FigureMark => {
  const place = placeOf(source, node);
  const id = plainText(node.children);
  if (id === undefined || id.length > FIGURE_ID_CHARS_MAX || !FIGURE_ID.test(id)) {
    const got = id === undefined ? '缺少指标编号或方括号没有写完整' : `指标编号“${id.slice(0, 60)}”写法不对`;
    throw problem(
      place,
      'figure-id',
      `${got}，请写成 :figure[assistance.dibao.paid] 的样子（半角括号；小写字母、数字、点和短横线）。`,
      'figure directive without a well formed id; write :figure[area.name]',
    );
  }
  rejectAttributes(node, ['unit', 'qualifier'], place);
  const unit = node.attributes?.['unit'] ?? undefined;
  const qualifier = node.attributes?.['qualifier'] ?? '';
  if (unit !== undefined && unit !== 'no') {
    throw problem(place, 'attribute', 'unit 只能写 unit=no；要带单位请删去该属性。', 'unit may only be "no"');
  }
  if (qualifier !== '' && !QUALIFIER.test(qualifier)) {
    throw problem(
      place,
      'attribute',
      'qualifier 只能是1至4个汉字，例如 qualifier=余。',
      'qualifier: 1–4 Han',
    );
  }
  return { id, withUnit: unit === undefined, qualifier };
};

/** Reads `::figures[PREFIX]`, returns the prefix. Throws inputError 'report.figures'. */
export const readFigures = (node: BlockDirective, source = ''): string => {
  const place = placeOf(source, node);
  const prefix = labelOf(node);
  const bad = prefix === undefined || prefix.length > FIGURE_ID_CHARS_MAX || !FIGURE_PREFIX.test(prefix);
  if (bad || (node.type === 'containerDirective' && node.children.length > 1)) {
    throw problem(
      place,
      'figures',
      '数字表写法不对，请单独成行写 ::figures[assistance.]，方括号内是指标编号的开头，其中和其后不写正文。',
      'write ::figures[prefix.] on a line of its own, without content',
    );
  }
  rejectAttributes(node, [], place);
  return prefix;
};

/** Reads `::signature[署名]{date=2020-10-31}`. Throws inputError 'report.signature'. */
export const readSignature = (node: BlockDirective, source = ''): SignatureMark => {
  const place = placeOf(source, node);
  const name = labelOf(node);
  const date = node.attributes?.['date'];
  const hasContent = node.type === 'containerDirective' && node.children.length > 1;
  if (name === undefined || name === '' || !isPlainDate(date) || hasContent) {
    throw problem(
      place,
      'signature',
      '落款写法不对，请单独成行写 ::signature[署名]{date=2020-10-31}，日期须真实存在。',
      'write ::signature[name]{date=YYYY-MM-DD} on a line of its own',
    );
  }
  rejectAttributes(node, ['date'], place);
  return { name, date };
};

const checkBlockDirective = (node: BlockDirective, parent: Parents, source: string): void => {
  const place = placeOf(source, node);
  if (node.name !== 'figures' && node.name !== 'signature') {
    throw problem(
      place,
      'directive-unknown',
      `不认识指令“${node.name.slice(0, 40)}”。单独成行可用 ::figures[编号开头] 和 ::signature[署名]{date=日期}；段落中的数字用 :figure[编号]（一个冒号）。`,
      `unknown block directive "${node.name}"; use ::figures[…], ::signature[…]{date=…} or inline :figure[…]`,
    );
  }
  if (parent.type !== 'root') {
    throw problem(
      place,
      'directive-nested',
      `::${node.name} 不能放在列表、引用或其他指令之内，请移到单独一行，顶格书写。`,
      `::${node.name} must stand at the top level`,
    );
  }
  if (node.name === 'figures') readFigures(node, source);
  else readSignature(node, source);
};

const checkNode = (node: Nodes, source: string): void => {
  const place = placeOf(source, node);
  if (node.type === 'html') {
    throw problem(
      place,
      'html',
      '报告模板不能写 HTML，请改用 Markdown 写法；要显示尖括号请写 &lt; 或用反引号括起。',
      'raw HTML is not allowed; write Markdown, or &lt; for a literal angle bracket',
    );
  }
  if (!NODE_TYPES.has(node.type) || (node.type === 'listItem' && typeof node.checked === 'boolean')) {
    throw problem(
      place,
      'unsupported',
      `报告不支持这种写法（${node.type}），请改写为标题、段落、列表、引用或表格。`,
      `"${node.type}" is not supported in reports; use headings, paragraphs, lists, quotes or tables`,
    );
  }
  if (node.type === 'heading' && node.depth > HEADING_DEPTH_MAX) {
    throw problem(place, 'unsupported', '标题最多四级（####）。', 'headings go down to level 4');
  }
  if (node.type === 'link' && !LINK.test(node.url)) {
    throw problem(
      place,
      'link',
      '链接只能以 http://、https:// 或 mailto: 开头。',
      'links must start with http://, https:// or mailto:',
    );
  }
  if (node.type === 'text' && LOOKS_LIKE_DIRECTIVE.test(node.value)) {
    throw problem(
      place,
      'directive-broken',
      '像是指令但没有写对：请用半角冒号和方括号，数字写 :figure[编号]，数字表和落款须单独成行。',
      'looks like a directive but is not: use ASCII colon and brackets; tables and signatures on their own line',
    );
  }
};

// A line break in the source between Chinese characters is no space.
const joinLines = (value: string): string =>
  value.replace(/([^\n]?)\n([^\n]?)/g, (_, before: string, after: string) =>
    /[^\x00-\xff]/.test(before + after) ? before + after : `${before} ${after}`,
  );

// remark-directive takes `8:abc` and `12:30` for directives; without label and attributes they are plain text.
const asPlainText = (node: TextDirective, markdown: string, source: string): Text => {
  const written = markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  if (written === `:${node.name}`) return { type: 'text', value: written, position: node.position };
  throw problem(
    placeOf(source, node),
    'directive-unknown',
    `不认识指令“:${node.name.slice(0, 40)}”，段落中只能用 :figure[编号]；如是普通文字，请用全角冒号“：”。`,
    `unknown directive ":${node.name}"; only :figure[id] is known, a literal colon is written \\:`,
  );
};

const appendMerging = (done: RootContent[], node: RootContent): void => {
  const last = done.at(-1);
  if (node.type !== 'text' || last?.type !== 'text') {
    done.push(node);
    return;
  }
  const position =
    last.position && node.position ? { start: last.position.start, end: node.position.end } : last.position;
  done[done.length - 1] = { type: 'text', value: last.value + node.value, position };
};

type Walk = { readonly source: string; readonly markdown: string; readonly uses: FigureUse[] };

const visitTextDirective = (node: TextDirective, parent: Parents, walk: Walk): void => {
  if (parent.type === 'link' || (parent.type === 'heading' && parent.depth === 1)) {
    throw problem(
      placeOf(walk.source, node),
      'figure-place',
      '标题行（#）和链接文字中不能用 :figure，请把数字移到正文。',
      'a figure cannot stand in the title or in a link',
    );
  }
  walk.uses.push({ kind: 'figure', id: readFigure(node, walk.source).id });
};

/** Checks all children, turns false directives back into text and notes the figures in reading order. */
const visitChildren = (parent: Parents, walk: Walk): void => {
  const done: RootContent[] = [];
  for (const child of parent.children as RootContent[]) {
    const isFalse = child.type === 'textDirective' && child.name !== 'figure';
    appendMerging(done, isFalse ? asPlainText(child, walk.markdown, walk.source) : child);
  }
  for (const node of done) {
    checkNode(node, walk.source);
    if (node.type === 'text') node.value = joinLines(node.value);
    if (node.type === 'textDirective') visitTextDirective(node, parent, walk);
    else if (node.type === 'leafDirective' || node.type === 'containerDirective') {
      checkBlockDirective(node, parent, walk.source);
      if (node.name === 'figures') walk.uses.push({ kind: 'prefix', prefix: readFigures(node, walk.source) });
    } else if ('children' in node) visitChildren(node, walk);
  }
  (parent as { children: RootContent[] }).children = done;
};

const textOf = (node: Nodes): string => {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
};

const titleOf = (tree: Root, source: string): string => {
  const titles = tree.children.filter((node) => node.type === 'heading' && node.depth === 1);
  const title = titles[0] === undefined ? '' : textOf(titles[0]).trim();
  const extra = titles[1];
  if (title !== '' && extra === undefined) return title;
  throw problem(
    extra === undefined ? { source, line: 1 } : placeOf(source, extra),
    'title',
    '报告要有且只有一个标题行，请写“# 标题”，其余标题用 ##、###、####。',
    'a report has exactly one "# title"',
  );
};

/**
 * Parses and checks a report template. `source` is the file name shown in messages.
 * Throws inputError with the line and the right way to write it: 'report.directive-unknown', '.figure-id',
 * '.figures', '.signature', '.attribute', '.html', '.link', '.unsupported', '.title', '.directive-broken' and others.
 */
export const parseReport = (markdown: string, source: string): ReportTemplate => {
  if (markdown.length > TEMPLATE_CHARS_MAX) {
    throw inputError(
      'report.too-long',
      `${source}：模板超过${TEMPLATE_CHARS_MAX}字，请分成几份。`,
      `${source}: template longer than ${TEMPLATE_CHARS_MAX} characters`,
    );
  }
  const text = markdown.replace(/^\uFEFF/, '');
  // singleTilde: 1~10 in Chinese text is a range, not struck-out text.
  const tree = unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkDirective)
    .parse(text);
  const walk: Walk = { source, markdown: text, uses: [] };
  visitChildren(tree, walk);
  const ids = walk.uses.flatMap((use) => (use.kind === 'figure' ? [use.id] : []));
  return {
    source,
    markdown: text,
    title: titleOf(tree, source),
    tree,
    figureIds: [...new Set(ids)],
    uses: walk.uses,
  };
};
