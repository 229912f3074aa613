import { DomainError, exitCodeOf } from '../../kernel/base/errors.ts';
import type { Language } from '../../kernel/base/label.ts';

/** Prints a result: as JSON when asked, otherwise as lines for people. */
export function print(result: unknown, asJson: boolean | undefined, lines: () => readonly string[]): void {
  const text = asJson === true ? JSON.stringify(result, null, 2) : lines().join('\n');
  process.stdout.write(`${text}\n`);
}

/** Columns that line up; Chinese characters count as two. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))));
  return rows.map((row) =>
    row
      .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  );
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);

/** Says what went wrong and what to do, and gives the exit code: 2 for wrong usage or input, otherwise 1. */
export function reportError(error: unknown, language: Language, asJson: boolean): 1 | 2 {
  const known = error instanceof DomainError ? error : undefined;
  const code = known?.code ?? 'unexpected';
  const message = known?.[language] ?? unexpected(error, language);
  const text = asJson ? JSON.stringify({ error: { code, message, details: known?.details ?? {} } }) : message;
  process.stderr.write(`${text}\n`);
  return known === undefined ? 1 : exitCodeOf(known.kind);
}

const unexpected = (error: unknown, language: Language): string => {
  const reason = error instanceof Error ? error.message : String(error);
  return language === 'zh'
    ? `程序出错，数据未改动：${reason}`
    : `Unexpected error, nothing was changed: ${reason}`;
};
