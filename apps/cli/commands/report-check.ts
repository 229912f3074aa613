import { resolve } from 'node:path';
import { checkReport } from '../../../kernel/indicator/check/check-report.ts';
import { readReportFile } from '../../../kernel/indicator/check/read-report-file.ts';
import type { ReportFinding } from '../../../kernel/indicator/check/contract.ts';
import type { CommonOptions } from '../context.ts';
import { print } from '../output.ts';

const SEVERITY = { error: '✗ 错误', warning: '! 核实', note: '· 提示' } as const;

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const linesOf = (text: string, finding: ReportFinding): string[] => [
  `${SEVERITY[finding.severity]}（第${lineOf(text, finding.offset)}行）“${finding.quote}” ${finding.message}`,
  `    ${finding.fix}`,
];

/** `huimin report check FILE`: needs no database; exit code 1 when a finding is an error. */
export async function reportCheckCommand(file: string, options: CommonOptions): Promise<void> {
  const text = await readReportFile(resolve(file));
  const result = checkReport(text);
  const held = result.relations.filter((relation) => relation.holds === 'yes').length;
  const open = result.relations.filter((relation) => relation.holds === 'undetermined').length;
  const errors = result.findings.filter((finding) => finding.severity === 'error').length;
  print(result, options.json, () => [
    ...result.findings.flatMap((finding) => linesOf(text, finding)),
    `共 ${result.figures.length} 个数字、${result.relations.length} 项关系：${held} 项相符，${open} 项无法判定；错误 ${errors} 处，其他提示 ${result.findings.length - errors} 处`,
  ]);
  if (errors > 0) process.exitCode = 1;
}
