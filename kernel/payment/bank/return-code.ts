import type { Label } from '../../base/label.ts';

/** Why the bank gave money back, in the few kinds that somebody can act on. */
export const RETURN_CODES = {
  closed: { zh: '账户已销户', en: 'account closed' },
  name_mismatch: { zh: '户名与账号不符', en: 'name does not belong to the account' },
  frozen: { zh: '账户冻结或止付', en: 'account frozen' },
  limit: { zh: '超过账户限额', en: 'over the limit of the account' },
  other: { zh: '其他原因', en: 'another reason' },
} as const satisfies Record<string, Label>;

export type ReturnCode = keyof typeof RETURN_CODES;

// Order matters: 「户名不符」 says more than 「账户异常」 in the same text.
const WORDS: readonly (readonly [ReturnCode, RegExp])[] = [
  ['name_mismatch', /(户名|姓名|名称).*(不符|不一致|错误)|(不符|不一致).*(户名|姓名)|账号户名/],
  ['closed', /销户|已注销|已关户|关闭|撤销|账户不存在|无此账号|结清/],
  ['frozen', /冻结|止付|挂失|睡眠|久悬|不收不付|停用|暂停/],
  ['limit', /限额|超限|额度|[ⅡⅢ二三]类户/],
];

/** The kind of a reason that the bank gives in Chinese words. */
export const returnCodeOf = (reason: string): ReturnCode =>
  WORDS.find(([, pattern]) => pattern.test(reason))?.[0] ?? 'other';
