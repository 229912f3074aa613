import { chineseNumber, unitAt } from './units.ts';

/** A number with its scale and unit, before its meaning is known. */
export interface NumberToken {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly decimals: number;
  readonly scale: number;
  readonly unit: string;
  readonly qualifier: string;
}

const SCALES: Readonly<Record<string, number>> = {
  百: 100,
  千: 1000,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
};
const NUMBER =
  /(?:(\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(\.\d+)?|([一二两三四五六七八九十百千]+))(余|多|来|几)?(百万|千万|十万|万|亿|千(?=[人元名户多余])|百(?=[人元名户多余]))?(余|多|来)?/gu;
const ROUND_WORD = /(近|上|数|逾|超|约)(百万|千万|万|亿|千|百)(?=[人名户元次件场]|余|多)/gu;
const BEFORE = /(接近|将近|近|大约|约|超过|突破|逾|不少于|不低于|至少|不超过|最多|达到?)$/u;
const AFTER = /^(?:（含）)?(以上|左右|以下|以内|上下)/u;
/** Units a Chinese numeral may stand before without being part of a word or a slogan. */
const COUNTED_IN_WORDS =
  /^(?:个月|次(?!性)|批|年(?!级|来|之|度)|周(?![边围年])|人次|名|户|家|场|期|级|天|人|倍|项(?!规定|原则)|个|件|所|处|条)/u;
const ONE_NEEDS = /^(?:个月|周(?![边围年])|批次|人次|天)/u;

/** 〔2020〕66号, 第三社区, “1314”, 《…（2020—2035年）》, 3号楼: numbers that count nothing. */
function isName(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 8);
  if (/第$|[〔［【[]$|[A-Za-z_]$|[A-Za-z]-$|(?:QQ|电话|热线|邮编|编号)[:：]?$/u.test(before)) return true;
  if (/^(?:号(?!召)|[〕］】\]]|小队|栋楼|[A-Za-z])/u.test(after)) return true;
  if (/^[-—~]\d+(?:小队|号|栋|组村)/u.test(after)) return true;
  return /[“"‘]$/u.test(before) && /^[”"’+＋]/u.test(after);
}

/** The opening of a list item is no figure: 1、 （2） 3. */
function isMarker(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  if (/[（(]$/u.test(before) && /^[）)]/u.test(after)) return true;
  return /(?:^|[\n。；：:;])$/u.test(before) && /^[、.．)）](?!\d)/u.test(after);
}

function unitOf(text: string, end: number, scaleWord: string): { unit: string; end: number } {
  const rest = text.slice(end, end + 16);
  let unit = unitAt(rest);
  // 投入30万对主干道: what follows a bare 万 is a preposition, the word 元 was left out.
  const isPreposition = unit === '对' && scaleWord !== '' && /^对[^,，。；]/u.test(rest);
  if (isPreposition || (unit === '' && scaleWord !== '' && /^[,，。；用于建改购]/u.test(rest))) {
    const before = text.slice(Math.max(0, end - 24), end);
    const isMoney = /(?:投入|投资|资金|拨付|补助|发放|筹集|争取|支出|募集|捐赠)[^，。；]*$/u.test(before);
    return { unit: isMoney ? `${scaleWord}元` : '', end };
  }
  const to = end + unit.length;
  const per = /^(?:\/|每)(人次|人|户|月|年|天|日|名|床|次)(?:[·/每]?(月|年|天))?/u.exec(
    text.slice(to, to + 8),
  );
  if (unit === '元' && per !== null) {
    unit = `元/${per[1]}`;
    return { unit: `${scaleWord}${unit}`, end: to + per[0].length };
  }
  return { unit: unit === '' ? '' : `${scaleWord}${unit}`, end: to };
}

const EACH_OWNS =
  /每个?[^，。；每]{0,6}?(社区|村|街道|机构|学校|乡镇|家庭)(?:拥有|配备|配有|设置|建有)[^，。；\d]{0,10}$/u;

/** 每人每月100元, 每月各提高50元, 按500元标准: what a sum is paid per stands before or behind it. */
function perOf(text: string, start: number, end: number, unit: string): string {
  if (unit !== '元') {
    const owner = EACH_OWNS.exec(text.slice(Math.max(0, start - 24), start));
    return owner === null ? unit : `${unit}/${owner[1]}`;
  }
  const before = text.slice(Math.max(0, start - 12), start);
  if (/每(?:人|名|户|生)?每?月[^，。；]{0,6}$/u.test(before)) return '元/月';
  if (/人均每?月[^，。；\d]{0,6}$|每?月人均[^，。；\d]{0,6}$/u.test(before)) return '元/月';
  if (/人均[^，。；\d]{0,6}$/u.test(before)) return '元/人';
  const each = /每(人|名|户|位|个|床|年|天|次)[^，。；]{0,5}$/u.exec(before);
  if (each !== null) return each[1] === '名' || each[1] === '位' ? '元/人' : `元/${each[1]}`;
  return /^(?:的?标准)/u.test(text.slice(end, end + 3)) ? '元/人' : '元';
}

/** Sub-strings in quotation marks hold slogans and names: “三重一大”, “1314”. */
function quotedRanges(text: string): (readonly [number, number])[] {
  return [...text.matchAll(/“[^”\n]{1,24}”|《[^》\n]{1,80}》|\*\*/gu)].map(
    (m) => [m.index, m.index + m[0].length] as const,
  );
}

const NOTHING_OF =
  /(?<![有毫若])(?:未发生|没有发生|未出现|无(?![法人力需论障偿私限权从]))((?:[^，,。；;：:、\n“”]{2,14}、)*[^，,。；;：:、\n“”]{2,14})/gu;
const EVENT = /(?:案件|事件|事故|活动|现象|投诉|舆情|上访|灾情|火灾)$/u;

/** 全年无重大刑事案件、群体性事件发生: nothing of each of them. */
function nothingOf(text: string, match: RegExpMatchArray): NumberToken[] {
  const list = (match[1] ?? '').replace(/(?:的)?(?:发生|出现)$/u, '');
  const items = list.split('、');
  if (!items.every((item) => EVENT.test(item) && !item.includes('的'))) return [];
  let place = (match.index ?? 0) + match[0].length - (match[1] ?? '').length;
  return items.map((item) => {
    const start = place;
    place += item.length + 1;
    const end = start + item.length;
    return { start, end, value: 0, decimals: 0, scale: 1, unit: '起', qualifier: '' };
  });
}

/** Every number of the text that counts or measures something and is not part of a date. */
export function findNumbers(text: string, isTaken: (place: number) => boolean): NumberToken[] {
  const tokens: NumberToken[] = [];
  const quoted = quotedRanges(text);
  let q = 0;
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    while ((quoted[q]?.[1] ?? Infinity) <= start) q += 1;
    const inQuotes = (quoted[q]?.[0] ?? Infinity) < start;
    if (isTaken(start) || inQuotes) continue;
    const token = numberAt(text, match);
    if (token !== undefined) tokens.push(token);
  }
  for (const match of text.matchAll(NOTHING_OF)) tokens.push(...nothingOf(text, match));
  for (const match of text.matchAll(ROUND_WORD)) tokens.push(...roundWord(text, match));
  return withInheritedPer(
    text,
    tokens.toSorted((a, b) => a.start - b.start),
  );
}

const PER = /^元\/(?:人|月)$/u;
const CARRIES_ON =
  /^(?:[^，。；\d]{0,4}(?:提高|增加|调整|上升|降低|下降)[到至为][^，。；\d]{0,6}|、(?![^，。；\d]*(?:资金|金额|经费|共|合计|发放|支出|投入|拨付))[\p{Script=Han}]{1,8})$/u;

/** 由每人每月520元提高到560元, 机构内每人每月1800元、散居1300元: what the second is paid per is not said again. */
function withInheritedPer(text: string, tokens: readonly NumberToken[]): NumberToken[] {
  const read: NumberToken[] = [];
  for (const token of tokens) {
    const last = read.at(-1);
    const isNext = last !== undefined && PER.test(last.unit) && token.unit === '元';
    const inherits = isNext && CARRIES_ON.test(text.slice(last.end, token.start));
    read.push(inherits ? { ...token, unit: last.unit } : token);
  }
  return read;
}

function numberAt(text: string, match: RegExpMatchArray): NumberToken | undefined {
  const start = match.index ?? 0;
  const [whole, digits, fraction = '', words, more1 = '', scaleWord = '', more2 = ''] = match;
  const digitsEnd = start + (digits ?? words ?? '').length + fraction.length;
  if (isName(text, start, digitsEnd) || isMarker(text, start, digitsEnd)) return undefined;
  if (/[\d.]/u.test(text.charAt(start - 1))) return undefined;
  let end = start + whole.length;
  const found = unitOf(text, end, scaleWord);
  const value =
    digits === undefined ? chineseNumber(words ?? '') : Number(digits.replaceAll(/[, ]/gu, '') + fraction);
  if (value === undefined) return undefined;
  if (digits === undefined && !countsInWords(text, start, end, value)) return undefined;
  if (found.unit === '' && scaleWord === '') return undefined;
  end = found.end;
  const unit = perOf(text, start, end, found.unit === '' ? scaleWord : found.unit);
  const before = BEFORE.exec(text.slice(Math.max(0, start - 4), start))?.[1] ?? '';
  const behind = AFTER.exec(text.slice(end, end + 8))?.[1] ?? '';
  const qualifier = more1 || more2 || behind || (before === '达' || before === '达到' ? '' : before);
  const scale = SCALES[scaleWord] ?? 1;
  return { start, end, value, decimals: Math.max(0, fraction.length - 1), scale, unit, qualifier };
}

function countsInWords(text: string, start: number, end: number, value: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 4);
  if (/[第之任唯每同某另这那各统逐]$|[一二三四五六七八九十]$|十[一二]$/u.test(before)) return false;
  if (value === 1) return ONE_NEEDS.test(after) && !after.startsWith('天');
  return COUNTED_IN_WORDS.test(after) && !/^(?:个[”"]|级[甲乙丙]|人[一二三]|家[庭])/u.test(after);
}

function roundWord(text: string, match: RegExpMatchArray): NumberToken[] {
  const start = match.index ?? 0;
  const qualifier = match[1] ?? '';
  const scaleWord = match[2] ?? '';
  const { unit, end } = unitOf(text, start + match[0].length, scaleWord);
  const isPart = /[\d.一二三四五六七八九十]/u.test(text.charAt(start - 1));
  return isPart || unit === ''
    ? []
    : [
        {
          start: start + qualifier.length,
          end,
          value: 1,
          decimals: 0,
          scale: SCALES[scaleWord] ?? 1,
          unit,
          qualifier,
        },
      ];
}
