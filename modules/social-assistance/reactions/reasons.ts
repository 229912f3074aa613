import { fen, formatYuan } from '../../../kernel/base/fen.ts';
import type { Label } from '../../../kernel/base/label.ts';
import { chineseMonth } from '../../../kernel/base/month.ts';
import { chineseDate, type PlainDate } from '../../../kernel/base/plain-date.ts';
import type { AffectedAward } from './affected-awards.ts';
import type { Effect } from './effects.ts';

const yuanOf = (amountFen: number): string => formatYuan(fen(amountFen));

/** What one award was and would be, from when, and what the months already paid come to. */
export function effectReason(effect: Effect): Label {
  const { award, programme, beforeFen, afterFen, from, inMonth, refusal, paidMonthsFen } = effect;
  const paid = Math.abs(paidMonthsFen);
  const settled =
    paidMonthsFen < 0
      ? { zh: `；已多发${yuanOf(paid)}元，应予追回`, en: `; ${yuanOf(paid)} yuan was paid too much` }
      : paidMonthsFen > 0
        ? { zh: `；已发月份应补发${yuanOf(paid)}元`, en: `; ${yuanOf(paid)} yuan is owed for past months` }
        : { zh: '', en: '' };
  const why =
    refusal === undefined ? { zh: '', en: '' } : { zh: `（${refusal.zh}）`, en: ` (${refusal.en})` };
  return {
    zh: `${award.awardNo} ${programme.label.zh}：自${chineseMonth(from)}起变化，${chineseMonth(inMonth)}由${yuanOf(beforeFen)}元变为${yuanOf(afterFen)}元${why.zh}${settled.zh}。`,
    en: `${award.awardNo} ${programme.label.en}: changes from ${from}; ${inMonth} goes from ${yuanOf(beforeFen)} to ${yuanOf(afterFen)} yuan${why.en}${settled.en}.`,
  };
}

export const endReason = ({ awardNo }: AffectedAward, from: PlainDate): Label => ({
  zh: `${awardNo} 已无享受对象，拟自${chineseDate(from)}起终止。`,
  en: `${awardNo} has nobody left and would end on ${from}.`,
});

/** Who would be paid instead; names are masked as on every list. */
export function successorReason(names: readonly string[], chosen: string | undefined): Label {
  if (chosen !== undefined) {
    return {
      zh: `收款人、户主拟改为家庭成员${chosen}。`,
      en: `The payee and head would be ${chosen} of the family.`,
    };
  }
  return names.length === 0
    ? {
        zh: '收款人需更换，家中没有其他成年成员：采纳时须指定监护人等新的收款人。',
        en: 'The payee must change and no adult is left in the family: choose a guardian or another payee to accept.',
      }
    : {
        zh: `收款人、户主需更换，可选${names.join('、')}：采纳时须指定。`,
        en: `The payee and head must change: choose one of ${names.join(', ')} to accept.`,
      };
}

export const nextRunReason: Label = {
  zh: '采纳后记入台账，下一次发放按此计算差额；采纳前发放不变。',
  en: 'Once accepted it is recorded and the next run pays the difference; until then nothing changes.',
};

export const recordedReason: Label = {
  zh: '情况已由经办登记，下一次发放按此计算差额。',
  en: 'It is on record already; the next run pays the difference.',
};
