import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { rowsIn, workbookEntries, workbookOf, zipOf } from './sample-files.ts';

const cell = (ref: string, value: string, attributes = ''): string =>
  `<c r="${ref}"${attributes}><v>${value}</v></c>`;
const text = (ref: string, value: string): string =>
  `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('a workbook', () => {
  test('rows keep the numbers that the program shows; empty ones are passed over', async () => {
    const rows = await rowsIn(
      workbookOf(`<row r="1">${text('A1', '姓名')}</row><row r="5">${text('C5', ' 张三 ')}</row>`),
      'a.xlsx',
    );
    expect(rows).toEqual([
      { line: 1, cells: ['姓名'], faults: [] },
      { line: 5, cells: [null, null, '张三'], faults: [] },
    ]);
  });

  test('a day is a plain day whatever the time zone, also in the formats of Chinese Excel', async () => {
    const [row] = await rowsIn(
      workbookOf(`<row r="1">${cell('A1', '43922', ' s="1"')}${cell('B1', '43922.5', ' s="1"')}</row>`),
      'a.xlsx',
    );
    expect(row?.cells).toEqual(['2020-04-01', '2020-04-01 12:00:00']);
  });

  test('an identity number kept as a number has lost its last digits and is reported', async () => {
    const [row] = await rowsIn(
      workbookOf(`<row r="1">${cell('A1', '420112196001010000')}${cell('B1', '0.30000000000000004')}</row>`),
      'a.xlsx',
    );
    expect(row?.faults).toMatchObject([
      { column: 0, text: { zh: expect.stringContaining('请把该列设为文本格式后重新填写') } },
    ]);
    expect(row?.cells[1]).toBeCloseTo(0.3);
  });

  test('a formula gives its last value, a broken one is reported', async () => {
    const [row] = await rowsIn(
      workbookOf(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
      ),
      'a.xlsx',
    );
    expect(row?.cells[0]).toBe(2);
    expect(row?.faults).toMatchObject([{ column: 1 }]);
  });

  test('a document type, with which entities are declared, is refused; unknown entities stay as they are', async () => {
    const prologue =
      '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const row = `<row r="1">${text('A1', '&b;&f;&lt;&#20013;&#x6587;')}</row>`;
    await expect(rowsIn(zipOf(workbookEntries(row, prologue)), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.damaged',
    });
    expect((await rowsIn(workbookOf(row), 'a.xlsx'))[0]?.cells).toEqual(['&b;&f;<中文']);
  });

  test('what another program writes: shared and rich strings, days, truth values, sheets that are hidden', async () => {
    const written = await writeXlsx({
      sheets: [
        { name: '隐藏', hidden: true, rows: [['不是这个']] },
        {
          name: '名单',
          rows: [
            ['姓名', '日期'],
            ['张三 & 李四', new Date(Date.UTC(2020, 1, 29))],
            ['张三 & 李四', true],
            [null, null, 0.5],
          ],
        },
      ],
    });
    expect((await rowsIn(Buffer.from(written), 'a.xlsx')).map(({ cells }) => cells)).toEqual([
      ['姓名', '日期'],
      ['张三 & 李四', '2020-02-29'],
      ['张三 & 李四', true],
      [null, null, 0.5],
    ]);
  });

  test('prefixes, other quotes, comments, CDATA, phonetic readings and cells without a reference', async () => {
    const rows = `<x:row><x:c t='inlineStr'><x:is><x:r><x:t>张</x:t></x:r><x:r><x:t xml:space="preserve">三 </x:t></x:r><x:rPh sb="0"><x:t>zhang</x:t></x:rPh></x:is></x:c><!-- <x:c><x:v>9</x:v></x:c> --><x:c
      t="str"><x:f>"&lt;"</x:f><x:v><![CDATA[<&amp;]]></x:v></x:c></x:row><x:row r="7"><x:c/><x:c><x:v>1e3</x:v></x:c></x:row>`;
    expect(await rowsIn(workbookOf(rows), 'a.xlsx')).toEqual([
      { line: 1, cells: ['张三', '<&amp;'], faults: [] },
      { line: 7, cells: [null, 1000], faults: [] },
    ]);
  });

  test('a sheet is found by its name, and a missing one is said to be missing', async () => {
    const book = workbookOf(`<row r="1">${text('A1', '姓名')}</row>`);
    expect(await rowsIn(book, 'a.xlsx', { sheet: '名单' })).toHaveLength(1);
    await expect(rowsIn(book, 'a.xlsx', { sheet: '别的' })).rejects.toMatchObject({
      code: 'sheet.no-such-sheet',
    });
  });
});

describe('limits', () => {
  test('too many rows, too many columns, a cell of a megabyte', async () => {
    const three = workbookOf([1, 2, 3].map((n) => `<row r="${n}">${cell(`A${n}`, '1')}</row>`).join(''));
    await expect(rowsIn(three, 'a.xlsx', { limits: { rowsMax: 2 } })).rejects.toMatchObject({
      code: 'sheet.too-many-rows',
    });
    await expect(rowsIn(workbookOf(`<row r="1">${cell('XFD1', '1')}</row>`), 'a.xlsx')).rejects.toMatchObject(
      {
        code: 'sheet.too-many-columns',
      },
    );
    const [row] = await rowsIn(
      workbookOf(`<row r="1">${text('A1', '长'.repeat(1024 * 1024))}</row>`),
      'a.xlsx',
    );
    expect(row?.faults).toMatchObject([{ column: 0, text: { zh: '内容超过32767个字' } }]);
    expect(row?.cells[0]).toHaveLength(32_767);
  });

  test('a file above the limit is not even opened', async () => {
    await expect(rowsIn(Buffer.alloc(100), 'a.csv', { limits: { bytesMax: 99 } })).rejects.toMatchObject({
      code: 'sheet.too-large',
    });
  });
});

describe('archives that harm', () => {
  test('a bomb is refused by what its directory says, before anything is unpacked', async () => {
    const huge = { path: 'xl/worksheets/sheet1.xml', content: 'x', claimedSize: 600 * 1024 * 1024 };
    await expect(rowsIn(zipOf([...workbookEntries('').slice(0, 5), huge]), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.zip-bomb',
    });
    const dense = { path: 'xl/media/a.bin', content: Buffer.alloc(40 * 1024 * 1024) };
    await expect(rowsIn(zipOf([...workbookEntries(''), dense]), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.zip-bomb',
    });
    const many = Array.from({ length: 2_001 }, (_, i) => ({ path: `xl/media/${i}`, content: 'x' }));
    await expect(rowsIn(zipOf([...workbookEntries(''), ...many]), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.zip-bomb',
    });
  });

  test('one whose directory lies is found out while it is counted', async () => {
    const lying = {
      path: 'xl/worksheets/sheet1.xml',
      content: `<worksheet>${' '.repeat(1024 * 1024)}</worksheet>`,
      claimedSize: 100,
    };
    await expect(rowsIn(zipOf([...workbookEntries(''), lying]), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.damaged',
    });
  });

  test('paths that lead out of the archive, a truncated file, and rubbish are damaged', async () => {
    const outside = { path: '../../etc/cron.d/x', content: 'x' };
    await expect(rowsIn(zipOf([...workbookEntries(''), outside]), 'a.xlsx')).rejects.toMatchObject({
      code: 'sheet.damaged',
    });
    const whole = workbookOf(`<row r="1">${cell('A1', '1')}</row>`);
    for (const part of [whole.subarray(0, whole.length - 30), whole.subarray(0, 200)]) {
      await expect(rowsIn(part, 'a.xlsx')).rejects.toMatchObject({ code: 'sheet.damaged' });
    }
    const broken = workbookEntries('').map((entry) =>
      entry.path.endsWith('workbook.xml') ? { ...entry, content: '<workbook><' } : entry,
    );
    await expect(rowsIn(zipOf(broken), 'a.xlsx')).rejects.toMatchObject({ code: 'sheet.damaged' });
  });
});

describe('what a file is', () => {
  const utf16 = (name: string): Buffer => Buffer.from(name, 'utf16le');
  const ole = (stream: string): Buffer =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(504),
      utf16(stream),
      Buffer.alloc(512),
    ]);

  test.each([
    ['an empty file', Buffer.alloc(0), 'a.xlsx', 'sheet.empty', '空'],
    ['a PDF named .xlsx', Buffer.from('%PDF-1.7\n'), 'a.xlsx', 'sheet.wrong-type', 'PDF'],
    ['a program named .xls', Buffer.from('MZ\u0090\u0000', 'latin1'), 'a.xls', 'sheet.wrong-type', '程序'],
    [
      'a web page named .xls',
      Buffer.from('<html><table></table></html>'),
      'a.xls',
      'sheet.wrong-type',
      '网页',
    ],
    [
      'a Word document',
      zipOf([{ path: 'word/document.xml', content: '<x/>' }]),
      'a.xlsx',
      'sheet.wrong-type',
      'Word',
    ],
    ['any archive', zipOf([{ path: 'a.txt', content: 'x' }]), 'a.xlsx', 'sheet.wrong-type', 'ZIP'],
    ['a text named .xlsx', Buffer.from('姓名,金额\n'), 'a.xlsx', 'sheet.name-differs', '文本表格'],
    ['a workbook named .csv', workbookOf(''), 'a.csv', 'sheet.name-differs', '.xlsx'],
    ['an encrypted workbook', ole('EncryptedPackage'), 'a.xlsx', 'sheet.encrypted', '密码'],
    ['an old Word document', ole('WordDocument'), 'a.xls', 'sheet.wrong-type', 'Word'],
    ['a broken .xls', ole('Workbook'), 'a.xls', 'sheet.damaged', '损坏'],
    ['bytes that are no text', Buffer.from([1, 0, 2, 0, 3]), 'a.csv', 'sheet.wrong-type', '二进制'],
    ['no encoding', Buffer.from([0x41, 0xff, 0xff, 0x0a]), 'a.csv', 'sheet.encoding', '编码'],
  ])('%s is refused and named', async (_, bytes, name, code, words) => {
    await expect(rowsIn(bytes, name)).rejects.toMatchObject({ code, zh: expect.stringContaining(words) });
  });

  test('a protected .xls says so behind its first record', async () => {
    const begin = Buffer.concat([
      Buffer.from('0908100000060500', 'hex'),
      Buffer.alloc(12),
      Buffer.from('2f003600', 'hex'),
      Buffer.alloc(54),
    ]);
    const file = Buffer.concat([ole('Workbook'), begin]);
    await expect(rowsIn(file, 'a.xls')).rejects.toMatchObject({ code: 'sheet.encrypted' });
  });
});

describe('text tables', () => {
  test('as Chinese Excel saves them (GBK), with tabs, with a byte order mark', async () => {
    const gbk = Buffer.from('d0d5c3fb2cbdf0b6ee0ad5c5c8fd2c31320a', 'hex'); // 姓名,金额 / 张三,12
    expect((await rowsIn(gbk, 'a.csv')).map(({ cells }) => cells)).toEqual([
      ['姓名', '金额'],
      ['张三', '12'],
    ]);
    expect((await rowsIn(Buffer.from('\ufeff姓名\t金额\n"张\n三"\t12\n'), 'a.csv'))[1]?.cells).toEqual([
      '张\n三',
      '12',
    ]);
    const utf16 = Buffer.concat([
      Buffer.from('fffe', 'hex'),
      Buffer.from('姓名\t金额\n张三\t12\n', 'utf16le'),
    ]);
    expect((await rowsIn(utf16, 'a.csv'))[1]?.cells).toEqual(['张三', '12']);
  });

  test('a long number in scientific notation is damaged; a quote that never ends is an error', async () => {
    const [row] = await rowsIn(Buffer.from('4.20112E+17,-12.50\n'), 'a.csv');
    expect(row?.faults).toMatchObject([{ column: 0 }]);
    await expect(rowsIn(Buffer.from('a,"b\nc,d\n'), 'a.csv')).rejects.toMatchObject({ code: 'sheet.csv' });
  });
});
