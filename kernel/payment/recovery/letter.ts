import { sql } from 'drizzle-orm';
import { fen, formatYuan } from '../../base/fen.ts';
import { chineseMonth, monthOf } from '../../base/month.ts';
import { chineseDate, type PlainDate } from '../../base/plain-date.ts';
import type { CaseRecord } from '../../case/case-record.ts';
import type { CaseContext, LetterText, ServiceLimit } from '../../case/define-lifecycle.ts';
import { rowsOf } from '../../db/rows.ts';
import { componentLabel, programmeLabel } from '../../module/reading.ts';
import type { LegalSource } from '../../policy/define-programme.ts';
import { CAUSES } from './cause.ts';
import { getClaim } from './effects.ts';
import { deceitSource } from './fine.ts';

export const SERVE_WITHIN: readonly ServiceLimit[] = [
  {
    days: 10,
    kind: 'working',
    assumption: {
      zh: '未查到追缴决定的送达时限，暂按十个工作日',
      en: 'no limit for serving a claim was found; ten working days for now',
    },
  },
];

/** 社会救助暂行办法 art. 13: benefits follow the family's situation; from July 2026 the law of social assistance. */
const CHANGES_2014: LegalSource = {
  title: '社会救助暂行办法',
  number: '国务院令第649号',
  article: '第十三条',
  effectiveFrom: '2014-05-01',
};

/** The rule that benefits follow the situation, and the one on deceit. */
export const claimBasis = (record: CaseRecord): LegalSource[] => {
  const deceit = deceitSource(record.openedOn);
  return deceit.effectiveFrom === CHANGES_2014.effectiveFrom ? [CHANGES_2014, deceit] : [deceit];
};

interface ClaimedMonth extends Record<string, unknown> {
  readonly forMonth: PlainDate;
  readonly component: string;
  readonly amountFen: number;
}

/** Which months, which components and how much, why, and how it is given back. */
export async function claimLetter(context: CaseContext): Promise<LetterText> {
  const { tx, record, registry } = context;
  const claim = await getClaim(context);
  const months = await rowsOf<ClaimedMonth>(
    tx,
    sql`select for_month as "forMonth", component, sum(amount_fen)::bigint as "amountFen" from recovery_line
         where case_id = ${record.id}::uuid group by 1, 2 having sum(amount_fen) <> 0 order by 1, 2`,
  );
  const programme = programmeLabel(registry, claim.programme).zh;
  const cause = CAUSES[claim.cause ?? claim.causeProposed].zh;
  const each = months.map(
    ({ forMonth, component, amountFen }) =>
      `${chineseMonth(monthOf(forMonth))}${componentLabel(registry, claim.programme, component).zh}${yuanText(amountFen)}元`,
  );
  return {
    title: '追回多发救助资金决定书',
    facts: [
      `经${chineseDate(record.openedOn)}核算，你（户）享受的${programme}有下列款项多发：${each.join('，')}，合计${yuanText(claim.claimedFen)}元。`,
      `多发原因：${cause}。`,
    ],
    decision: [
      `追回上述多发款项${yuanText(claim.owedFen)}元（办件编号${record.caseNo}）。`,
      '请自收到本文书之日起三十日内与区民政局约定归还办法：可以一次交回，可以分期交回，也可以经你（户）同意从以后发放的救助金中按规定比例抵扣。确有困难的，可以说明情况。',
    ],
  };
}

const yuanText = (amount: number): string => formatYuan(fen(amount));
