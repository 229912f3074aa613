import { accessWordsEn } from './access-words.en.ts';
import { accessWordsZh } from './access-words.zh.ts';
import { bankWordsEn } from './bank-words.en.ts';
import { bankWordsZh } from './bank-words.zh.ts';
import { en as commonEn } from './en.ts';
import { fileWordsEn } from './file-words.en.ts';
import { fileWordsZh } from './file-words.zh.ts';
import { positionWordsEn } from './position-words.en.ts';
import { positionWordsZh } from './position-words.zh.ts';
import { runWordsEn } from './run-words.en.ts';
import { runWordsZh } from './run-words.zh.ts';
import { recoveryWordsEn } from './recovery-words.en.ts';
import { recoveryWordsZh } from './recovery-words.zh.ts';
import { registerWordsEn } from './register-words.en.ts';
import { registerWordsZh } from './register-words.zh.ts';
import { simulationWordsEn } from './simulation-words.en.ts';
import { simulationWordsZh } from './simulation-words.zh.ts';
import { workWordsEn } from './work-words.en.ts';
import { workWordsZh } from './work-words.zh.ts';
import { zh as commonZh } from './zh.ts';

export type { Language } from '../../../../kernel/base/label.ts';
import type { Language } from '../../../../kernel/base/label.ts';

/** One file of words for each part of the application; a key stands in one of them. */
const zh = {
  ...commonZh,
  ...workWordsZh,
  ...accessWordsZh,
  ...registerWordsZh,
  ...fileWordsZh,
  ...positionWordsZh,
  ...bankWordsZh,
  ...runWordsZh,
  ...simulationWordsZh,
  ...recoveryWordsZh,
};
const en = {
  ...commonEn,
  ...workWordsEn,
  ...accessWordsEn,
  ...registerWordsEn,
  ...fileWordsEn,
  ...positionWordsEn,
  ...bankWordsEn,
  ...runWordsEn,
  ...simulationWordsEn,
  ...recoveryWordsEn,
};

export type MessageKey = keyof typeof zh;
export type MessageValues = Readonly<Record<string, string | number>>;

const MESSAGES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { zh, en };

/** The text of a message, with `{name}` replaced by the value of that name. */
export const translate = (language: Language, key: MessageKey, values: MessageValues = {}): string =>
  MESSAGES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(zh, key);

/** The wording of a code the server sends, e.g. code('run-state', 'sent'); a code without wording shows as it is. */
export function translateCode(language: Language, group: string, value: string): string {
  const key = `${group}.${value}`;
  return isMessageKey(key) ? translate(language, key) : value;
}
