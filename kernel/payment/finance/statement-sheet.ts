import type { Readable } from 'node:stream';
import type { SheetCell } from '../../sheet/sheet-row.ts';
import { writeSheet } from '../../sheet/write-sheet.ts';
import type { FundStatement } from './fund-statement.ts';
import type { SubjectStatement } from './subject-statement.ts';
import { POSTING_LABELS } from './posting-label.ts';

const period = (from: string | null, to: string | null): string =>
  from === null && to === null ? '全部月份' : `${from ?? '起始'} 至 ${to ?? '最近'}`;

/** A fund's statement as a workbook: opening first, closing last. */
export function fundSheet(statement: FundStatement): Readable {
  const { label, from, to, openingFen, inFen, outFen, closingFen, movements } = statement;
  const rows: SheetCell[][] = [
    [null, '期初余额', null, null, null, null, openingFen],
    ...movements.map((row) => [
      row.bookedOn,
      POSTING_LABELS[row.kind]?.zh ?? row.kind,
      row.memo,
      row.runNo,
      row.inFen,
      row.outFen,
      row.balanceFen,
    ]),
    [null, '合计及期末余额', null, null, inFen, outFen, closingFen],
  ];
  return writeSheet({
    sheetName: '资金对账单',
    title: `${label} 对账单`,
    hint: `期间：${period(from, to)}`,
    columns: [
      { header: '记账日期', kind: 'date' },
      { header: '类型', kind: 'text' },
      { header: '摘要', kind: 'text', width: 34 },
      { header: '批次', kind: 'text' },
      { header: '收入（元）', kind: 'money' },
      { header: '支出（元）', kind: 'money' },
      { header: '余额（元）', kind: 'money' },
    ],
    rows,
  });
}

/** The statement of a household or person as a workbook, with its sum as the last row. */
export function subjectSheet({ name, number, from, to, rows, total }: SubjectStatement): Readable {
  const amounts = (sums: SubjectStatement['total']): SheetCell[] => [
    sums.dueFen,
    sums.paidFen,
    sums.openFen,
    sums.returnedFen,
    sums.overpaidFen,
  ];
  return writeSheet({
    sheetName: '发放对账单',
    title: `${name}${number === null ? '' : `（${number}）`} 发放对账单`,
    hint: `期间：${period(from, to)}`,
    columns: [
      { header: '发放月份', kind: 'text', width: 12 },
      { header: '项目', kind: 'text' },
      { header: '待遇编号', kind: 'text' },
      { header: '批次', kind: 'text' },
      { header: '应发（元）', kind: 'money' },
      { header: '已到账（元）', kind: 'money' },
      { header: '未到账（元）', kind: 'money' },
      { header: '曾退回（元）', kind: 'money' },
      { header: '多发应收回（元）', kind: 'money' },
    ],
    rows: [
      ...rows.map((row) => [row.month, row.programmeLabel.zh, row.awardNo, row.runNo, ...amounts(row)]),
      ['合计', null, null, null, ...amounts(total)],
    ],
  });
}
