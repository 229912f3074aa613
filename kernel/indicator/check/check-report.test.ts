import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReport } from './check-report.ts';

const PUBLISHED = join(import.meta.dirname, '../../../../shared/seed/report-2020.txt');

const INVENTED = `清河县民政局2023年工作总结

（一）社会救助。全县特困供养对象３１０人，其中集中供养120人、分散供养190人。为50名困难群众发放慰问金，每人800元标准，资金40000元。高龄津贴标准由每月60元提高到80元。

（二）服务设施。第三社区“1314”工作机制不断完善，印发清民发〔2023〕18号文件。核查线索40条，其中30条已办结，占比75%。新建站点12

个。

清河县民政局
2023年12月31日
`;

describe('a report of an invented bureau', () => {
  const check = checkReport(INVENTED);

  test('figures are read across pages and in full-width digits; names and document numbers are left out', () => {
    const texts = check.figures.map((figure) => figure.text);
    expect(texts).toEqual(expect.arrayContaining(['310人', '12个', '75%', '40000元']));
    expect(check.figures.map((figure) => figure.value)).not.toContain(1314);
    expect(check.figures.map((figure) => figure.value)).not.toContain(18);
    for (const figure of check.figures)
      expect(INVENTED.slice(figure.offset, figure.offset + figure.length)).not.toBe('');
  });

  test('what agrees gives no error', () => {
    expect(check.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    expect(check.relations.filter((r) => r.holds === 'yes').map((r) => r.kind)).toEqual(
      expect.arrayContaining(['sum', 'share', 'product']),
    );
  });
});

test.each([
  ['a part was changed', '资金40000元', '资金41000元', 'product.money'],
  ['a share was changed', '占比75%', '占比79%', 'share.value'],
  ['a total was changed', '３１０人', '３１２人', 'sum.total'],
])('%s', (_, from, to, rule) => {
  expect(checkReport(INVENTED.replace(from, to)).findings.map((finding) => finding.rule)).toContain(rule);
});

test.skipIf(!existsSync(PUBLISHED))('of the published report only the two late cut-offs are errors', () => {
  const check = checkReport(readFileSync(PUBLISHED, 'utf8'));
  expect(check.findings.filter((f) => f.severity === 'error').map((f) => f.quote)).toEqual(
    ['10 月底', '10 月底'].map((quote) => quote.replace(' ', '')),
  );
  expect(check.relations.filter((r) => r.kind === 'solve').map((r) => r.holds)).toEqual([
    'yes',
    'yes',
    'yes',
  ]);
});
