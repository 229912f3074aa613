import { formatYuan } from '../../../kernel/base/fen.ts';
import { chineseMonth, monthOf } from '../../../kernel/base/month.ts';
import { chineseDate } from '../../../kernel/base/plain-date.ts';
import type { CaseRecord } from '../../../kernel/case/case-record.ts';
import { loadNotices } from '../../../kernel/case/case-store.ts';
import type { CaseContext, LetterText, ServiceLimit } from '../../../kernel/case/define-lifecycle.ts';
import { type LegalSource, type Programme, versionFor } from '../../../kernel/policy/define-programme.ts';
import { dataOf, firstMonth, isNewProcedure, programmeOf } from './application-data.ts';
import { GX2025 } from '../policy/sources.ts';
import { computeProposal, type Proposal } from './compute-proposal.ts';
import { db2012, db2021, tk2021 } from './sources.ts';

/** The rule in force on the day of application, and the procedure by which it was decided. */
export function legalBasis(record: CaseRecord): LegalSource[] {
  const programme = programmeOf(dataOf(record));
  const { sources } = versionFor(programme, monthOf(record.openedOn));
  const procedure = procedureOf(record, programme);
  return [...sources.filter(({ number }) => number !== procedure.number), procedure];
}

function procedureOf(record: CaseRecord, { id }: Programme): LegalSource {
  if (!isNewProcedure(record)) return db2012('审核审批的规定');
  switch (id) {
    case 'tekun':
      return tk2021('审核确认的规定');
    case 'rigid-expenditure':
      return { ...GX2025, article: '第八条、第十条' };
    default:
      return db2021('第三章、第四章审核确认的规定');
  }
}

/** A letter reaches the applicant within three days of the decision, since July 2021 counted in working days. */
export const SERVE_WITHIN: readonly ServiceLimit[] = [
  {
    days: 3,
    kind: 'natural',
    source: db2012('审批结果告知时限'),
    appliesTo: (record) => !isNewProcedure(record),
  },
  { days: 3, kind: 'working', source: db2021('审核确认结果告知时限') },
];

const applied = ({ openedOn, caseNo }: CaseRecord, { label }: Programme): string =>
  `你（户）于${chineseDate(openedOn)}提出${label.zh}申请（办件编号${caseNo}）。`;

/** The letter of a confirmation, with the amount that the rules give for the first month. */
export async function confirmationLetter(context: CaseContext): Promise<LetterText> {
  const { tx, record, clock } = context;
  const programme = programmeOf(dataOf(record));
  const notice = (await loadNotices(tx, record.id)).at(-1);
  const shown =
    notice === undefined
      ? ''
      : `审核意见自${chineseDate(notice.firstDay)}至${chineseDate(notice.lastDay)}公示，公示期间没有成立的异议。`;
  const from = firstMonth(programme, clock.today());
  return {
    title: `${programme.label.zh}确认通知书`,
    facts: [`${applied(record, programme)}经核对家庭经济状况、入户调查和街道审核，符合规定条件。${shown}`],
    decision: [granted(programme, await computeProposal(context), chineseMonth(from))],
  };
}

function granted({ label, cycle }: Programme, { amountFen, people }: Proposal, from: string): string {
  switch (cycle) {
    case 'recognition':
      return `认定你（户）为${label.zh}，自${from}起。家庭人口、收入、财产发生变化的，应当及时告知。`;
    case 'once':
      return `同意给予${label.zh}，救助${people}人，一次性发放${formatYuan(amountFen)}元。`;
    case 'monthly':
      return `同意给予${label.zh}，保障${people}人，自${from}起发放，首月金额${formatYuan(amountFen)}元；以后各月随标准、家庭人口和收入的变化计算。家庭情况发生变化的，应当及时告知。`;
  }
}

/** The letter of a refusal: what was found, and in which respect the conditions are not met. */
export async function refusalLetter(
  { record }: CaseContext,
  { explanation }: { readonly explanation: string },
): Promise<LetterText> {
  const programme = programmeOf(dataOf(record));
  return {
    title: `不予确认${programme.label.zh}通知书`,
    facts: [`${applied(record, programme)}经调查核实：${explanation.replace(/[。；;.\s]+$/u, '')}。`],
    decision: [
      `你（户）的情况不符合${programme.label.zh}的规定条件，决定不予确认。情况发生变化的，可以重新申请。`,
    ],
  };
}
