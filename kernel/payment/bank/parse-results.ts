import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { inputError } from '../../base/errors.ts';
import type { BankAnswer, BankFormat, FixedField, FixedFormat } from './define-bank-format.ts';
import { decodeText } from './encoding.ts';
import { RETURN_CODES, type ReturnCode, returnCodeOf } from './return-code.ts';

const FILE_BYTES_MAX = 64 * 1024 * 1024;
const FAULTS_SHOWN_MAX = 20;
const REASON_CHARS_MAX = 100;

/** One line of a result file. */
export interface ResultLine {
  readonly line: number;
  readonly no: string;
  readonly answer: BankAnswer;
  /** Empty unless the money came back. */
  readonly code: ReturnCode | null;
  readonly reason: string;
}

export interface Fault {
  readonly line: number;
  readonly zh: string;
  readonly en: string;
}

/** Reads a result file in the form that belongs to a format. Errors say what is wrong with which line. */
export function parseResults(format: BankFormat, content: Buffer): ResultLine[] {
  if (content.length > FILE_BYTES_MAX) {
    throw inputError(
      'bank.too-large',
      '回盘文件超过 64 MB：请按批次拆分。',
      'The result file is over 64 MB: split it by run.',
    );
  }
  return format.kind === 'fixed' ? parseFixed(format, content) : parseCsv(content);
}

const ANSWERS = { 成功: 'paid', 退回: 'returned', 未知: 'unknown', 处理中: 'unknown' } as const;

const ResultRow = z.object({
  明细号: z.string().min(1).max(60),
  结果: z.enum(['成功', '退回', '未知', '处理中']),
  原因: z.string().max(REASON_CHARS_MAX).default(''),
});

const COLUMNS = '需要列 明细号、结果（成功/退回/未知）、原因';
const COLUMNS_EN =
  'The columns are 明细号 (item), 结果 (成功 paid / 退回 returned / 未知 unknown), 原因 (reason)';

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: unknown;
}

function readCsv(content: Buffer): CsvRecord[] {
  // What a bank's clerk saved with a spreadsheet program is in GBK.
  const text = decodeText(content, 'utf-8') ?? decodeText(content, 'gb18030') ?? content.toString('utf8');
  try {
    return parse(text, { bom: true, columns: true, skip_empty_lines: true, trim: true, info: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw inputError(
      'bank.unreadable',
      `回盘文件不是可读的 CSV：${reason}`,
      `The result file is not a readable CSV: ${reason}`,
    );
  }
}

function parseCsv(content: Buffer): ResultLine[] {
  const records = readCsv(content);
  if (records.length === 0) throw empty(`${COLUMNS}。`, `${COLUMNS_EN}.`);
  const faults: Fault[] = [];
  const rows = records.flatMap(({ info: { lines: line }, record }): ResultLine[] => {
    const parsed = ResultRow.safeParse(record);
    if (parsed.success) {
      const { 明细号: no, 结果: result, 原因: reason } = parsed.data;
      const answer = ANSWERS[result];
      return [{ line, no, answer, code: answer === 'returned' ? returnCodeOf(reason) : null, reason }];
    }
    for (const { path } of parsed.error.issues) {
      const column = path.join('.');
      faults.push({ line, zh: `${column} 缺失或不正确`, en: `${column} is missing or wrong` });
    }
    return [];
  });
  if (faults.length > 0) throw refused(faults, COLUMNS, COLUMNS_EN);
  return rows;
}

const empty = (zh: string, en: string) =>
  inputError(
    'bank.empty',
    `回盘文件没有数据行，未处理：${zh}`,
    `The result file has no rows; nothing was changed. ${en}`,
  );

/** Lines of bytes: a character of two bytes may hold what looks like another letter, but never a line end. */
function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < content.length;) {
    const end = content.indexOf(0x0a, from);
    const to = end === -1 ? content.length : end;
    lines.push(content.subarray(from, content[to - 1] === 0x0d ? to - 1 : to));
    from = to + 1;
  }
  return lines;
}

const lengthOf = (fields: readonly { readonly bytes: number }[]): number =>
  fields.reduce((sum, { bytes }) => sum + bytes, 1);

type Values = ReadonlyMap<string, string>;

function readFields(
  format: FixedFormat,
  fields: readonly FixedField<string>[],
  bytes: Buffer,
): Values | Omit<Fault, 'line'> {
  const values = new Map<string, string>();
  let from = 1;
  for (const { source, bytes: width, label } of fields) {
    const text = decodeText(bytes.subarray(from, from + width), format.encoding);
    if (text === undefined)
      return { zh: `${label.zh}不是${format.encoding}编码`, en: `${label.en} is not in ${format.encoding}` };
    values.set(source, text.trim());
    from += width;
  }
  return values;
}

function parseFixed(format: FixedFormat, content: Buffer): ResultLine[] {
  const { header, item, trailer, answers, reasons } = format.result;
  const lines = linesOf(content);
  const faults: Fault[] = [];
  const rows: ResultLine[] = [];
  let told: number | undefined;
  for (const [i, bytes] of lines.entries()) {
    const line = i + 1;
    const mark = String.fromCharCode(bytes[0] ?? 0);
    const record = [header, item, trailer].find((one) => one.mark === mark);
    const right = i === 0 ? record === header : i === lines.length - 1 ? record === trailer : record === item;
    if (record === undefined || !right || bytes.length !== lengthOf(record.fields)) {
      faults.push({ line, zh: '记录标识或长度不符', en: 'the mark or length of the record is wrong' });
      continue;
    }
    const values = readFields(format, record.fields, bytes);
    if ('zh' in values) faults.push({ line, ...values });
    else if (record === trailer) told = Number(values.get('items'));
    else if (record === item) {
      const answer = answers[values.get('result') ?? ''];
      if (answer === undefined) faults.push({ line, zh: '结果代码不正确', en: 'the result code is unknown' });
      else rows.push(fixedLine(line, values, answer, reasons));
    }
  }
  const needed = `需要 ${format.label.zh} 回盘：首记录 ${header.mark}、明细 ${item.mark}、尾记录 ${trailer.mark}`;
  const neededEn = `The format is ${format.label.en}: ${header.mark} first, ${item.mark} for items, ${trailer.mark} last`;
  if (lines.length === 0) throw empty(`${needed}。`, `${neededEn}.`);
  if (faults.length === 0 && told !== rows.length) {
    faults.push({
      line: lines.length,
      zh: `尾记录为 ${told} 笔，实有 ${rows.length} 笔`,
      en: `the last record tells of ${told} items, there are ${rows.length}`,
    });
  }
  if (faults.length > 0) throw refused(faults, needed, neededEn);
  if (rows.length === 0) throw empty(`${needed}。`, `${neededEn}.`);
  return rows;
}

function fixedLine(
  line: number,
  values: Values,
  answer: BankAnswer,
  reasons: Readonly<Record<string, ReturnCode>>,
): ResultLine {
  const text = (values.get('reason') ?? '').slice(0, REASON_CHARS_MAX);
  const code =
    answer === 'returned' ? (reasons[values.get('reason-code') ?? ''] ?? returnCodeOf(text)) : null;
  const reason = text === '' && code !== null ? RETURN_CODES[code].zh : text;
  return { line, no: values.get('item-no') ?? '', answer, code, reason };
}

/** The refusal of a whole file, naming the first faults. */
export function refused(faults: readonly Fault[], advice: string, adviceEn: string) {
  const first = faults.slice(0, FAULTS_SHOWN_MAX);
  const shown = first.map((fault) => `第${fault.line}行：${fault.zh}`).join('；');
  const shownEn = first.map((fault) => `line ${fault.line}: ${fault.en}`).join('; ');
  const more = faults.length > FAULTS_SHOWN_MAX ? `……共 ${faults.length} 处` : '';
  return inputError(
    'bank.refused',
    `回盘文件有问题，整个文件未处理：${shown}${more}。${advice}。`,
    `The result file was refused as a whole (${faults.length} faults); nothing was changed: ${shownEn}${more === '' ? '' : '; …'}. ${adviceEn}.`,
    { faults: faults.length },
  );
}
