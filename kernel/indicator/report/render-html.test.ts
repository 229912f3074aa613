import { describe, expect, it } from 'vitest';
import { renderHtml, renderStandaloneHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import { sampleFigures, sampleMeta } from './sample-figure.ts';
import { parseReport } from './template.ts';

const EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
const report = (body: string) => parseReport(`# 标题\n\n${body}\n`, 'x.md');

describe('renderHtml', () => {
  it('prints a figure as a button that names its detail', () => {
    const html = renderHtml(report('低保:figure[a.b]。'), sampleFigures({ id: 'a.b' }));
    expect(html).toContain(
      '<p>低保<button type="button" class="figure" data-figure="a.b" aria-label="城市低保户数：221户，查看明细">221户</button>。</p>',
    );
  });

  it('leaves the unit out of the text but not out of the spoken label', () => {
    const html = renderHtml(report(':figure[a.b]{unit=no qualifier=余}'), sampleFigures({ id: 'a.b' }));
    expect(html).toContain('aria-label="城市低保户数：221户，查看明细">221余</button>');
  });

  it('marks a figure that is missing, absent or rests on assumptions', () => {
    const figures = sampleFigures(
      { id: 'a.missing', missing: true, value: null, printed: null },
      { id: 'a.assumed', assumptions: ['补贴基数80元为推定'] },
    );
    const html = renderHtml(report(':figure[a.missing]、:figure[a.absent]、:figure[a.assumed]'), figures);
    expect(html).toContain('class="figure figure-missing" data-figure="a.missing"');
    expect(html).toMatch(/data-figure="a\.absent" aria-label="a\.absent：[^"]*">〔登记簿尚未建立〕</);
    expect(html).toContain('class="figure figure-assumption" data-figure="a.assumed"');
  });

  it('prints the signature and the table of a prefix', () => {
    const html = renderHtml(
      report('::signature[某局]{date=2020-03-05}\n\n::figures[a.]\n\n:::figures[none.]\n:::'),
      sampleFigures({ id: 'a.b' }, { id: 'b.a' }),
    );
    expect(html).toContain('<p>某局</p><p><time datetime="2020-03-05">2020年3月5日</time></p>');
    expect(html).toContain('>221</button></td><td>户</td><td>月末在册的城市低保家庭</td></tr></tbody>');
    expect(html).not.toContain('data-figure="b.a"');
    expect(html).toContain('<td colspan="4">〔登记簿尚未建立〕</td>');
  });

  it('lets no markup through from template text or figures', () => {
    const figures = sampleFigures({
      id: 'a.b',
      label: { zh: EVIL, en: '' },
      unit: EVIL,
      printed: EVIL,
      definition: { zh: EVIL, en: '' },
      asOf: EVIL,
      assumptions: [EVIL],
    });
    const template = report('&lt;script&gt;、`<script>` :figure[a.b]\n\n::figures[a.]');
    const meta = { ...sampleMeta, asOf: EVIL };
    const outputs = [renderHtml(template, figures), renderStandaloneHtml(template, figures, meta)];
    for (const html of outputs) {
      expect(html).not.toMatch(/<script|<img/i);
      expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\sonerror/i);
    }
  });
});

describe('renderStandaloneHtml', () => {
  const template = report('## 一、甲\n\n:figure[a.b]和:figure[x.y]');
  const figures = sampleFigures({ id: 'a.b', value: 2210, assumptions: ['推定'] });
  const html = renderStandaloneHtml(template, figures, sampleMeta);

  it('is one file without scripts, buttons or outside resources', () => {
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
    expect(html).toContain('<title>标题</title>');
    expect(html).not.toMatch(/<script|<button|<link|src=|url\(|@import/);
  });

  it('links each figure to its row in the appendix', () => {
    expect(html).toContain('<a class="figure figure-assumption" href="#fig-a.b">221户</a>');
    for (const id of ['a.b', 'x.y']) expect(html.split(`id="fig-${id}"`)).toHaveLength(2);
    expect(html).toContain('2,210户');
    expect(html).toContain('假定：推定');
    expect(html).toContain('生成时间2020-11-05 09:00');
  });
});

describe('renderMarkdown', () => {
  it('replaces directives and keeps the rest of the source as it is', () => {
    const template = report(
      '- **甲**:figure[a.b]，*8:30*\n\n| 项 | 数 |\n| - | -: |\n| 甲 | :figure[x.y] |\n\n::signature[某局]{date=2020-03-05}',
    );
    const markdown = renderMarkdown(template, sampleFigures({ id: 'a.b' }));
    expect(markdown).toContain('- **甲**221户，*8:30*');
    expect(markdown).toContain('| 甲 | 〔登记簿尚未建立〕 |');
    expect(markdown).toContain('某局\n\n2020年3月5日');
    expect(markdown).not.toContain(':figure');
  });

  it('escapes what would break a table or become markup', () => {
    const figures = sampleFigures({ id: 'a.b', label: { zh: '甲|乙<script>\n# 丙', en: '' } });
    const markdown = renderMarkdown(report('::figures[a.]'), figures);
    expect(markdown).toContain('| 甲\\|乙\\<script\\> \\# 丙 | 221 | 户 | 月末在册的城市低保家庭 |');
  });
});
