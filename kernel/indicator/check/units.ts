import type { FigureKind } from './contract.ts';

/** Words that count or measure in official prose; the longer is tried first. */
const UNITS = [
  ...'人次 户次 场次 批次 车次 班次 件次 台次 百分点 个百分点 平方公里 平方米 立方米 公里 千米 公斤 千克 公顷 小时 分钟 课时 学时 周岁 周年 季度 个月'.split(
    ' ',
  ),
  ...'元 人 名 位 户 家 个 项 件 条 张 份 套 本 册 期 次 场 批 种 类 对 组 所 座 处 间 栋 幢 台 辆 米 亩 吨 岁 年 月 日 天 周 倍 支 站 篇 幅 面 块 只 具 例 起 宗 笔 单 节 片 株 盒 箱 袋 斤 桶 瓶 级 届 轮 % ‰ ㎡ 穴 格 顿 餐 床 头 艘 字 层 村 栏 门 版 期 枚 卷 档 笼 艘 根 副 双 把 棵 度 成 折 环 线 股 句 步'.split(
    ' ',
  ),
].toSorted((a, b) => b.length - a.length);

/** The unit at the start of the text, '' when there is none. */
export const unitAt = (text: string): string => UNITS.find((unit) => text.startsWith(unit)) ?? '';

const PEOPLE = new Set(['人', '名', '位']);
const DURATIONS = new Set('年 月 日 天 周 季度 个月 小时 分钟 课时 学时 周岁 岁 周年'.split(' '));
const RATES = new Set(['%', '‰', '百分点', '个百分点']);

/** Units that may be added to each other: persons are persons whether 人, 名 or 位. */
export function familyOf(unit: string): string {
  const bare = unit.replace(/^[百千万亿]+/u, '');
  return PEOPLE.has(bare) ? '人' : bare;
}

export function kindOf(unit: string): FigureKind {
  const bare = familyOf(unit);
  if (bare.startsWith('元')) return bare === '元' ? 'money' : 'standard';
  if (RATES.has(bare)) return 'rate';
  if (DURATIONS.has(bare)) return 'duration';
  return 'count';
}

const DIGITS = '零一二三四五六七八九';
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** 三百二十 is 320; undefined for what is no number. */
export function chineseNumber(text: string): number | undefined {
  let total = 0;
  let digit = 0;
  for (const char of text.replaceAll('两', '二').replaceAll('〇', '零')) {
    const step = STEPS[char];
    const value = DIGITS.indexOf(char);
    if (step !== undefined) {
      total += (digit === 0 ? 1 : digit) * step;
      digit = 0;
    } else if (value >= 0) digit = value;
    else return undefined;
  }
  return total + digit;
}
