import { inputError } from '../../base/errors.ts';
import { addMonthsToDate, type PlainDate, plainDate } from '../../base/plain-date.ts';
import { yuan } from '../../base/fen.ts';

export interface Instalment {
  readonly dueOn: PlainDate;
  readonly amountFen: number;
}

export const INSTALMENTS_MAX = 120;

/** Equal instalments a month apart; the last one takes what does not divide. Their sum is the claim to the fen. */
export function equalInstalments(totalFen: number, count: number, firstOn: PlainDate): Instalment[] {
  const each = Math.floor(totalFen / count);
  if (each === 0) {
    throw inputError(
      'recovery.instalments-too-many',
      '期数过多，每期不足一分：请减少期数。',
      'So many instalments would be less than a fen each: choose fewer.',
    );
  }
  return Array.from({ length: count }, (_, i) => ({
    dueOn: addMonthsToDate(firstOn, i),
    amountFen: i === count - 1 ? totalFen - each * (count - 1) : each,
  }));
}

const WRITTEN = /^(\d{4}-\d{2}-\d{2})\s*[=\s]\s*([\d,]+(?:\.\d{1,2})?)$/;

/**
 * Instalments as written, `2020-10-10=500.00`, in order of their days. Errors: one that cannot be read, a day twice,
 * and a sum that is not the claim, with both sums.
 */
export function readInstalments(written: readonly string[], totalFen: number): Instalment[] {
  const read = written.map((text) => {
    const [, day, amount] = WRITTEN.exec(text.trim()) ?? [];
    if (day === undefined || amount === undefined) throw unreadable(text);
    return { dueOn: plainDate(day), amountFen: yuan(amount) };
  });
  const sorted = read.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const twice = sorted.find((one, i) => i > 0 && sorted[i - 1]?.dueOn === one.dueOn);
  if (twice !== undefined || sorted.some(({ amountFen }) => amountFen <= 0)) {
    throw inputError(
      'recovery.instalments',
      '各期日期不得重复，金额应大于零：请改正后重新提交。',
      'The days of instalments must differ and their amounts be above zero.',
    );
  }
  const sumFen = sorted.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (sumFen !== totalFen) {
    throw inputError(
      'recovery.instalments-sum',
      `各期合计 ${yuanText(sumFen)} 元，与未收回的 ${yuanText(totalFen)} 元不一致：请改正后重新提交。`,
      `The instalments sum to ${yuanText(sumFen)} yuan, the claim is ${yuanText(totalFen)}: they must be the same.`,
      { sumFen, totalFen },
    );
  }
  return sorted;
}

const yuanText = (amount: number): string => (amount / 100).toFixed(2);

const unreadable = (text: string) =>
  inputError(
    'recovery.instalment',
    `“${text.slice(0, 40)}”不是一期：请按“2020-10-10=500.00”填写。`,
    `"${text.slice(0, 40)}" is no instalment: write it as 2020-10-10=500.00.`,
  );

/** What a plan asks for by a day beyond what has come in since it was agreed, never more than is still owed. */
export function dueBy(
  instalments: readonly Instalment[],
  on: PlainDate,
  paidSinceFen: number,
  owedFen: number,
): number {
  const asked = instalments.reduce((sum, { dueOn, amountFen }) => (dueOn <= on ? sum + amountFen : sum), 0);
  return Math.max(0, Math.min(asked - paidSinceFen, owedFen));
}

/** How much of each instalment has come in: the earliest are paid first. */
export function withPaid<T extends Instalment>(
  instalments: readonly T[],
  paidSinceFen: number,
): (T & { readonly paidFen: number })[] {
  let left = paidSinceFen;
  return instalments.map((one) => {
    const paidFen = Math.min(one.amountFen, left);
    left -= paidFen;
    return { ...one, paidFen };
  });
}
