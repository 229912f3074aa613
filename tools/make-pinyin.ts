/**
 * Prints the mapping part of the search migration: every Han character that pinyin-pro can read, by syllable without
 * tone (ü as v), and the readings that surnames have instead. Run once when the migration was written; the migration
 * is not generated again, because applied migrations never change.
 */
import { customPinyin, pinyin } from 'pinyin-pro';

/** Unified ideographs: the basic block, extensions A to H, and 〇. */
const BLOCKS: readonly (readonly [number, number])[] = [
  [0x3007, 0x3007],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2ebe0],
  [0x30000, 0x323af],
];
const SURNAMES =
  '单曾仇解查区任尉盖朴覃冼晟洗缪翟员乐车万种燕繁折召祭秘能逄黑俞宓冯句尹适佴郇长殷葛华纪宁应卜钻'.split('');
/** Surname readings that the dictionary lacks or that must not depend on it. */
const SURNAME_READINGS: Readonly<Record<string, string>> = {
  单: 'shan',
  曾: 'zeng',
  仇: 'qiu',
  解: 'xie',
  查: 'zha',
  区: 'ou',
  任: 'ren',
  盖: 'ge',
  朴: 'piao',
  覃: 'qin',
  冼: 'xian',
  缪: 'miao',
  翟: 'zhai',
  员: 'yun',
  乐: 'yue',
  种: 'chong',
  繁: 'po',
  召: 'shao',
  折: 'she',
  秘: 'bi',
  黑: 'he',
  句: 'gou',
  尉: 'wei',
};
/** What pinyin-pro reads otherwise than people's names are read. */
customPinyin({ 呣: 'mu', 嗯: 'en', 哼: 'heng' });

const syllableOf = (han: string, mode: 'normal' | 'surname'): string =>
  pinyin(han, { toneType: 'none', v: true, mode });

const bySyllable = new Map<string, string[]>();
for (const [from, to] of BLOCKS) {
  for (let code = from; code <= to; code++) {
    const han = String.fromCodePoint(code);
    const syllable = syllableOf(han, 'normal');
    if (!/^[a-z]{1,6}$/.test(syllable)) continue;
    bySyllable.set(syllable, [...(bySyllable.get(syllable) ?? []), han]);
  }
}
const lines = [...bySyllable.keys()]
  .toSorted()
  .map((syllable) => `  ('${syllable}', '${(bySyllable.get(syllable) ?? []).join('')}')`);
const surnames = SURNAMES.flatMap((han) => {
  const reading = SURNAME_READINGS[han] ?? syllableOf(han, 'surname');
  return reading === syllableOf(han, 'normal') ? [] : [`('${han}', '${reading}')`];
});
process.stdout.write(
  `insert into han_pinyin (han, syllable)\n  select han, syllable from (values\n${lines.join(',\n')}\n` +
    `  ) as v (syllable, hans), regexp_split_to_table(v.hans, '') as han;\n` +
    `update han_pinyin p set surname = v.reading from (values\n  ${surnames.join(', ')}\n) as v (han, reading)\n where p.han = v.han;\n`,
);
