import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { inputError } from '../base/errors.ts';
import type { RawRow } from './sheet-row.ts';

const CHUNK_BYTES = 64 * 1024;
const RECORD_CHARS_MAX = 1024 * 1024;
/** Chinese Excel saves CSV in GBK, which GB18030 contains. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

function* textChunks(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield decoder.decode(bytes.subarray(start, start + CHUNK_BYTES), { stream: true });
  }
  yield decoder.decode();
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    for (const chunk of textChunks(bytes, encoding)) if (chunk.includes('\0')) return false;
    return true;
  } catch {
    return false;
  }
}

/** The encoding of a text: by its mark, otherwise the first in which every byte makes sense. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const encoding = ENCODINGS.find((candidate) => decodes(bytes, candidate));
  if (encoding !== undefined) return encoding;
  throw inputError(
    'sheet.encoding',
    '文本的编码无法识别：请在电子表格软件中另存为 .xlsx，或另存为 UTF-8 编码的 CSV 后再上传。',
    'The encoding of the text is unknown: save it as .xlsx or as CSV in UTF-8.',
  );
}

const DELIMITERS = [',', '\t', ';'] as const;
const HEAD_CHARS = 8_192;

/** The separator that the first lines use most. */
function delimiterOf(bytes: Uint8Array, encoding: string): string {
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD_CHARS));
  const count = (delimiter: string): number => head.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

// The apostrophe that keeps a spreadsheet from evaluating a text; writeCsv puts it there.
const GUARDED = /^'(?=['=+\-@\t\r＝＋－＠])/u;
const withoutGuard = (text: string): string => (text.startsWith("'") ? text.replace(GUARDED, '') : text);

/** Rows of a text table in UTF-8, GB18030 or UTF-16. Throws inputError 'sheet.encoding' and 'sheet.csv'. */
export async function* parseCsv(bytes: Uint8Array): AsyncGenerator<RawRow> {
  const encoding = encodingOf(bytes);
  const parser = parse({
    delimiter: delimiterOf(bytes, encoding),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_CHARS_MAX,
  });
  // What goes wrong arrives at the reader of the parser below.
  pipeline(Readable.from(textChunks(bytes, encoding)), parser, () => undefined);
  let line = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      line += 1;
      yield { line, cells: record.map(withoutGuard) };
    }
  } catch {
    throw inputError(
      'sheet.csv',
      `第${line + 1}行起无法读取：引号不成对或一行过长，请在电子表格软件中打开并另存为 .xlsx 后再上传。`,
      `Unreadable from row ${line + 1} on: unpaired quotes or too long a row. Save it as .xlsx and upload again.`,
      { line: line + 1 },
    );
  }
}
