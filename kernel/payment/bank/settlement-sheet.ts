import type { Readable } from 'node:stream';
import type { SheetCell } from '../../sheet/sheet-row.ts';
import { writeSheet } from '../../sheet/write-sheet.ts';
import type { Settlement } from './settlement.ts';

/** The settlement report as .xlsx: totals, files, reasons, what waits, differences; a line each. */
export function settlementSheet(report: Settlement): Readable {
  const runs = report.runs.map(({ runNo }) => runNo);
  const title = runs.length === 1 ? `${runs[0]} 银行结算报告` : `${report.month} 银行结算报告`;
  return writeSheet({
    sheetName: '结算报告',
    title,
    hint: `批次：${runs.length === 0 ? '无' : runs.join('、')}；${verdictOf(report)}`,
    columns: [
      { header: '项目', kind: 'text', width: 16 },
      { header: '内容', kind: 'text', width: 44 },
      { header: '笔数', kind: 'integer' },
      { header: '金额（元）', kind: 'money', width: 18 },
      { header: '已到账（元）', kind: 'money', width: 18 },
      { header: '退回（元）', kind: 'money', width: 18 },
      { header: '待回盘（元）', kind: 'money', width: 18 },
    ],
    rows: rowsOf(report),
  });
}

function verdictOf({ ties, differences }: Settlement): string {
  if (ties === null) return '仅含本辖区明细，不与总账核对';
  return ties ? '与总账、对账单核对一致' : `有 ${differences.length} 处差异，见表末`;
}

const TOTALS = [
  ['sent', '送银行'],
  ['paid', '已到账'],
  ['returned', '退回'],
  ['waiting', '待回盘'],
  ['unknown', '其中银行暂不能确定'],
  ['reissued', '重发'],
  ['toReissue', '退回待重发'],
  ['held', '暂缓（无账号等）'],
] as const;

const yuanOf = (fen: number): string => (fen / 100).toFixed(2);

function* rowsOf(report: Settlement): Generator<readonly SheetCell[]> {
  for (const [key, label] of TOTALS) yield ['合计', label, report[key].items, report[key].amountFen];
  for (const file of report.files)
    yield ['文件', file.fileNo, file.items, file.totalFen, file.paidFen, file.returnedFen, file.waitingFen];
  for (const { label, items, amountFen } of report.returnCodes)
    yield ['退回原因', label.zh, items, amountFen];
  for (const { no, unknownSince, amountFen } of report.waitingItems)
    yield [
      '待回盘明细',
      unknownSince === null ? no : `${no}（${unknownSince} 银行暂不能确定）`,
      1,
      amountFen,
    ];
  if (report.books !== null) {
    yield ['总账', '在途科目余额', null, report.books.clearingFen];
    yield ['总账', '银行存款支出', null, report.books.paidFen];
  }
  if (report.statement !== null) {
    yield ['对账单', '支出', null, report.statement.outFen];
    yield ['对账单', '收回', null, report.statement.inFen];
  }
  for (const { what, reference, on, oursFen, theirsFen } of report.differences) {
    const place = [reference, on].filter((part) => part !== null).join(' ');
    yield [
      '差异',
      `${what.zh} ${place}：本系统 ${yuanOf(oursFen)}，对方 ${yuanOf(theirsFen)}`,
      null,
      oursFen - theirsFen,
    ];
  }
}
