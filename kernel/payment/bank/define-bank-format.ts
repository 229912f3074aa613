import { failed } from '../../base/errors.ts';
import type { Label } from '../../base/label.ts';
import { type BankEncoding, encodeText } from './encoding.ts';
import type { ReturnCode } from './return-code.ts';

/** What a field of an outgoing file holds. */
export type FieldSource =
  | 'item-no'
  | 'name'
  | 'account'
  | 'amount'
  | 'memo'
  | 'file-no'
  | 'date'
  | 'items'
  | 'total'
  | 'hash-total';

export type ResultSource = 'item-no' | 'result' | 'reason-code' | 'reason' | 'items';

/** A field of fixed width: `bytes` in the file's encoding, filled up on the side that its padding says. */
export interface FixedField<S extends string> {
  readonly source: S;
  readonly label: Label;
  readonly bytes: number;
  /** Text stands left and is filled with spaces, numbers stand right and are filled with zeros. */
  readonly pad: 'space' | 'zero';
}

/** The mark at the beginning of a record and what follows it. */
export interface FixedRecord<S extends string> {
  readonly mark: string;
  readonly fields: readonly FixedField<S>[];
}

export type BankAnswer = 'paid' | 'returned' | 'unknown';

interface Common {
  /** Name on the command line and in the API. */
  readonly id: string;
  readonly label: Label;
  readonly encoding: BankEncoding;
  readonly extension: 'csv' | 'txt';
  readonly amounts: 'yuan' | 'fen';
  readonly dates: 'YYYY-MM-DD' | 'YYYYMMDD';
}

/** Columns under headings; every record is an item. */
export interface DelimitedFormat extends Common {
  readonly kind: 'delimited';
  readonly columns: readonly { readonly heading: string; readonly source: FieldSource }[];
}

/** Records of one length, with a heading record and a closing one that carry the control totals. */
export interface FixedFormat extends Common {
  readonly kind: 'fixed';
  readonly header: FixedRecord<FieldSource>;
  readonly item: FixedRecord<FieldSource>;
  readonly trailer: FixedRecord<FieldSource>;
  readonly result: {
    readonly header: FixedRecord<ResultSource | 'file-no' | 'date'>;
    readonly item: FixedRecord<ResultSource>;
    readonly trailer: FixedRecord<ResultSource>;
    readonly answers: Readonly<Record<string, BankAnswer>>;
    readonly reasons: Readonly<Record<string, ReturnCode>>;
  };
}

export type BankFormat = DelimitedFormat | FixedFormat;

/** Declares a format; one that cannot be written or read back is refused when the program starts. */
export function defineBankFormat<F extends BankFormat>(format: F): F {
  const wrong = format.kind === 'fixed' ? faultOfFixed(format) : faultOfColumns(format);
  if (wrong === undefined) return format;
  throw failed(
    'bank.format-declaration',
    `银行文件格式“${format.id}”的声明有误：${wrong.zh}。`,
    `The bank format "${format.id}" is declared wrongly: ${wrong.en}.`,
  );
}

function faultOfColumns({ columns }: DelimitedFormat): Label | undefined {
  const headings = new Set(columns.map(({ heading }) => heading));
  if (headings.size !== columns.length) return { zh: '列名重复', en: 'two columns have one heading' };
  return missingSource(columns.map(({ source }) => source));
}

function faultOfFixed(format: FixedFormat): Label | undefined {
  const { header, item, trailer, result } = format;
  for (const group of [
    [header, item, trailer],
    [result.header, result.item, result.trailer],
  ] as const) {
    const marks = group.map(({ mark }) => mark);
    if (new Set(marks).size !== marks.length || marks.some((mark) => !/^[A-Z0-9]$/.test(mark)))
      return { zh: '记录标识应各为一个不同的字母或数字', en: 'marks are one different letter or digit each' };
  }
  const widths = [header, item, trailer, result.header, result.item, result.trailer].flatMap(({ fields }) =>
    fields.map(({ bytes }) => bytes),
  );
  if (widths.some((bytes) => !Number.isInteger(bytes) || bytes < 1 || bytes > 255))
    return { zh: '字段长度应为1至255字节', en: 'a field has 1 to 255 bytes' };
  if (Object.values(result.answers).length === 0 || !('bytes' in encodeText(item.mark, format.encoding)))
    return { zh: '没有结果代码', en: 'there are no result codes' };
  return missingSource(item.fields.map(({ source }) => source));
}

const NEEDED: readonly FieldSource[] = ['item-no', 'name', 'account', 'amount'];

function missingSource(sources: readonly FieldSource[]): Label | undefined {
  const missing = NEEDED.find((source) => !sources.includes(source));
  return missing === undefined ? undefined : { zh: `明细缺少 ${missing}`, en: `items lack ${missing}` };
}
