import { inputError } from './errors.ts';

declare const usccBrand: unique symbol;
/** A checked unified social credit code (统一社会信用代码, GB 32100), upper case. */
export type Uscc = string & { readonly [usccBrand]: true };

const CATEGORIES = {
  '11': 'governmentOrgan', // 机关
  '12': 'publicInstitution', // 事业单位
  '13': 'establishmentOther', // 编办管理的其他机构
  '51': 'socialOrganisation', // 社会团体
  '52': 'privateNonEnterprise', // 民办非企业单位
  '53': 'foundation', // 基金会
  '54': 'selfGovernance', // 基层群众性自治组织
  '59': 'civilAffairsOther', // 民政登记的其他组织
  '91': 'company', // 企业
} as const;

export type UsccCategory = (typeof CATEGORIES)[keyof typeof CATEGORIES] | 'other';

export type UsccFacts = {
  readonly ok: true;
  readonly uscc: Uscc;
  /** Kind of organisation, from characters 1–2. */
  readonly category: UsccCategory;
  /** Division of the registrar, characters 3–8. */
  readonly region: string;
  /** Organisation code with its own check character, characters 9–17. */
  readonly organisationCode: string;
};
export type UsccFault = 'length' | 'format' | 'check' | 'organisationCheck';
export type UsccRefusal = {
  readonly ok: false;
  readonly reason: UsccFault;
  readonly zh: string;
  readonly en: string;
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const USCC_TEXT = /^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/;

const FAULTS = {
  length: [
    '统一社会信用代码应为18位，请核对是否多填或漏填。',
    'a unified social credit code has 18 characters',
  ],
  format: [
    '统一社会信用代码只能用数字和大写字母（不含I、O、S、V、Z），第3至8位为数字，请核对。',
    'a unified social credit code has digits and letters without I, O, S, V, Z; characters 3–8 are digits',
  ],
  check: [
    '统一社会信用代码校验位不符，可能有一位填错，请与登记证书核对。',
    'the check character does not match',
  ],
  organisationCheck: [
    '统一社会信用代码中的组织机构代码（第9至17位）校验位不符，请与登记证书核对。',
    'the check character of the organisation code (characters 9–17) does not match',
  ],
} as const satisfies Record<UsccFault, readonly [string, string]>;

const refuse = (reason: UsccFault): UsccRefusal => {
  const [zh, en] = FAULTS[reason];
  return { ok: false, reason, zh, en };
};

const badCharacters = (count: number) =>
  inputError(
    'uscc.bad-characters',
    `计算校验位需要${count}位有效字符。`,
    `${count} valid characters are needed`,
  );

/** The check character of the first 17 characters (GB 32100). Throws inputError for other input. */
export const usccCheckChar = (first17: string): string => {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{17}$/.test(first17)) throw badCharacters(17);
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
};

/** The check character of an organisation code's first 8 characters (GB 11714; A = 10 … Z = 35). */
export const organisationCodeCheck = (first8: string): string => {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw badCharacters(8);
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, i) => total + weight * Number.parseInt(first8.charAt(i), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
};

const isUscc = (text: string): text is Uscc =>
  USCC_TEXT.test(text) && usccCheckChar(text.slice(0, 17)) === text[17];

const isCategoryCode = (code: string): code is keyof typeof CATEGORIES => Object.hasOwn(CATEGORIES, code);

/** Checks a unified social credit code (GB 32100; handbook 00 §6) with both check characters. Never throws. */
export const parseUscc = (input: string): UsccFacts | UsccRefusal => {
  const text = input.trim().toUpperCase();
  if (text.length !== 18) return refuse('length');
  if (!USCC_TEXT.test(text)) return refuse('format');
  if (!isUscc(text)) return refuse('check');
  if (organisationCodeCheck(text.slice(8, 16)) !== text[16]) return refuse('organisationCheck');
  const code = text.slice(0, 2);
  return {
    ok: true,
    uscc: text,
    category: isCategoryCode(code) ? CATEGORIES[code] : 'other',
    region: text.slice(2, 8),
    organisationCode: text.slice(8, 17),
  };
};
