// Masking conventions of handbook 14 §7, applied on the server and on by default.

const COMPOUND_SURNAMES = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 长孙 宇文 夏侯 端木 独孤 南宫 轩辕 百里 呼延 申屠 澹台 濮阳 淳于 单于 太叔 公冶 仲孙 钟离 鲜于 闾丘 司空 西门 东郭 赫连 拓跋 完颜 纳兰'.split(
    ' ',
  ),
);

const SURROGATE = /[\ud800-\udfff]/;
const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/**
 * 张明 → 张*, 张小明 → 张*明, 欧阳小明 → 欧**明; a child is surname + 某 (李某, 欧阳某). Counts characters, so rare
 * characters outside the basic plane stay whole.
 */
export const maskName = (name: string, opts: { readonly child?: boolean } = {}): string => {
  const trimmed = name.trim();
  // Only names with surrogates have to be taken apart into characters.
  const characters = SURROGATE.test(trimmed) ? Array.from(trimmed) : trimmed;
  const [first = '', second = ''] = [characters[0], characters[1]];
  const length = characters.length;
  if (opts.child) {
    const isCompound = length >= 3 && COMPOUND_SURNAMES.has(first + second);
    return length === 0 ? '' : `${isCompound ? first + second : first}某`;
  }
  if (length <= 1) return stars(length);
  return length === 2 ? `${first}*` : `${first}${stars(length - 2)}${characters.at(-1) ?? ''}`;
};

/**
 * First 3, stars, last 4: 420***********0017. Numbers of other than 15 or 18 characters are starred completely.
 * Public notices carry no identity number at all.
 */
export const maskIdNumber = (idNumber: string): string => {
  const text = idNumber.trim();
  if (text.length !== 18 && text.length !== 15) return stars(text.length);
  return `${text.slice(0, 3)}${stars(text.length - 7)}${text.slice(-4)}`;
};

/** 13812341234 → 138****1234, with or without +86, spaces and hyphens; other lengths keep the last two digits only. */
export const maskPhone = (phone: string): string => {
  const text = phone.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '');
  if (text.length === 11) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return text.length > 4 ? `${stars(text.length - 2)}${text.slice(-2)}` : stars(text.length);
};

/** Bank account, last 4 only: '**** 6789'. An account of fewer than 8 digits is hidden completely. */
export const maskAccount = (account: string): string => {
  const text = account.replace(/[\s-]/g, '');
  return text.length < 8 ? stars(text.length && 4) : `**** ${text.slice(-4)}`;
};

// From the finest level that may be shown to the coarsest.
const ADDRESS_LEVELS = [
  /^.*?(?:社区|居委会|村委会)/u,
  /^.*?村(?![路街巷道大])/u,
  /^.*?(?:街道|镇|乡)/u,
  /^.*?[区县]/u,
  /^.*?市/u,
] as const;
const HOUSE_DETAIL = /[\d０-９号栋幢室]|单元/u;

/**
 * To the community; street number, building and room hidden: 金银湖街道某社区3栋201 → 金银湖街道某社区***. Where a house
 * number stands before the community, the next coarser level is shown.
 */
export const maskAddress = (address: string): string => {
  const text = address.trim();
  if (text === '') return '';
  for (const level of ADDRESS_LEVELS) {
    const shown = level.exec(text)?.[0];
    if (shown !== undefined && !HOUSE_DETAIL.test(shown)) return `${shown}***`;
  }
  return '***';
};
