import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../base/errors.ts';
import { renderMarkdown } from './render-markdown.ts';
import { parseReport } from './template.ts';

const refusal = (markdown: string): DomainError => {
  try {
    parseReport(markdown, 'x.md');
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('parseReport accepted the template');
};

const withTitle = (body: string): string => `# 标题\n\n${body}\n`;

describe('parseReport', () => {
  it('gives the title and the figure ids in order, each once', () => {
    const template = parseReport(
      withTitle(':figure[b.two]和:figure[a.one]，再:figure[b.two]{unit=no}\n\n::figures[c.]'),
      'x.md',
    );
    expect(template.title).toBe('标题');
    expect(template.figureIds).toEqual(['b.two', 'a.one']);
    expect(template.uses.at(-1)).toEqual({ kind: 'prefix', prefix: 'c.' });
  });

  it('leaves colons of ordinary text alone', () => {
    const body = '上午8:30至12:30，比例8:abc，备注:无，1~10月和20~30人';
    const template = parseReport(withTitle(body), 'x.md');
    expect(template.tree.children[1]).toMatchObject({ children: [{ type: 'text', value: body }] });
    expect(renderMarkdown(template, new Map())).toContain(body);
  });

  it('joins lines broken between Chinese characters without a space', () => {
    const template = parseReport(withTitle('第一行\n第二行 one\ntwo'), 'x.md');
    expect(template.tree.children[1]).toMatchObject({ children: [{ value: '第一行第二行 one two' }] });
  });

  it('accepts a byte order mark and Windows line ends', () => {
    const template = parseReport('\uFEFF# 标题\r\n\r\n共:figure[a.b]。\r\n', 'x.md');
    expect(renderMarkdown(template, new Map())).toBe('# 标题\r\n\r\n共〔登记簿尚未建立〕。\r\n');
  });

  it.each([
    ['unknown text directive with a label', ':figur[a.b]', 'report.directive-unknown'],
    ['unknown text directive with attributes', ':chart{id=1}', 'report.directive-unknown'],
    ['unknown leaf directive', '::chart[a.b]', 'report.directive-unknown'],
    ['inline figure written as a leaf', '::figure[a.b]', 'report.directive-unknown'],
    ['unknown container directive', ':::note\n文字\n:::', 'report.directive-unknown'],
    ['figure without id', '共:figure 户', 'report.figure-id'],
    ['figure without brackets', '共:figure户', 'report.directive-broken'],
    ['figure with empty id', '共:figure[]', 'report.figure-id'],
    ['figure never closed', '共:figure[a.b 户', 'report.figure-id'],
    ['figure with capitals', '共:figure[A.B]', 'report.figure-id'],
    ['figure id without an area', '共:figure[households]', 'report.figure-id'],
    ['figure id with markup', '共:figure[**a.b**]', 'report.figure-id'],
    ['figure id that climbs', '共:figure[../a.b]', 'report.figure-id'],
    ['unit other than no', '共:figure[a.b]{unit=户}', 'report.attribute'],
    ['unknown attribute', '共:figure[a.b]{onclick=x}', 'report.attribute'],
    ['qualifier that is no word', '共:figure[a.b]{qualifier="<b>"}', 'report.attribute'],
    ['full-width colon', '共：figure[a.b]', 'report.directive-broken'],
    ['table inside a paragraph', '见 ::figures[a.]', 'report.directive-broken'],
    ['table inside a list', '- 项\n\n  ::figures[a.]', 'report.directive-nested'],
    ['container that swallows text', ':::figures[a.]\n后文', 'report.figures'],
    ['signature without date', '::signature[某局]', 'report.signature'],
    ['signature on a day that is not', '::signature[某局]{date=2020-02-30}', 'report.signature'],
    ['figure in a link', '[共:figure[a.b]](https://example.org)', 'report.figure-place'],
    ['raw HTML block', '<script>alert(1)</script>', 'report.html'],
    ['raw HTML in a line', '文字<b onclick="x">粗</b>', 'report.html'],
    ['HTML comment', '<!-- 注 -->', 'report.html'],
    ['script link', '[点](javascript:alert(1))', 'report.link'],
    ['image', '![图](https://example.org/a.png)', 'report.unsupported'],
    ['fifth heading level', '##### 五', 'report.unsupported'],
    ['second title', '# 又一个', 'report.title'],
  ])('refuses: %s', (_, body, code) => {
    const error = refusal(withTitle(body));
    expect(error.code).toBe(code);
    expect(error.kind).toBe('input');
    expect(error.zh).toMatch(/^x\.md 第\d+行：/);
  });

  it('names the line of the mistake', () => {
    expect(refusal('# 标题\n\n段落\n\n又:figure[X]\n').details).toEqual({ source: 'x.md', line: 5 });
  });

  it('refuses a template without a title', () => {
    expect(refusal('正文').code).toBe('report.title');
  });

  it('refuses a template that is too long', () => {
    expect(refusal(`# 标\n\n${'长'.repeat(500_001)}`).code).toBe('report.too-long');
  });
});

describe('reports/2020.md', () => {
  const path = new URL('../../../reports/2020.md', import.meta.url);
  const template = parseReport(readFileSync(path, 'utf8'), 'reports/2020.md');

  it('types no standard, count or amount by hand', () => {
    const body = template.markdown.replace(/:figure\[[^\]]+\](?:\{[^}]*\})?/g, '').split('## 二、')[0] ?? '';
    const plainDates = /2020年(?:\d{1,2}月(?:\d{1,2}日)?)?|10月|〔2020〕66号/g;
    expect(body.replace(plainDates, '')).not.toMatch(/\d/);
  });

  it('uses the social assistance and epidemic figures', () => {
    const used = template.figureIds.filter((id) => /^(?:assistance|epidemic)\./.test(id));
    expect(used).toHaveLength(53);
    expect(template.uses.at(-1)).toEqual({ kind: 'prefix', prefix: 'assistance.' });
  });
});
