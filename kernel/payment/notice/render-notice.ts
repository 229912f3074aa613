import { AlignmentType, Paragraph, type Table, TextRun } from 'docx';
import { fen, formatYuan } from '../../base/fen.ts';
import { chineseMonth, month } from '../../base/month.ts';
import { chineseDate, type PlainDate, plainDate } from '../../base/plain-date.ts';
import { docxTable, headCells } from '../../indicator/report/docx-blocks.ts';
import {
  FIRST_LINE_INDENT,
  gridLines,
  HEI,
  officialDocument,
  SONG_TITLE,
} from '../../indicator/report/docx-layout.ts';
import type { PaymentNotice } from './contract.ts';

type Grant = PaymentNotice['grants'][number];

/** Smaller than the text, so that a family's lines stay on one page. */
const TABLE = { size: 24, line: 380 } as const;
const TEXT = 28;
const WIDTHS = [19, 27, 14, 18, 22];

const yuanText = (amount: number): string => formatYuan(fen(amount));

const text = (said: string, options: { readonly head?: boolean } = {}): Paragraph =>
  new Paragraph({
    indent: FIRST_LINE_INDENT,
    spacing: gridLines(1),
    keepNext: options.head === true,
    children: [new TextRun({ text: said, size: TEXT, ...(options.head === true ? { font: HEI } : {}) })],
  });

/** What became of the money, and what the payee has to do about it. */
export function stateText({ state, account, paidFen, settledOn, returnReason, payee }: Grant): string {
  const to = account === null ? `${payee}的账户` : `${payee}的账户（${account}）`;
  const sum = `${yuanText(paidFen)}元`;
  switch (state) {
    case 'paid':
      return `${sum}已于${settledOn === null ? '近日' : chineseDate(plainDate(settledOn))}存入${to}。`;
    case 'sent':
      return `${sum}已交银行，将存入${to}，请留意到账。`;
    case 'ready':
      return `${sum}已核准，将由银行存入${to}。`;
    case 'held':
      return `${sum}因没有登记收款账户，尚未发放：请${payee}带身份证和银行卡到街道民政办登记账户。`;
    case 'returned':
      return `${sum}被银行退回（${returnReason ?? '原因不明'}），尚未发到：请${payee}带身份证和银行卡到街道民政办更正账户。`;
    case 'none':
      return paidFen > 0 ? `${sum}正在办理。` : '本次没有款项发放。';
  }
}

const lineTable = ({ lines }: Grant): Table =>
  docxTable(
    [
      headCells(['所属月份', '项目', '对象', '金额（元）', '说明'], TABLE),
      ...lines.map((line) =>
        [
          chineseMonth(month(line.forMonth)),
          line.componentLabel.zh,
          line.person ?? '全家',
          yuanText(line.amountFen),
          line.reason.zh,
        ].map((said, column) => ({
          align: column === 3 ? ('right' as const) : ('left' as const),
          children: [new TextRun({ text: said, size: TABLE.size })],
        })),
      ),
    ],
    WIDTHS,
    TABLE,
  );

function grantBlocks(grant: Grant): (Paragraph | Table)[] {
  const { programmeLabel, awardNo, runNo, deductions, grantedFen, overpaidFen } = grant;
  return [
    text(`${programmeLabel.zh}（待遇编号${awardNo}，批次${runNo}）`, { head: true }),
    lineTable(grant),
    new Paragraph({ spacing: { line: 200 } }),
    text(`应发合计${yuanText(grantedFen)}元。`),
    ...deductions.map(({ kind, amountFen, caseNo }) =>
      text(
        kind === 'deduction'
          ? `按归还约定从本次发放中抵扣${yuanText(amountFen)}元（追缴编号${caseNo}）。`
          : `其中${yuanText(amountFen)}元您（户）此前已经领取且未交回，相应冲减应交回的款项，不再重复发放（追缴编号${caseNo}）。`,
      ),
    ),
    text(`实发：${stateText(grant)}`),
    ...(overpaidFen > 0
      ? [
          text(
            `以前月份多发${yuanText(overpaidFen)}元，须另行办理交回，区民政局会书面告知；未经书面告知和约定，不会从发放中扣除。`,
          ),
        ]
      : []),
  ];
}

/** Notices on a page each. `printedOn` stands under each of them. */
function noticeBlocks(notice: PaymentNotice, printedOn: PlainDate, isFirst: boolean): (Paragraph | Table)[] {
  const {
    name,
    householdNo,
    divisionName,
    month: of,
    grants,
    claims,
    paidFen,
    streetName,
    districtName,
  } = notice;
  const number = householdNo === null ? '' : `（户编号${householdNo}）`;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      pageBreakBefore: !isFirst,
      spacing: gridLines(2),
      children: [new TextRun({ text: '救助金发放告知单', font: SONG_TITLE, size: 40 })],
    }),
    new Paragraph({
      spacing: gridLines(1),
      children: [new TextRun({ text: `${name}${number}：`, size: TEXT })],
    }),
    text(
      `您（户）${chineseMonth(month(of))}的救助金发放情况如下，共实发${yuanText(paidFen)}元。住址所在：${divisionName}。`,
    ),
    ...grants.flatMap(grantBlocks),
    ...claims.map(({ caseNo, owedFen }) =>
      text(`截至打印之日，尚有多发款${yuanText(owedFen)}元未交回（追缴编号${caseNo}）。`),
    ),
    text(
      `对以上金额有疑问，或者家庭人口、收入、财产有变化的，请向${streetName}民政办或${districtName}民政局询问、告知。`,
    ),
    text(
      '姓名和账号已部分隐去，以保护您的个人信息。请勿把本单内容告诉陌生人，民政部门不会索要密码或验证码。',
    ),
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: gridLines(1),
      children: [new TextRun({ text: `${districtName}民政局  ${chineseDate(printedOn)}`, size: TEXT })],
    }),
  ];
}

/** Payment notices as one Word file, a page each. */
export const renderNotices = (notices: readonly PaymentNotice[], printedOn: PlainDate): Promise<Buffer> =>
  officialDocument(
    '救助金发放告知单',
    notices.flatMap((notice, i) => noticeBlocks(notice, printedOn, i === 0)),
  );
