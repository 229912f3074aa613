import { describe, expect, it } from 'vitest';
import { exactText, figureNote, figureText, usedFigureIds } from './figure-text.ts';
import { figuresJson } from './figures-json.ts';
import { sampleFigure, sampleFigures, sampleMeta } from './sample-figure.ts';
import { parseReport } from './template.ts';

const plain = { withUnit: true, qualifier: '' };

describe('figureText', () => {
  const trained = sampleFigure({ id: 'a.b', printed: '14', unit: '万人次', value: 140_000 });

  it('prints number, qualifier and unit', () => {
    expect(figureText(trained, { withUnit: true, qualifier: '余' })).toBe('14余万人次');
    expect(figureText(trained, { withUnit: false, qualifier: '' })).toBe('14');
  });

  it('prints month and date parameters as dates', () => {
    expect(figureText(sampleFigure({ id: 'a.b', printed: '202004', unit: '月份' }), plain)).toBe('2020年4月');
    expect(figureText(sampleFigure({ id: 'a.b', printed: '20201031', unit: '日期' }), plain)).toBe(
      '2020年10月31日',
    );
  });

  it.each([
    ['absent', undefined],
    ['missing', sampleFigure({ id: 'a.b', missing: true, value: null, printed: null })],
    ['without a value', sampleFigure({ id: 'a.b', value: null })],
  ])('says so when the figure is %s', (_, figure) => {
    expect(figureText(figure, plain)).toBe('〔登记簿尚未建立〕');
    expect(figureNote('a.b', figure)).toMatchObject({ exact: '—', records: '—' });
  });
});

describe('exactText', () => {
  it('groups amounts but not parameters', () => {
    const paid = sampleFigure({ id: 'a.b', kind: 'money', value: 12_191_600.5, baseUnit: '元' });
    expect(exactText(paid)).toBe('12,191,600.5元');
    expect(exactText(sampleFigure({ id: 'a.b', kind: 'parameter', value: 2020, baseUnit: '年' }))).toBe(
      '2020年',
    );
  });
});

describe('figuresJson', () => {
  it('lists the figures in order of use and names the ones nobody defines', () => {
    const template = parseReport('# 标\n\n:figure[z.b]、:figure[x.y]\n\n::figures[a.]', 'x.md');
    const figures = sampleFigures({ id: 'a.one' }, { id: 'unused.one' }, { id: 'z.b' });
    expect(usedFigureIds(template, figures)).toEqual(['z.b', 'x.y', 'a.one']);
    const json = JSON.parse(figuresJson(template, figures, { ...sampleMeta, year: 2020 }));
    expect(json).toMatchObject({ year: 2020, ...sampleMeta, absent: ['x.y'] });
    expect(json.figures.map((figure: { id: string }) => figure.id)).toEqual(['z.b', 'a.one']);
    expect(JSON.parse(figuresJson(template, figures, sampleMeta))).not.toHaveProperty('year');
  });
});
