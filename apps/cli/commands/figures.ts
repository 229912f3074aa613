import type { Figure } from '../../../kernel/indicator/contract.ts';
import { getFigureRows, getFigureValue, listFigureValues } from '../../../kernel/indicator/figures.ts';
import type { CommonOptions } from '../context.ts';
import { openContext } from '../context.ts';
import { print, table } from '../output.ts';

// The whole figure is read in one statement; pages only bound the memory of an answer.
const ROWS_PAGE = 50_000;

interface FigureOptions extends CommonOptions {
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly division?: string;
  readonly rows?: boolean;
}

/** `huimin figures`: every figure with its value for the reporting period. */
export async function figuresCommand(options: FigureOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const figures = await context.within((tx) => listFigureValues(tx, context.registry, options));
    print(
      figures.map((figure) => brief(figure, context.language)),
      options.json,
      () =>
        table(
          figures.map((figure) => [
            figure.id,
            figure.label[context.language],
            figure.printed ?? '—',
            figure.unit,
            figure.asOf,
          ]),
        ),
    );
  } finally {
    await context.close();
  }
}

/** `huimin figure ID`: one figure, with the records behind it when asked. */
export async function figureCommand(id: string, options: FigureOptions): Promise<void> {
  const context = await openContext(options);
  try {
    const { figure, rows } = await context.within(async (tx) => {
      const found = await getFigureValue(tx, context.registry, id, options);
      if (options.rows !== true) return { figure: found, rows: undefined };
      const all = [];
      for (let offset = 0; ; offset += ROWS_PAGE) {
        const page = await getFigureRows(tx, context.registry, id, { ...options, offset, limit: ROWS_PAGE });
        all.push(...page.rows);
        if (page.rows.length < ROWS_PAGE) return { figure: found, rows: all };
      }
    });
    const result = { ...brief(figure, context.language), ...(rows === undefined ? {} : { rows }) };
    print(result, options.json, () => [
      `${figure.label[context.language]}：${figure.printed ?? '—'}${figure.unit}`,
      figure.definition[context.language],
      `${figure.asOf} · ${figure.divisionName} · ${figure.rowCount} 条记录 · 口径摘要 ${figure.definitionDigest.slice(0, 12)}`,
      ...figure.assumptions.map((note) => `演示假设：${note}`),
      ...(rows === undefined
        ? []
        : table(
            rows.map((row) => [row.name, row.divisionName, row.month ?? '', row.what, String(row.measure)]),
          )),
    ]);
  } finally {
    await context.close();
  }
}

const brief = (figure: Figure, language: 'zh' | 'en') => ({
  id: figure.id,
  label: figure.label[language],
  kind: figure.kind,
  unit: figure.unit,
  baseUnit: figure.baseUnit,
  value: figure.value,
  printed: figure.printed,
  asOf: figure.asOf,
  at: figure.at,
  from: figure.from,
  to: figure.to,
  division: figure.division,
  definition: figure.definition[language],
  definitionDigest: figure.definitionDigest,
  assumptions: figure.assumptions,
  rowCount: figure.rowCount,
});
