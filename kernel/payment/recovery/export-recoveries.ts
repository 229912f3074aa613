import type { Readable } from 'node:stream';
import type { z } from 'zod';
import { audit } from '../../audit/audit.ts';
import type { Tx } from '../../db/database.ts';
import type { Reading } from '../../module/reading.ts';
import { readingDay } from '../../party/reading-day.ts';
import { writeSheet } from '../../sheet/write-sheet.ts';
import { AGES } from './ages.ts';
import type { RecoverySelection } from './contract.ts';
import { findRecoveries, selectionSql } from './read-recoveries.ts';

/** More claims than a district has; the file says when it was cut. */
const ROWS_MAX = 50_000;

/** The list of claims as .xlsx, masked, the oldest first. */
export async function exportRecoveries(
  tx: Tx,
  reading: Reading,
  selection: z.output<typeof RecoverySelection>,
): Promise<Readable> {
  const on = await readingDay(tx, reading.clock);
  const rows = await findRecoveries(tx, reading, on, selectionSql(selection, on), ROWS_MAX);
  await audit(tx, {
    action: 'recovery.export',
    objectKind: 'recovery',
    objectId: 'list',
    details: { rows: rows.length, ...selection },
  });
  return writeSheet({
    sheetName: '追缴账龄',
    title: `多发待遇追缴账龄表（截至${on}）${rows.length === ROWS_MAX ? `，仅前${ROWS_MAX}件` : ''}`,
    columns: [
      { header: '办件编号', kind: 'text', width: 26 },
      { header: '街道社区', kind: 'text', width: 26 },
      { header: '收款人', kind: 'text' },
      { header: '项目', kind: 'text' },
      { header: '待遇编号', kind: 'text', width: 22 },
      { header: '多发原因', kind: 'text' },
      { header: '状态', kind: 'text' },
      { header: '登记日期', kind: 'date' },
      { header: '天数', kind: 'integer' },
      { header: '账龄', kind: 'text' },
      { header: '应追缴（元）', kind: 'money' },
      { header: '已收回（元）', kind: 'money' },
      { header: '已核销（元）', kind: 'money' },
      { header: '已撤销（元）', kind: 'money' },
      { header: '未收回（元）', kind: 'money' },
    ],
    rows: rows.map((row) => [
      row.caseNo,
      row.divisionName,
      row.name,
      row.programmeLabel.zh,
      row.awardNo,
      row.cause === null ? `${row.causeLabel.zh}（待核实）` : row.causeLabel.zh,
      row.stateLabel.zh,
      row.openedOn,
      row.days,
      AGES[row.age].label.zh,
      row.claimedFen,
      row.recoveredFen,
      row.waivedFen,
      row.withdrawnFen,
      row.owedFen,
    ]),
  });
}
