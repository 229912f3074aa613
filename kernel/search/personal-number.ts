import { inputError } from '../base/errors.ts';

/** An identity number of 18 or 15 digits, or a mobile phone's. */
const PERSONAL = /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)/;

/**
 * Refuses an identity or phone number in what stands in an address, where logs and histories would keep it. Errors:
 * 'search.personal-number', which names the way that is open. Source: 个人信息保护法 art. 51.
 */
export function refusePersonalNumber(query: string): void {
  if (!PERSONAL.test(query)) return;
  throw inputError(
    'search.personal-number',
    '证件号码和手机号码不能写在网址中查询：请改用 POST /api/search，把查询内容放在请求正文中。',
    'Identity and phone numbers may not stand in an address: use POST /api/search with the words in the body.',
  );
}
