import { describe, expect, it } from 'vitest';
import {
  documentText,
  exactText,
  momentText,
  monthsText,
  parameterText,
  percentText,
  periodText,
  unitText,
} from './format.ts';

describe('periodText', () => {
  it('shows the last day of a half-open period', () => {
    expect(periodText('2019-07-01', '2020-04-01', 'zh')).toBe('2019-07-01 至 2020-03-31');
    expect(periodText('2019-07-01', null, 'zh')).toBe('2019-07-01 起');
    expect(periodText('2019-07-01', null, 'en')).toBe('since 2019-07-01');
  });
});

describe('momentText', () => {
  it.each([
    ['2020-07-05 09:00:00+08', '2020-07-05 09:00'],
    ['2020-07-05 01:00:00.25+00', '2020-07-05 09:00'],
    ['2020-07-05T01:00:00Z', '2020-07-05 09:00'],
    ['infinity', 'infinity'],
  ])('shows %s on the clock of the bureau', (instant, shown) => {
    expect(momentText(instant)).toBe(shown);
  });
});

describe('values', () => {
  const per = { zh: '元/人·月', en: 'yuan per person and month' };

  it('prints a standard as its document would', () => {
    expect(parameterText({ value: 83_000, unit: 'fen', per }, 'zh')).toBe('830.00 元/人·月');
    expect(parameterText({ value: 0.15, unit: 'ratio', per: { zh: '', en: '' } }, 'zh')).toBe('15%');
    expect(percentText(0.0725)).toBe('7.25%');
  });

  it('puts no word after percentages, yes or no, and text', () => {
    expect(['ratio', 'truth', 'text'].map((unit) => unitText(unit, 'zh'))).toEqual(['', '', '']);
    expect(unitText('fen', 'zh')).toBe('元');
  });

  it('shows the fen of money in yuan and no decimals of counts', () => {
    expect(exactText(12_191_599.2, '元')).toBe('12,191,599.20');
    expect(exactText(2296, '人')).toBe('2,296');
  });
});

describe('words', () => {
  it('names a period of one month once', () => {
    expect(monthsText('2020-04', '2020-04', 'zh')).toBe('2020年4月');
    expect(monthsText('2020-01', '2020-10', 'en')).toBe('Jan 2020 to Oct 2020');
  });

  it('leaves out what is not known of a document', () => {
    expect(documentText('社会救助暂行办法', '', '第九条')).toBe('《社会救助暂行办法》 第九条');
    expect(documentText(null, null, null)).toBe('');
  });
});
