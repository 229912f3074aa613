import { extname } from 'node:path';
import { type DomainError, inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { openZip } from './zip-guard.ts';

export type SheetKind = 'xlsx' | 'xls' | 'csv';

const KIND_LABELS: Readonly<Record<SheetKind, Label>> = {
  xlsx: { zh: 'Excel 工作簿（.xlsx）', en: 'an Excel workbook (.xlsx)' },
  xls: { zh: 'Excel 97-2003 工作簿（.xls）', en: 'an Excel 97-2003 workbook (.xls)' },
  csv: { zh: '文本表格（.csv）', en: 'a text table (.csv)' },
};

/** What the name of a file promises; other endings promise nothing. WPS writes its .et in the format of .xls. */
const PROMISED: Readonly<Record<string, SheetKind>> = {
  '.xlsx': 'xlsx',
  '.xls': 'xls',
  '.et': 'xls',
  '.csv': 'csv',
};

const foreign = (found: Label): DomainError =>
  inputError(
    'sheet.wrong-type',
    `上传的文件是${found.zh}，不是可以读取的表格：请在电子表格软件中打开，另存为 .xlsx 后再上传。`,
    `The file is ${found.en}, not a table that can be read: open it in a spreadsheet program and save it as .xlsx.`,
  );

/** What a file begins with when it is certainly no table. */
const SIGNATURES: readonly (readonly [string, Label])[] = [
  ['25504446', { zh: ' PDF 文件', en: 'a PDF' }],
  ['ffd8ff', { zh: ' JPEG 图片', en: 'a JPEG picture' }],
  ['89504e47', { zh: ' PNG 图片', en: 'a PNG picture' }],
  ['47494638', { zh: ' GIF 图片', en: 'a GIF picture' }],
  ['52617221', { zh: ' RAR 压缩包', en: 'a RAR archive' }],
  ['377abcaf', { zh: ' 7z 压缩包', en: 'a 7z archive' }],
  ['1f8b', { zh: ' gzip 压缩包', en: 'a gzip archive' }],
  ['4d5a', { zh: '可执行程序', en: 'a program' }],
  ['7f454c46', { zh: '可执行程序', en: 'a program' }],
];
const ZIP = '504b0304';
const EMPTY_ZIP = '504b0506';
const OLE = 'd0cf11e0a1b11ae1';

/** Names of files inside an archive and what the archive therefore is. */
const ARCHIVES: readonly (readonly [RegExp, Label])[] = [
  [/^xl\/workbook\.bin$/, { zh: ' Excel 二进制工作簿（.xlsb）', en: 'a binary Excel workbook (.xlsb)' }],
  [/^word\/document\.xml$/, { zh: ' Word 文档', en: 'a Word document' }],
  [/^ppt\/presentation\.xml$/, { zh: ' PowerPoint 演示文稿', en: 'a PowerPoint presentation' }],
  [/^OFD\.xml$/i, { zh: ' OFD 文件', en: 'an OFD document' }],
  [/^mimetype$/, { zh: ' OpenDocument 文件', en: 'an OpenDocument file' }],
];

/** Throws inputError for an empty file, for what is no table, for a damaged and for an encrypted one. */
async function kindOf(bytes: Buffer): Promise<SheetKind> {
  if (bytes.length === 0) {
    throw inputError('sheet.empty', '文件是空的：请检查后重新上传。', 'The file is empty.');
  }
  const start = bytes.toString('hex', 0, 8);
  if (start.startsWith(ZIP) || start.startsWith(EMPTY_ZIP)) return zipKind(bytes);
  if (start === OLE) return oleKind(bytes);
  const signature = SIGNATURES.find(([hex]) => start.startsWith(hex));
  if (signature !== undefined) throw foreign(signature[1]);
  return textKind(bytes);
}

async function zipKind(bytes: Buffer): Promise<SheetKind> {
  const { names } = await openZip(bytes);
  if ([...names].some((name) => /^(xl\/)?workbook\d*\.xml$/i.test(name))) return 'xlsx';
  const other = ARCHIVES.find(([pattern]) => [...names].some((name) => pattern.test(name)));
  throw foreign(other?.[1] ?? { zh: ' ZIP 压缩包', en: 'a ZIP archive' });
}

const utf16 = (name: string): Buffer => Buffer.from(name, 'utf16le');

/** Streams of a compound file are named in its directory, in UTF-16. */
function oleKind(bytes: Buffer): SheetKind {
  if (bytes.includes(utf16('EncryptedPackage'))) throw encrypted();
  if (bytes.includes(utf16('WordDocument')))
    throw foreign({ zh: ' Word 97-2003 文档', en: 'a Word 97-2003 document' });
  if (bytes.includes(utf16('PowerPoint Document'))) {
    throw foreign({ zh: ' PowerPoint 97-2003 演示文稿', en: 'a PowerPoint 97-2003 presentation' });
  }
  if (bytes.includes(utf16('Workbook')) || bytes.includes(utf16('Book'))) {
    if (isEncryptedXls(bytes)) throw encrypted();
    return 'xls';
  }
  throw foreign({ zh: '未知的复合文档', en: 'an unknown compound file' });
}

const XLS_BEGIN = Buffer.from('0908100000060500', 'hex');
const XLS_BEGIN_BYTES = 20;
const WRITE_PROTECTED = 0x86;
const FILE_PASS = 0x2f;

/** A protected .xls says so right after the record that begins it ([MS-XLS] 2.4.117 FilePass). */
function isEncryptedXls(bytes: Buffer): boolean {
  const begin = bytes.indexOf(XLS_BEGIN);
  if (begin < 0 || begin + 32 > bytes.length) return false;
  const next = begin + XLS_BEGIN_BYTES;
  const first = bytes.readUInt16LE(next);
  const record =
    first === WRITE_PROTECTED ? bytes.readUInt16LE(next + 4 + bytes.readUInt16LE(next + 2)) : first;
  return record === FILE_PASS;
}

const encrypted = (): DomainError =>
  inputError(
    'sheet.encrypted',
    '工作簿设有打开密码，无法读取：请在电子表格软件中取消密码后重新上传。',
    'The workbook is protected by a password: remove it and upload again.',
  );

const SAMPLE_BYTES = 64 * 1024;
const UTF16_BOM = /^(fffe|feff)/;

/** Web pages and XML renamed to .xls are the usual "Excel export" of older systems; Excel warns and opens them. */
function textKind(bytes: Buffer): SheetKind {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const text = sample
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (/^<(!doctype|html|head|body|table|meta)/i.test(text)) {
    throw foreign({ zh: '网页（HTML）', en: 'a web page (HTML)' });
  }
  if (text.startsWith('<')) throw foreign({ zh: ' XML 文件', en: 'an XML file' });
  if (!UTF16_BOM.test(sample.toString('hex', 0, 2)) && sample.includes(0)) {
    throw foreign({ zh: '未知的二进制文件', en: 'an unknown binary file' });
  }
  return 'csv';
}

/**
 * What kind of table a file is, told by its content. A name that promises another kind is refused, because the
 * person who chose the file believes it to be something else.
 */
export async function sheetKindOf(bytes: Buffer, name: string): Promise<SheetKind> {
  const kind = await kindOf(bytes);
  const promised = PROMISED[extname(name).toLowerCase()];
  if (promised === undefined || promised === kind) return kind;
  throw inputError(
    'sheet.name-differs',
    `文件名说是${KIND_LABELS[promised].zh}，内容却是${KIND_LABELS[kind].zh}：请按实际类型改名或另存后再上传。`,
    `The name promises ${KIND_LABELS[promised].en}, the content is ${KIND_LABELS[kind].en}: rename it or save it anew.`,
    { promised, kind },
  );
}
