import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReport } from './check-report.ts';

const SEED = join(import.meta.dirname, '../../../../shared/seed');

const YEARLY = `青石市临川区民政局关于2022年工作总结暨2023年工作打算的报告

一、2022年工作完成情况
（一）兜牢民生底线。截至12月底，全区共有城乡低保对象4,216户6,035人，其中城市低保1,118户1,402人，农村低保3,098户4,633人；全年累计发放低保金3,962.4万元，人均月补差547元。特困供养对象812人，其中集中供养305人，分散供养507人，集中供养率37.6%。城市低保标准由每人每月690元提高到每人每月735元，增长6.5%；农村低保标准由每人每月520元提高到560元，增幅7.7%。
（二）养老服务。全区现有养老机构23家（公办9家、民办14家），床位3,120张，其中护理型床位1,716张，占比55%。孤儿养育标准机构内每人每月1,800元、散居1,300元，全年发放基本生活费72.6万元。全年未发生安全责任事故。

三、2023年工作打算
2023年，力争新增养老床位500张，低保标准提高5%左右。

青石市临川区民政局
2023年1月6日
`;

const HALF_YEAR = `云峰县民政局2021年上半年工作总结

（一）养老服务。投资3 200万元的县中心敬老院主体完工，已完成投资2,240万元，占总投资的70%。采购智能手环1 200个，每个198元，共计23.76万元。
（二）基层治理。选举产生“两委”成员1 843名，其中女性519名，占28.2%；大专以上学历798名，占43.3%。两项补贴惠及15,203人，其中困难残疾人生活补贴7,011人，重度残疾人护理补贴9,480人（重复享受1,288人）。

云峰县民政局
2021年7月5日
`;

const problems = (source: string): string[] =>
  checkReport(source)
    .findings.filter(({ severity }) => severity !== 'note')
    .map(({ rule, quote }) => `${rule} ${quote}`);
const held = (source: string, kind: string): string[] =>
  checkReport(source)
    .relations.filter((relation) => relation.kind === kind && relation.holds === 'yes')
    .map(({ expression }) => expression);
const unitOf = (source: string, text: string): string | undefined =>
  checkReport(source).figures.find((figure) => figure.text === text)?.unit;

describe('reports of other bureaus', () => {
  test.each([
    ['a year reported on after its end', YEARLY],
    ['half a year, with blanks between the thousands', HALF_YEAR],
  ])('%s: what agrees is found and nothing is called wrong', (_, source) => {
    expect(problems(source)).toEqual([]);
  });

  test('shares go to the part whose name they bear, and to numbers grouped by blanks', () => {
    expect(held(YEARLY, 'share')).toEqual(
      expect.arrayContaining(['305人÷812人=37.6%', '1,716张÷3,120张=55%']),
    );
    expect(held(HALF_YEAR, 'share')).toEqual(
      expect.arrayContaining(['519名÷1 843名=28.2%', '2,240万元÷3 200万元=70%']),
    );
    expect(held(HALF_YEAR, 'product')).toEqual(['1 200个×198元=23.76万元']);
  });

  test('what an amount is paid per is carried on, and an average is no sum', () => {
    expect([unitOf(YEARLY, '560元'), unitOf(YEARLY, '1,300元')]).toEqual(['元/月', '元/月']);
    expect(unitOf(YEARLY, '547元')).toBe('元/月');
  });

  test('nothing of a kind is a figure, and years follow each other', () => {
    expect(checkReport(YEARLY).figures).toContainEqual(
      expect.objectContaining({ text: '安全责任事故', value: 0, unit: '起' }),
    );
    expect(held(YEARLY, 'period')).toContain('2023年-2022年=1');
    expect(checkReport('全年无人投诉，无法落实的问题较多，困难群众有求必应。').figures).toEqual([]);
  });
});

describe('relations', () => {
  test('a rate of a few has to come out in whole numbers', () => {
    const rules = (text: string) => checkReport(text).findings.map(({ rule }) => rule);
    expect(rules('全区9个社区居民公约覆盖率95%。')).toEqual(['share.not-whole']);
    expect(rules('全区9个社区居民公约覆盖率88.9%。')).toEqual([]);
  });

  test('a second rate may be that of the others', () => {
    expect(held('核查线索40条，其中30条查否，占比75%，查实率25%。', 'share')).toEqual([
      '30条÷40条=75%',
      '(40条-30条)÷40条=25%',
    ]);
  });

  test('the same thing told twice for the whole area', () => {
    const text = '全区现有16家养老机构。\n全区共有17家养老机构。';
    expect(checkReport(text).findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['repeat.differs', 'warning'],
    ]);
    expect(held('对全区16家养老机构进行评估，16家养老机构均合格。', 'repeat')).toEqual(['16家=16家']);
  });

  test('a multiple of another standard is looked for in the other area too; that it differs is a note', () => {
    const text =
      '城镇低保从600元/月提高到700元/月，农村低保从500元/月提高到550元/月；城镇特困从1200元/月提高到1400元/月，农村特困从900元/月提高到990元/月。';
    const { relations, findings } = checkReport(text);
    const multiples = relations.filter(({ kind }) => kind === 'multiple').map(({ holds }) => holds);
    expect(multiples).toEqual(['yes', 'yes', 'no', 'no']);
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['multiple.differs', 'note']]);
  });

  test('money of several months against the highest standard of that benefit', () => {
    const text = (money: string) =>
      `农村特困从1200元/月提高到1280元/月。特困供养人员100人，1—10月累计发放供养金${money}。`;
    expect(held(text('120万元'), 'average')).toEqual(['120万元÷(100人)÷10个月≤1280元/月']);
    expect(checkReport(text('150万元')).findings.map(({ rule }) => rule)).toEqual(['average.above-standard']);
  });
});

/** The published report with what is known of its figures. */
function readPublished() {
  const source = readFileSync(join(SEED, 'report-2020.txt'), 'utf8');
  const flat = [...source].flatMap((char, at) => (/\s/u.test(char) ? [] : [{ char, at }]));
  const text = flat.map(({ char }) => char).join('');
  const { figures } = checkReport(source);
  const rows = readFileSync(join(SEED, 'figures.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id = '', , , , value = '', unit = '', scale = '', , , ...quote] = line.split(',');
      return { id, value, unit, scale, quote: quote.join(',').replaceAll(/\s/gu, '') };
    });
  /** Places of the figures that are the row's. */
  const matches = ({ value, unit, scale, quote }: (typeof rows)[number]): number[] => {
    const start = text.indexOf(quote);
    const [from, to] = [flat[start]?.at ?? -1, flat[start + quote.length - 1]?.at ?? -1];
    return figures.flatMap((figure, i) => {
      const isThere = figure.offset <= to && figure.offset + figure.length > from;
      const isSame = figure.value === Number(value) && figure.scale === Number(scale) && figure.unit === unit;
      return isThere && isSame ? [i] : [];
    });
  };
  return { figures, rows, matches };
}

describe.skipIf(!existsSync(SEED))('the published report', () => {
  test('at least 97 % of the printed figures have the right value, scale and unit', () => {
    const { rows, matches } = readPublished();
    // Numbers of documents and names count nothing; what is only implied is not printed.
    const printed = rows.filter(
      ({ value, unit, quote }) =>
        !['号', '代号', '小队'].includes(unit) && quote.includes(value) && !quote.includes('〔'),
    );
    const missed = printed.filter((row) => matches(row).length === 0).map(({ id }) => id);
    expect(printed.length).toBeGreaterThan(150);
    expect(missed.length / printed.length, missed.join(' ')).toBeLessThanOrEqual(0.03);
  });

  test('at most 3 % of what is found are none', () => {
    const { figures, rows, matches } = readPublished();
    const found = new Set(rows.flatMap(matches));
    const spurious = figures.filter((_, i) => !found.has(i)).map((figure) => figure.text);
    expect(spurious.length / figures.length, spurious.join(' ')).toBeLessThanOrEqual(0.03);
  });
});
