import { z } from 'zod';
import { zhCN, en as enLocale } from 'zod/locales';
import { inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { MonthSchema } from './schemas.ts';

type Issue = z.core.$ZodIssue;

const SHOWN_MAX = 3;
/** As an issue names it. */
const MONTH_PATTERN = `/${z.toJSONSchema(MonthSchema).pattern}/`;

const FORMATS: Readonly<Record<string, Label>> = {
  uuid: { zh: '应为记录编号（UUID）', en: 'must be a record id (UUID)' },
  date: { zh: '应为日期，如 2020-10-31', en: 'must be a date such as 2020-10-31' },
};
const TYPES: Readonly<Record<string, Label>> = {
  string: { zh: '应为文字', en: 'must be text' },
  number: { zh: '应为数字', en: 'must be a number' },
  int: { zh: '应为整数', en: 'must be an integer' },
  boolean: { zh: '应为是或否', en: 'must be true or false' },
};

const zhText = zhCN().localeError;
const enText = enLocale().localeError;
const ownWords = (issue: Issue, locale: typeof zhText): string => {
  const said = locale({ ...issue, input: undefined });
  return typeof said === 'string' ? said : (said?.message ?? '');
};

/** What is expected of a field, in words; the value itself is never repeated, it may be personal. */
function expectation(issue: Issue): Label {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? { zh: ownWords(issue, zhText), en: ownWords(issue, enText) };
    case 'invalid_format': {
      if (issue.pattern === MONTH_PATTERN)
        return { zh: '应为月份，如 2020-10', en: 'must be a month such as 2020-10' };
      return FORMATS[issue.format] ?? { zh: '格式不正确', en: 'has the wrong format' };
    }
    case 'invalid_value': {
      const values = issue.values.map(String);
      return { zh: `应为${values.join('、')}之一`, en: `must be one of ${values.join(', ')}` };
    }
    case 'too_small':
      return { zh: `不得小于 ${issue.minimum}`, en: `must be at least ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { zh: `不得超过 ${issue.maximum} 个字符`, en: `must have at most ${issue.maximum} characters` }
        : { zh: `不得大于 ${issue.maximum}`, en: `must be at most ${issue.maximum}` };
    default:
      return { zh: ownWords(issue, zhText), en: ownWords(issue, enText) };
  }
}

const isAbsent = (input: Readonly<Record<string, unknown>>, issue: Issue): boolean =>
  issue.path.length === 1 && input[String(issue.path[0])] === undefined;

/**
 * Reads a call's input. Throws inputError 'request.input' that names each field that is wrong and what is expected
 * of it; the given values are not repeated.
 */
export function readInput<I extends z.ZodObject>(
  schema: I,
  input: Readonly<Record<string, unknown>>,
): z.output<I> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, SHOWN_MAX);
  const fields = issues.map((issue) => issue.path.join('.'));
  const words = issues.map((issue) => {
    const { zh, en } = expectation(issue);
    return isAbsent(input, issue) ? { zh: `为必填项，${zh}`, en: `is missing and ${en}` } : { zh, en };
  });
  throw inputError(
    'request.input',
    `填写有误：${words.map(({ zh }, i) => `“${fields[i]}”${zh}`).join('；')}。`,
    `Wrong input: ${words.map(({ en }, i) => `"${fields[i]}" ${en}`).join('; ')}.`,
    { fields },
  );
}
