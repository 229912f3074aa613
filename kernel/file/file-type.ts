import { extname } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { type DomainError, inputError } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import { openZip } from '../sheet/zip-guard.ts';

/** How a file is looked at: drawn as a picture, drawn page by page, or only handed out. */
export type FileKind = 'image' | 'pdf' | 'document';

export interface FileType {
  readonly mediaType: string;
  readonly kind: FileKind;
  /** Endings that the name may have. */
  readonly endings: readonly [string, ...string[]];
  readonly label: Label;
}

const OOXML = 'application/vnd.openxmlformats-officedocument';
const type = (
  mediaType: string,
  kind: FileKind,
  endings: readonly [string, ...string[]],
  zh: string,
  en: string,
): FileType => ({ mediaType, kind, endings, label: { zh, en } });

const TYPES = {
  jpg: type('image/jpeg', 'image', ['.jpg', '.jpeg'], 'JPEG 图片', 'a JPEG picture'),
  png: type('image/png', 'image', ['.png'], 'PNG 图片', 'a PNG picture'),
  webp: type('image/webp', 'image', ['.webp'], 'WebP 图片', 'a WebP picture'),
  tif: type('image/tiff', 'image', ['.tif', '.tiff'], 'TIFF 图片', 'a TIFF picture'),
  pdf: type('application/pdf', 'pdf', ['.pdf'], 'PDF 文件', 'a PDF'),
  docx: type(`${OOXML}.wordprocessingml.document`, 'document', ['.docx'], 'Word 文档', 'a Word document'),
  xlsx: type(`${OOXML}.spreadsheetml.sheet`, 'document', ['.xlsx'], 'Excel 工作簿', 'an Excel workbook'),
  doc: type(
    'application/msword',
    'document',
    ['.doc', '.wps'],
    'Word 97-2003 文档',
    'a Word 97-2003 document',
  ),
  xls: type(
    'application/vnd.ms-excel',
    'document',
    ['.xls', '.et'],
    'Excel 97-2003 工作簿',
    'an Excel 97-2003 workbook',
  ),
  ofd: type('application/ofd', 'document', ['.ofd'], 'OFD 文件', 'an OFD document'),
  txt: type('text/plain; charset=utf-8', 'document', ['.txt', '.csv'], '文本文件', 'a text file'),
} as const satisfies Record<string, FileType>;

const refused = (found: Label): DomainError =>
  inputError(
    'file.type-refused',
    `不接受${found.zh}：请上传图片（JPG、PNG、WebP、TIFF）、PDF、OFD、Word、Excel 或纯文本文件。`,
    `${found.en} is not accepted: upload a picture (JPG, PNG, WebP, TIFF), PDF, OFD, Word, Excel or plain text.`,
  );

const ARCHIVE: Label = { zh: '压缩包', en: 'an archive' };
const PROGRAM: Label = { zh: '可执行程序', en: 'a program' };
const MARKUP: Label = { zh: '网页或 SVG、XML 文件', en: 'a web page, SVG or XML file' };
const SCRIPT: Label = { zh: '脚本文件', en: 'a script' };
const UNKNOWN: Label = { zh: '无法识别的文件', en: 'an unknown kind of file' };

const IMAGES: Readonly<Record<string, FileType>> = {
  'image/jpeg': TYPES.jpg,
  'image/png': TYPES.png,
  'image/webp': TYPES.webp,
  'image/tiff': TYPES.tif,
};
const PROGRAMS = /msdownload|x-elf|x-mach|java-vm|wasm|x-msi|dex|x-ms-shortcut|x-deb|x-rpm/;
const ARCHIVES = /zip|rar|7z|tar|compress|xz|lz|zstd|arj|cab|iso9660|x-apple-diskimage/;

/**
 * What a file is, told by its content. Throws inputError: 'file.empty', 'file.type-refused' for what is not kept,
 * 'file.name-differs' when the name says another type, and 'sheet.zip-bomb' or 'sheet.damaged' for its archive.
 */
export async function fileTypeOf(bytes: Buffer, fileName: string): Promise<FileType> {
  if (bytes.length === 0)
    throw inputError('file.empty', '文件是空的：请检查后重新上传。', 'The file is empty.');
  const found = await contentType(bytes);
  const ending = extname(fileName).toLowerCase();
  if (ending === '' || found.endings.includes(ending)) return found;
  throw inputError(
    'file.name-differs',
    `文件名以“${ending.slice(0, 10)}”结尾，内容却是${found.label.zh}：请按实际类型改名后再上传。`,
    `The name ends in another type than the content, which is ${found.label.en}: rename the file.`,
    { mediaType: found.mediaType },
  );
}

const OLE = 'd0cf11e0a1b11ae1';
const PDF_HEAD_BYTES = 1024;

async function contentType(bytes: Buffer): Promise<FileType> {
  const start = bytes.toString('hex', 0, 8);
  if (start.startsWith('504b03') || start.startsWith('504b05')) return zipType(bytes);
  if (start === OLE) return oleType(bytes);
  if (start.startsWith('4d5a')) throw refused(PROGRAM);
  const detected = await fileTypeFromBuffer(bytes);
  if (detected === undefined) {
    // Readers look for the mark of a PDF within the first kilobyte.
    return bytes.subarray(0, PDF_HEAD_BYTES).includes('%PDF-') ? TYPES.pdf : textType(bytes);
  }
  if (detected.mime === 'application/pdf') return TYPES.pdf;
  const image = IMAGES[detected.mime];
  if (image !== undefined) return image;
  if (PROGRAMS.test(detected.mime)) throw refused(PROGRAM);
  if (ARCHIVES.test(detected.mime)) throw refused(ARCHIVE);
  if (detected.mime.endsWith('xml') || detected.mime.endsWith('html')) throw refused(MARKUP);
  throw refused({ zh: `“.${detected.ext}”文件`, en: `a .${detected.ext} file` });
}

async function zipType(bytes: Buffer): Promise<FileType> {
  const { names, prove } = await openZip(bytes);
  const holds = (pattern: RegExp): boolean => [...names].some((name) => pattern.test(name));
  if (holds(/(^|\/)vbaProject\.bin$/i)) {
    throw refused({ zh: '带宏的文档', en: 'a document with macros' });
  }
  const found = (() => {
    if (names.has('word/document.xml')) return TYPES.docx;
    if (names.has('xl/workbook.xml')) return TYPES.xlsx;
    return holds(/^OFD\.xml$/i) ? TYPES.ofd : undefined;
  })();
  if (found === undefined) throw refused(ARCHIVE);
  await prove();
  return found;
}

const utf16 = (name: string): Buffer => Buffer.from(name, 'utf16le');

/** Streams of a compound file are named in its directory, in UTF-16. */
function oleType(bytes: Buffer): FileType {
  if (bytes.includes(utf16('EncryptedPackage'))) {
    throw refused({ zh: '设有打开密码的文档', en: 'a document that asks for a password' });
  }
  if (bytes.includes(utf16('_VBA_PROJECT')))
    throw refused({ zh: '带宏的文档', en: 'a document with macros' });
  if (bytes.includes(utf16('WordDocument'))) return TYPES.doc;
  if (bytes.includes(utf16('Workbook')) || bytes.includes(utf16('Book'))) return TYPES.xls;
  throw refused(UNKNOWN);
}

const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;
const SCRIPT_START = /^(#!|<\?php|@echo\b|\bWScript\.|Set-ExecutionPolicy)/i;
const ENCODINGS = ['utf-8', 'gb18030'] as const;

function textType(bytes: Buffer): FileType {
  const text = decode(bytes);
  if (text === undefined || CONTROL.test(text)) throw refused(UNKNOWN);
  const start = text.trimStart();
  if (SCRIPT_START.test(start)) throw refused(SCRIPT);
  if (start.startsWith('<')) throw refused(MARKUP);
  return TYPES.txt;
}

function decode(bytes: Buffer): string | undefined {
  for (const encoding of ENCODINGS) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one: the next.
    }
  }
  return undefined;
}

const NAME_CHARS_MAX = 200;

/** A file's name as it may be kept and shown: without folders and control characters, at most 200 characters. */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // Marks that turn the direction of writing make 'exe.txt' out of 'txt.exe'.
  const clean = last
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
    .replace(/^\.+/, '');
  if (clean === '') return '未命名';
  if (clean.length <= NAME_CHARS_MAX) return clean;
  const ending = extname(clean).slice(0, 10);
  return clean.slice(0, NAME_CHARS_MAX - ending.length).toWellFormed() + ending;
}
