/**
 * What attackers try first, as the words at the heart of such passwords: years, digits and signs around them and
 * letters written as digits are taken off before the comparison. A list of whole passwords would mostly hold ones
 * that are too short for the policy anyway.
 */
const WORDS = new Set(
  `password passwort passwd passcode admin administrator manager master root user guest test tester testing welcome
   letmein login secret changeme default hello computer internet server system oracle database postgres superman
   batman dragon monkey football baseball basketball sunshine princess iloveyou trustno michael charlie shadow
   qwerty qwertyuiop qwer qweasd qweasdzxc asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc qaz
   wsx qwert asdfg zxcvb poiuytrewq lkjhgfdsa mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh aa aaa aaaa aabb
   summer winter spring autumn monday friday january october november december
   woaini woaiwojia woaizhongguo zhongguo china beijing shanghai wuhan hubei dongxihu huimin minzheng minzhengju
   mima wodemima guanliyuan ceshi yonghu nihao nimen xiaoming zhangsan lisi wangwu laoban gongsi zhengfu
   shequ jiedao shehui jiuzhu dibao yanglao qwertyui pass word pwd key love money lucky office company`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

const lettersOf = (text: string): string => text.replace(/[^a-z]/g, '');

/** Whether nothing but a common word, or a run on the keyboard, is left when the decoration is taken off. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  // Nobody's list of first guesses mixes in Chinese characters.
  if (/[^\x00-\x7f]/.test(lower)) return false;
  const trimmed = lower.replace(/^[^a-z@$]+|[^a-z@$]+$/g, '');
  const candidates = [
    lettersOf(lower),
    lettersOf([...trimmed].map((c) => LEET[c] ?? c).join('')),
    lettersOf([...lower].map((c) => LEET[c] ?? c).join('')),
  ];
  return candidates.some((word) => word === '' || WORDS.has(word) || isTwice(word) || isRun(word));
}

/** adminadmin, testtest. */
const isTwice = (word: string): boolean =>
  word.length % 2 === 0 &&
  word.slice(0, word.length / 2) === word.slice(word.length / 2) &&
  WORDS.has(word.slice(0, word.length / 2));

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
];

/** A stretch of the alphabet or of a row of keys, forwards or backwards. */
const isRun = (word: string): boolean => {
  const back = [...word].toReversed().join('');
  return word.length >= 4 && RUNS.some((run) => run.includes(word) || run.includes(back));
};
