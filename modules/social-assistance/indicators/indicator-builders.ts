import {
  defineIndicator,
  type Indicator,
  type RowsStatement,
} from '../../../kernel/indicator/define-indicator.ts';

interface Words {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly definitionZh: string;
  readonly definitionEn: string;
  readonly unit: string;
  readonly rows: RowsStatement;
  readonly parameters?: readonly { readonly key: string }[];
}

const counted = (kind: 'stock' | 'flow', words: Words): Indicator =>
  defineIndicator({
    id: words.id,
    kind,
    label: { zh: words.zh, en: words.en },
    definition: { zh: words.definitionZh, en: words.definitionEn },
    unit: words.unit,
    baseUnit: words.unit,
    scale: 1,
    decimals: 0,
    measure: 'rows',
    rows: words.rows,
    parameters: (words.parameters ?? []).map(({ key }) => key),
  });

export const stock = (words: Words): Indicator => counted('stock', words);
export const flow = (words: Words): Indicator => counted('flow', words);

/** Money that arrived at the payees, printed in 万元 with so many decimals, or in 元. */
export const money = (words: Omit<Words, 'unit'>, decimals: number | 'yuan'): Indicator =>
  defineIndicator({
    id: words.id,
    kind: 'money',
    label: { zh: words.zh, en: words.en },
    definition: { zh: words.definitionZh, en: words.definitionEn },
    unit: decimals === 'yuan' ? '元' : '万元',
    baseUnit: '元',
    scale: decimals === 'yuan' ? 1 : 10_000,
    decimals: decimals === 'yuan' ? 0 : decimals,
    measure: 'fen',
    rows: words.rows,
    parameters: (words.parameters ?? []).map(({ key }) => key),
  });

/** What a sum of payments counts, in the words of its definition. */
export const paidInMonths =
  '按发放月份统计、银行回盘为成功的发放明细金额合计；退回未重发的不计，追缴不抵减。';
export const paidInMonthsEn =
  'Lines paid in the months, confirmed by the bank; returned ones do not count, recoveries are not set off.';
