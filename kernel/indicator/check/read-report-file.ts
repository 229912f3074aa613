import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { type DomainError, inputError } from '../../base/errors.ts';
import { decodeXml, xmlScanner } from '../../sheet/scan-xml.ts';
import { openZip } from '../../sheet/zip-guard.ts';

const FILE_BYTES_MAX = 20 * 1024 * 1024;
const TEXT_CHARS_MAX = 2_000_000;
const WORD_BODY = 'word/document.xml';

const tooLarge = (): DomainError =>
  inputError(
    'report-check.too-large',
    '报告过大，最多 20 MB、200 万字：请分成几个文件检查。',
    'The report is too large (20 MB, 2,000,000 characters): check it in parts.',
  );

const notText = (): DomainError =>
  inputError(
    'report-check.not-text',
    '文件不是可读的报告文本：请另存为 .docx，或 UTF-8 编码的 .txt、.md 后再检查。',
    'The file is no readable text: save it as .docx, or as .txt or .md in UTF-8.',
  );

/** The paragraphs of a Word file; cells of a table row are divided by a bar. */
async function readWord(bytes: Buffer): Promise<string> {
  const zip = await openZip(bytes);
  const pieces = zip.findText(WORD_BODY);
  if (pieces === undefined) throw notText();
  const out: string[] = [];
  let inText = false;
  let cells = 0;
  let chars = 0;
  const scanner = xmlScanner({
    open: (name) => {
      if (name === 't') inText = true;
      else if (name === 'tc') cells += 1;
      else if (name === 'tab') out.push(' ');
      else if (name === 'br') out.push('\n');
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'tc') {
        cells -= 1;
        out.push('|');
      } else if (name === 'tr' || (name === 'p' && cells === 0)) out.push('\n');
    },
    text: (raw) => {
      if (!inText) return;
      chars += raw.length;
      if (chars > TEXT_CHARS_MAX) throw tooLarge();
      out.push(decodeXml(raw));
    },
  });
  for await (const piece of pieces) scanner.push(piece);
  scanner.end();
  return out.join('');
}

function readPlain(bytes: Buffer): string {
  if (bytes.includes(0)) throw notText();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    try {
      // Older office computers save plain text in the national encoding.
      return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    } catch {
      throw notText();
    }
  }
}

async function bytesOf(path: string): Promise<Buffer> {
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || !facts.isFile())
    throw inputError(
      'report-check.no-file',
      `找不到文件“${path}”：请核对路径。`,
      `There is no file "${path}".`,
    );
  if (facts.size > FILE_BYTES_MAX) throw tooLarge();
  return readFile(path);
}

/** The text of a report in a .docx, .txt or .md file. Errors: another kind, too large, no text, nothing in it. */
export async function readReport(name: string, bytes: Buffer): Promise<string> {
  const kind = extname(name).toLowerCase();
  if (!['.docx', '.txt', '.md'].includes(kind))
    throw inputError(
      'report-check.file-type',
      `不支持“${kind}”文件：请提供 .docx、.txt 或 .md。`,
      `"${kind}" files are not read: give a .docx, .txt or .md.`,
    );
  if (bytes.length > FILE_BYTES_MAX) throw tooLarge();
  const text = kind === '.docx' ? await readWord(bytes) : readPlain(bytes);
  if (text.trim() === '')
    throw inputError('report-check.empty', '文件中没有文字，无可检查。', 'The file holds no text.');
  if (text.length > TEXT_CHARS_MAX) throw tooLarge();
  return text;
}

/** As readReport, from a file of this machine. */
export const readReportFile = async (path: string): Promise<string> => readReport(path, await bytesOf(path));
