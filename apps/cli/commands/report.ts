import { resolve } from 'node:path';
import { inputError } from '../../../kernel/base/errors.ts';
import { buildReport } from '../../../kernel/indicator/build-report.ts';
import { writeReport } from '../../../kernel/indicator/write-report.ts';
import { isMissing, usedFigureIds } from '../../../kernel/indicator/report/figure-text.ts';
import { type CommonOptions, openContext } from '../context.ts';
import { print } from '../output.ts';

/** `huimin report build YEAR --out DIR`: HTML, Markdown, Word and figures.json. */
export async function reportBuildCommand(
  yearText: string,
  options: CommonOptions & { readonly out: string },
): Promise<void> {
  if (!/^\d{4}$/.test(yearText))
    throw inputError(
      'report.year',
      `年份“${yearText}”不正确，应为四位数字。`,
      `"${yearText}" is not a year.`,
    );
  const context = await openContext(options);
  try {
    const report = await context.within((tx) => buildReport(tx, context.registry, Number(yearText)));
    const files = await writeReport(report, resolve(options.out));
    const used = usedFigureIds(report.template, report.figures);
    const missing = used.filter((id) => isMissing(report.figures.get(id)));
    const result = {
      year: report.year,
      title: report.title,
      asOf: report.asOf,
      files,
      figures: used.length,
      missing,
    };
    print(result, options.json, () => [
      `${report.title}：${used.length} 个指标，其中 ${missing.length} 个登记簿尚未建立`,
      ...files,
    ]);
  } finally {
    await context.close();
  }
}
