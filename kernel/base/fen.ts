import { inputError } from './errors.ts';

declare const fenBrand: unique symbol;
/** Money in integer fen (1 yuan = 100 fen), always a safe integer. */
export type Fen = number & { readonly [fenBrand]: true };

const FEN_PER_WAN = 1_000_000;
const PARTS_MAX = 1_000_000_000;
const RATIO_ABS_MAX = 1_000_000;
const RATIO_DECIMALS = 22;
const RATIO_SCALE = 10n ** 22n;
// Snapping to a tie never moves an amount by more than a hundredth of a fen.
const SNAP_MAX = RATIO_SCALE / 100n;

const isFen = (n: number): n is Fen => Number.isSafeInteger(n);

/** An amount in fen. Throws inputError 'money.not-fen' unless n is a safe integer. */
export const fen = (n: number): Fen => {
  const clean = n + 0; // -0 becomes 0
  if (isFen(clean)) return clean;
  throw inputError('money.not-fen', `金额必须是整数分：${n}`, `amount must be a safe integer of fen: ${n}`);
};

export const ZERO_FEN: Fen = fen(0);

const YUAN_TEXT = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/;

/**
 * Yuan to fen: yuan('1,490.5') = 149050. Reads the decimal text, so 0.29 gives 29 without float error.
 * Throws inputError 'money.not-yuan' for more than two decimals or anything that is no number.
 */
export const yuan = (value: string | number): Fen => {
  const parts = YUAN_TEXT.exec(String(value).trim());
  const whole = parts?.[2];
  if (!parts || whole === undefined) {
    throw inputError(
      'money.not-yuan',
      `金额格式不对：“${value}”。请填写以元为单位的数字，最多两位小数。`,
      `not an amount in yuan with at most two decimals: "${value}"`,
    );
  }
  const magnitude = Number(whole.replaceAll(',', '') + (parts[3] ?? '').padEnd(2, '0'));
  return fen(parts[1] === '-' ? -magnitude : magnitude);
};

/**
 * Rounds to an integer, half up on the magnitude (0.5 → 1, -0.5 → -1). Exact on the double it is given:
 * 1.005 * 100 is below 100.5 already. Use multiplyFen for money times a ratio.
 */
export const roundHalfUp = (x: number): number => Math.sign(x) * Math.round(Math.abs(x)) + 0;

const divideHalfUp = (amount: number, divisor: number): number => {
  const magnitude = Math.abs(amount);
  // Quotient and product are exact below 2^53, and far faster than the remainder of doubles; the quotient may be one
  // too many where the division rounded up.
  const floor = Math.floor(magnitude / divisor);
  const rest = magnitude - floor * divisor;
  const quotient =
    rest < 0 ? floor - (rest + divisor >= -rest ? 0 : 1) : floor + (rest >= divisor - rest ? 1 : 0);
  return amount < 0 ? -quotient : quotient;
};

/** total / parts, rounded half up to fen. Throws inputError unless parts is an integer from 1 to 10^9. */
export const shareFen = (total: Fen, parts: number): Fen => {
  if (!Number.isInteger(parts) || parts < 1 || parts > PARTS_MAX) {
    throw inputError(
      'money.bad-parts',
      `份数必须是正整数：${parts}`,
      `parts must be a positive integer: ${parts}`,
    );
  }
  return fen(divideHalfUp(total, parts));
};

// 15 significant digits that read back as the same double are the decimal that was meant: 0.09, 1.005.
const isWrittenDecimal = (ratio: number, digits15: string): boolean =>
  !digits15.includes('e') && Number(digits15) === ratio;

const scaledRatio = (decimalText: string): bigint => {
  const [whole = '', fraction = ''] = decimalText.split('.');
  return BigInt(whole + fraction.padEnd(RATIO_DECIMALS, '0'));
};

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/**
 * amount × ratio, rounded half up to fen (handbook 00 §8), in integer arithmetic. A ratio written as a decimal is taken
 * exactly (1.005 × 100 = 101); for a computed one, a product that misses a tie only by the float error of the ratio
 * counts as the tie ((1/12) × 6 = 1). Throws inputError unless ratio is finite and at most a million in magnitude.
 */
export const multiplyFen = (amount: Fen, ratio: number): Fen => {
  const size = Math.abs(ratio);
  if (!(size <= RATIO_ABS_MAX)) {
    throw inputError('money.bad-ratio', `比例超出范围：${ratio}`, `ratio out of range: ${ratio}`);
  }
  // Most ratios have a few decimals and most amounts are small: then plain integers are exact, and far faster.
  const millionths = Math.round(size * 1_000_000);
  if (millionths / 1_000_000 === size && Math.abs(amount) * millionths <= Number.MAX_SAFE_INTEGER) {
    const exact = divideHalfUp(Math.abs(amount) * millionths, 1_000_000);
    return fen(amount < 0 !== ratio < 0 ? -exact : exact);
  }
  const digits15 = size.toPrecision(15);
  const isWritten = isWrittenDecimal(size, digits15);
  const product = BigInt(Math.abs(amount)) * scaledRatio(isWritten ? digits15 : size.toFixed(RATIO_DECIMALS));
  // >> 50: four units in the last place of a double.
  const snap = isWritten ? 0n : smaller(product >> 50n, SNAP_MAX);
  const magnitude = Number((product + RATIO_SCALE / 2n + snap) / RATIO_SCALE);
  return fen(amount < 0 !== ratio < 0 ? -magnitude : magnitude);
};

/** The sum in fen. Throws inputError when it leaves the safe integers. */
export const sumFen = (list: Iterable<Fen>): Fen => {
  let total = ZERO_FEN;
  for (const amount of list) total = fen(total + amount);
  return total;
};

const decimalText = (units: number, decimals: number): string => {
  const digits = String(Math.abs(units)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return units < 0 ? `-${text}` : text;
};

/** Yuan with thousands separators and two decimals: 149000 fen → '1,490.00'. */
export const formatYuan = (amount: Fen): string => {
  const plain = decimalText(amount, 2);
  // Most amounts are below a thousand yuan and have nothing to separate.
  return Math.abs(amount) < 100_000 ? plain : plain.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
};

/** Yuan as a number for spreadsheets, exact to two decimals up to 70 trillion yuan. */
export const plainYuan = (amount: Fen): number => amount / 100;

/**
 * 万元 with the given decimals (0 to 6), half up: formatWan(1219160325, 2) = '1219.16'.
 * Handbook 00 §8: reports round to the seed's precision and keep the exact fen beside it.
 */
export const formatWan = (amount: Fen, decimals: number): string => {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 6) {
    throw inputError(
      'money.bad-decimals',
      `万元小数位应为 0–6：${decimals}`,
      `decimals must be 0–6: ${decimals}`,
    );
  }
  return decimalText(divideHalfUp(amount, FEN_PER_WAN / 10 ** decimals) + 0, decimals);
};
