import { Readable } from 'node:stream';
import { fromBufferPromise } from 'yauzl';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { markErrors } from './mark-errors.ts';
import { bytesOf, rowsIn } from './sample-files.ts';
import type { SheetCell } from './sheet-row.ts';
import { writeCsv } from './write-csv.ts';
import { type SheetColumn, writeSheet } from './write-sheet.ts';
import { writeTemplate } from './write-template.ts';

const COLUMNS: readonly SheetColumn[] = [
  { header: '姓名', kind: 'text' },
  { header: '金额', kind: 'money' },
  { header: '日期', kind: 'date' },
  { header: '人数', kind: 'integer' },
];
/** What a spreadsheet would take for a formula if it were typed in. */
const EVALUATED = ['=1+1', '+1+1', '-1+1', '@SUM(1,1)', "=cmd|' /C calc'!A0", '＝1+1', "'=1+1", '-'] as const;
const rowsWith = (texts: readonly string[]): SheetCell[][] =>
  texts.map((text) => [text, -1234, '2020-02-29', -5]);

async function partOf(bytes: Buffer, path: string): Promise<string> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== path) continue;
    return (await bytesOf(await zip.openReadStreamPromise(entry))).toString('utf8');
  }
  throw new Error(`there is no ${path}`);
}
const sheetOf = (bytes: Buffer): Promise<string> => partOf(bytes, 'xl/worksheets/sheet1.xml');

describe('an exported workbook', () => {
  test('what begins like a formula is text, a negative number is a number', async () => {
    const bytes = await bytesOf(
      writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rowsWith(EVALUATED) }),
    );
    expect(await sheetOf(bytes)).not.toContain('<f');
    const [, first, ...others] = await rowsIn(bytes, 'a.xlsx');
    expect(first?.cells).toEqual(['=1+1', -12.34, '2020-02-29', -5]);
    expect(others.map(({ cells }) => cells[0])).toEqual(EVALUATED.slice(1));
  });

  test('another reader finds the same: text, yuan, day, count', async () => {
    const bytes = await bytesOf(
      writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rowsWith(['张三']) }),
    );
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]?.name).toBe('数据');
    expect(sheets[0]?.rows[1]).toEqual(['张三', -12.34, new Date(Date.UTC(2020, 1, 29)), -5]);
  });

  test('identity numbers stay whole, dates that are none stay as they were written', async () => {
    const rows = [
      ['420112196001010017', 5, '2020-02-30', 1],
      [420112, 5, '不详', 1],
    ];
    const read = await rowsIn(
      await bytesOf(writeSheet({ sheetName: '数据', columns: COLUMNS, rows })),
      'a.xlsx',
    );
    expect(read[1]).toMatchObject({ cells: ['420112196001010017', 0.05, '2020-02-30', 1], faults: [] });
    expect(read[2]?.cells).toEqual(['420112', 0.05, '不详', 1]);
  });

  test('markup, control characters, half characters and escapes of the format come back as text', async () => {
    const texts = ['<b>&"\'</b>', 'a\u0001b', 'x\ud800', '_x0041_', '第一行\n第二行'];
    const bytes = await bytesOf(writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rowsWith(texts) }));
    const read = await rowsIn(bytes, 'a.xlsx');
    expect(read.slice(1).map(({ cells }) => cells[0])).toEqual([
      '<b>&"\'</b>',
      'a\ufffdb',
      'x\ufffd',
      '_x0041_',
      '第一行\n第二行',
    ]);
  });

  test('a text longer than a cell is cut and says so', async () => {
    const [, row] = await rowsIn(
      await bytesOf(
        writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rowsWith(['长'.repeat(40_000)]) }),
      ),
      'a.xlsx',
    );
    expect(row?.cells[0]).toHaveLength(32_767);
    expect(row?.cells[0]).toMatch(/已截断）$/);
  });

  test('the same rows give the same bytes, and a sheet is never named what spreadsheets refuse', async () => {
    const write = () =>
      bytesOf(writeSheet({ sheetName: "'a/b:c[1]*?'", columns: COLUMNS, rows: rowsWith(['甲']) }));
    const bytes = await write();
    expect(await write()).toEqual(bytes);
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain('name="a b c 1');
  });

  test('rows that fail end the stream with their error and are closed when the reader goes away', async () => {
    const closed: string[] = [];
    async function* rows(fails: boolean): AsyncGenerator<SheetCell[]> {
      try {
        for (let i = 0; i < 1_000_000; i++) {
          if (fails && i === 10) throw new Error('connection lost');
          yield ['甲', 1, null, 1];
        }
      } finally {
        closed.push(String(fails));
      }
    }
    await expect(
      bytesOf(writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rows(true) })),
    ).rejects.toThrow('connection lost');
    const stream = writeSheet({ sheetName: '数据', columns: COLUMNS, rows: rows(false) });
    for await (const _ of stream) break;
    await expect.poll(() => closed).toEqual(['true', 'false']);
  });
});

describe('an exported text table', () => {
  test('guards what begins like a formula, leaves numbers alone, and reads back as it was', async () => {
    const bytes = await bytesOf(writeCsv({ columns: COLUMNS, rows: rowsWith([...EVALUATED, '张,"三"']) }));
    const lines = bytes.toString('utf8').split('\r\n');
    expect(lines[0]).toBe('\ufeff姓名,金额,日期,人数');
    expect(lines[1]).toBe("'=1+1,-12.34,2020-02-29,-5");
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^"?['张]/);
    const read = await rowsIn(bytes, 'a.csv');
    expect(read.slice(1).map(({ cells }) => cells[0])).toEqual([...EVALUATED, '张,"三"']);
  });
});

describe('a marked table', () => {
  const source = Buffer.from('导入名单\n姓名,金额\n张三,12\n=1+1,-5\n李四,7\n');
  const faults = [
    { line: 4, column: 1, text: '金额不能为负' },
    { line: 4, column: 0, text: '姓名不正确' },
    { line: 4, text: '与第3行重复' },
  ];
  const marked = (onlyBadRows: boolean) =>
    bytesOf(markErrors({ source, name: 'a.csv', headerLine: 2, onlyBadRows }, faults));

  test('says in front of each row what is wrong and colours the cells', async () => {
    const bytes = await marked(false);
    expect((await rowsIn(bytes, 'a.xlsx')).map(({ cells }) => cells)).toEqual([
      [null, '导入名单'],
      ['错误', '姓名', '金额'],
      [null, '张三', '12'],
      ['金额不能为负；姓名不正确；与第3行重复', '=1+1', '-5'],
      [null, '李四', '7'],
    ]);
    const sheet = await sheetOf(bytes);
    const look = (ref: string): string => new RegExp(`r="${ref}" s="(\\d+)"`).exec(sheet)?.[1] ?? '';
    expect(look('B4')).toBe(look('C4'));
    expect(look('B4')).not.toBe(look('B3'));
  });

  test('shows the rows with faults alone, below the headings', async () => {
    expect((await rowsIn(await marked(true), 'a.xlsx')).map(({ cells }) => cells[1])).toEqual([
      '导入名单',
      '姓名',
      '=1+1',
    ]);
  });
});

describe('a template', () => {
  test('has title, hints, headings, drop-down lists and text format for identity numbers', async () => {
    const bytes = await bytesOf(
      writeTemplate({
        sheetName: '组织',
        title: '社会组织导入模板',
        columns: [
          { header: '身份证号', kind: 'text', required: true, hint: '18位' },
          { header: '类型', kind: 'text', required: false, choices: ['社会团体', '基金会', '甲,乙'] },
        ],
        preparedRows: 99_999,
      }),
    );
    expect((await rowsIn(bytes, 'a.xlsx')).map(({ cells }) => cells)).toEqual([
      ['社会组织导入模板'],
      ['必填：18位', '选填：从下拉列表中选择'],
      ['身份证号', '类型'],
    ]);
    const sheet = await sheetOf(bytes);
    expect(sheet).toContain('sqref="B4:B10003"');
    expect(sheet).toContain('<formula1>选项!$A$1:$A$3</formula1>');
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain('name="选项" sheetId="2" state="hidden"');
    expect(await partOf(bytes, 'xl/styles.xml')).toContain('<xf numFmtId="49"');
  });
});

test('rows beyond the limit of a sheet go on to the next one, under the same headings', async () => {
  const rows = Readable.from(Array.from({ length: 1_048_577 }, () => ['甲']));
  const bytes = await bytesOf(writeSheet({ sheetName: '数据', columns: COLUMNS.slice(0, 1), rows }));
  expect(await partOf(bytes, 'xl/workbook.xml')).toContain('name="数据(2)"');
  expect((await rowsIn(bytes, 'a.xlsx', { sheet: '数据(2)' })).map(({ cells }) => cells)).toEqual([
    ['姓名'],
    ['甲'],
    ['甲'],
  ]);
}, 120_000);
