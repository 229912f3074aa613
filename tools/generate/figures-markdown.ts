import type { Indicator } from '../../kernel/indicator/define-indicator.ts';
import { registry } from '../../modules/index.ts';

const KINDS = { stock: '时点', flow: '累计', money: '金额', rate: '比率', parameter: '标准' } as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const row = (indicator: Indicator): string => {
  const { id, label, kind, unit, definition } = indicator;
  const cells = [`\`${id}\``, label.zh, label.en, KINDS[kind], unit, `${definition.zh}<br>${definition.en}`];
  return `| ${cells.map(cell).join(' | ')} |`;
};

/** Every figure that a report can show, with what it counts. */
export function figuresMarkdown(): string {
  const indicators = [...registry.indicators.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '# Figures',
    '',
    `${indicators.length} figures, each with the rows that it counts in words; its value and its drill-down come from one statement.`,
    '',
    '| figure | 名称 | label | 类型 | 单位 | 口径 definition |',
    '| --- | --- | --- | --- | --- | --- |',
    ...indicators.map(row),
    '',
  ].join('\n');
}
