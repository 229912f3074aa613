import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { streamXlsxRows, XlsxStreamWriter } from 'hucre/xlsx';
import { readSheet } from '../kernel/sheet/read-sheet.ts';
import type { SheetCell } from '../kernel/sheet/sheet-row.ts';
import { writeCsv } from '../kernel/sheet/write-csv.ts';
import { type ColumnKind, type SheetColumn, writeSheet } from '../kernel/sheet/write-sheet.ts';
import { answerFigures } from './process-task.ts';
import type { SheetTask } from './sheets.ts';

// One task in a process of its own, so that its peak memory is its own. Started by sheets.ts.

const HEADINGS: readonly (readonly [string, ColumnKind])[] = [
  ['姓名', 'text'],
  ['身份证号', 'text'],
  ['性别', 'text'],
  ['出生日期', 'date'],
  ['户口', 'text'],
  ['街道', 'text'],
  ['社区', 'text'],
  ['住址', 'text'],
  ['金额', 'money'],
  ['银行账号', 'text'],
  ['电话', 'text'],
  ['备注', 'text'],
];
const COLUMNS: readonly SheetColumn[] = HEADINGS.map(([header, kind]) => ({ header, kind }));

const two = (n: number): string => String(n).padStart(2, '0');

function* rows(count: number): Generator<SheetCell[]> {
  for (let i = 0; i < count; i++) {
    yield [
      `张${i % 997}`,
      `42011219600101${String(i % 10_000).padStart(4, '0')}`,
      i % 2 === 0 ? '女' : '男',
      `${1940 + (i % 70)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
      '城镇',
      `第${i % 13}街道`,
      `某社区${i % 140}`,
      `幸福路${i % 500}号3栋201`,
      i % 100_000,
      `62170028${10_000_000_000 + i}`,
      `1380000${String(i % 10_000).padStart(4, '0')}`,
      i % 3 === 0 ? `备注${i}` : null,
    ];
  }
}

/** With a table of shared strings, as Excel and WPS save: what an upload looks like. */
async function writeShared(path: string, count: number): Promise<void> {
  const writer = new XlsxStreamWriter({ name: '数据', columns: COLUMNS.map(({ header }) => ({ header })) });
  for (const row of rows(count)) writer.addRow(row);
  await writeFile(path, await writer.finish());
}

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

async function run({ what, path, count: many }: SheetTask): Promise<void> {
  switch (what) {
    case 'write-xlsx':
      return pipeline(
        writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rows(many) }),
        createWriteStream(path),
      );
    case 'write-csv':
      return pipeline(writeCsv({ columns: COLUMNS, rows: rows(many) }), createWriteStream(path));
    case 'write-shared':
      return writeShared(path, many);
    case 'read':
      return drain(readSheet(path, path));
    case 'parse-alone':
      return drain(streamXlsxRows(await readFile(path)));
  }
}

async function answer(task: SheetTask): Promise<void> {
  process.send?.(await answerFigures(() => run(task)));
  process.disconnect();
}

process.once('message', (task: SheetTask) => void answer(task));
