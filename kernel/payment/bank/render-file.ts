import { stringify } from 'csv-stringify/sync';
import { sha256Hex } from '../../base/digest.ts';
import { conflict } from '../../base/errors.ts';
import { fen, formatYuan } from '../../base/fen.ts';
import type { PlainDate } from '../../base/plain-date.ts';
import type { BankFormat, FieldSource, FixedField, FixedFormat, FixedRecord } from './define-bank-format.ts';
import { encodeText } from './encoding.ts';

/** One item as the bank gets it, account number in clear. */
export interface OutgoingItem {
  readonly itemSeq: number;
  readonly attempt: number;
  /** Number at the bank. */
  readonly no: string;
  readonly name: string;
  readonly account: string;
  readonly amountFen: number;
}

export interface BankFile {
  readonly fileNo: string;
  /** Name on disk. */
  readonly name: string;
  /** In the format's encoding; account numbers are in clear only here. */
  readonly content: Buffer;
  readonly items: number;
  readonly totalFen: number;
  /** Over the digits of all account numbers: a changed or lost account shows. */
  readonly hashTotal: string;
  readonly sha256: string;
}

export interface FileFacts {
  readonly fileNo: string;
  readonly date: PlainDate;
  readonly memo: string;
}

const HASH_DIGITS = 18;
const ZERO = 0x30;
const FAULTS_SHOWN_MAX = 20;

/** Every digit times its place, summed: two digits exchanged show, and no account can be told from the sum. */
export const hashTotalOf = (items: readonly Pick<OutgoingItem, 'account'>[]): string => {
  let sum = 0;
  for (const { account } of items) {
    const digits = account.replaceAll(/\D/g, '');
    for (let place = 0; place < digits.length; place++)
      sum += (digits.charCodeAt(place) - ZERO) * (place + 1);
  }
  return String(sum).padStart(HASH_DIGITS, '0');
};

/** Writes one file. Its items have passed `checkItems`; it throws where heading or closing do not fit their fields. */
export function renderFile(format: BankFormat, facts: FileFacts, items: readonly OutgoingItem[]): BankFile {
  const totalFen = items.reduce((sum, item) => sum + item.amountFen, 0);
  const totals = { items: items.length, totalFen, hashTotal: hashTotalOf(items) };
  const file = { ...facts, ...totals };
  const content =
    format.kind === 'delimited'
      ? Buffer.from(
          stringify(
            items.map((item) => format.columns.map(({ source }) => valueOf(format, source, file, item))),
            {
              header: true,
              columns: format.columns.map(({ heading }) => heading),
              bom: true,
              escape_formulas: true,
            },
          ),
          'utf8',
        )
      : renderFixed(format, file, items);
  return {
    fileNo: facts.fileNo,
    name: `${facts.fileNo}.${format.extension}`,
    content,
    ...totals,
    sha256: sha256Hex(content),
  };
}

type Heading = FileFacts & Pick<BankFile, 'items' | 'totalFen' | 'hashTotal'>;

const LINE_END = Buffer.from('\r\n');

function renderFixed(format: FixedFormat, file: Heading, items: readonly OutgoingItem[]): Buffer {
  const line = (record: FixedRecord<FieldSource>, item?: OutgoingItem): Buffer[] => [
    Buffer.from(record.mark),
    ...record.fields.map((field) => {
      const fitted = fit(format, field, valueOf(format, field.source, file, item));
      if ('bytes' in fitted) return fitted.bytes;
      throw refused([{ no: file.fileNo, ...fitted }]);
    }),
    LINE_END,
  ];
  return Buffer.concat([
    ...line(format.header),
    ...items.flatMap((item) => line(format.item, item)),
    ...line(format.trailer),
  ]);
}

function valueOf(format: BankFormat, source: FieldSource, file: Heading, item?: OutgoingItem): string {
  const amount = (amountFen: number): string =>
    format.amounts === 'fen' ? String(amountFen) : formatYuan(fen(amountFen)).replaceAll(',', '');
  switch (source) {
    case 'item-no':
      return item?.no ?? '';
    case 'name':
      return item?.name ?? '';
    case 'account':
      return item?.account ?? '';
    case 'amount':
      return amount(item?.amountFen ?? 0);
    case 'memo':
      return file.memo;
    case 'file-no':
      return file.fileNo;
    case 'date':
      return format.dates === 'YYYYMMDD' ? file.date.replaceAll('-', '') : file.date;
    case 'items':
      return String(file.items);
    case 'total':
      return amount(file.totalFen);
    case 'hash-total':
      return file.hashTotal;
  }
}

type Misfit = { readonly zh: string; readonly en: string };

function fit(format: FixedFormat, field: FixedField<string>, text: string): { bytes: Buffer } | Misfit {
  const encoded = encodeText(text, format.encoding);
  const { zh, en } = field.label;
  if ('lacks' in encoded) {
    const point = `U+${(encoded.lacks.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return {
      zh: `${zh}含有该格式不能表示的字符 ${point}`,
      en: `${en} has the character ${point}, which the encoding lacks`,
    };
  }
  const left = field.bytes - encoded.bytes.length;
  if (left < 0)
    return {
      zh: `${zh}长 ${encoded.bytes.length} 字节，超过 ${field.bytes} 字节`,
      en: `${en} has ${encoded.bytes.length} bytes, more than ${field.bytes}`,
    };
  const filling = Buffer.alloc(left, field.pad === 'zero' ? '0' : ' ');
  return { bytes: Buffer.concat(field.pad === 'zero' ? [filling, encoded.bytes] : [encoded.bytes, filling]) };
}

type Fault = Misfit & { readonly no: string };

/**
 * Checks every item against the fields of the format before anything is written. Errors: conflict 'bank.field' naming
 * the items, never the people, whose name or account is too long or holds what the encoding lacks.
 */
export function checkItems(format: BankFormat, memo: string, items: readonly OutgoingItem[]): void {
  if (format.kind === 'delimited') return;
  const file = { fileNo: '', date: '' as PlainDate, memo, items: 0, totalFen: 0, hashTotal: '' };
  const faults: Fault[] = [];
  for (const item of items) {
    for (const field of format.item.fields) {
      const fitted = fit(format, field, valueOf(format, field.source, file, item));
      if (!('bytes' in fitted)) faults.push({ no: item.no, ...fitted });
    }
  }
  if (faults.length > 0) throw refused(faults);
}

function refused(faults: readonly Fault[]) {
  const first = faults.slice(0, FAULTS_SHOWN_MAX);
  const more = faults.length > FAULTS_SHOWN_MAX;
  return conflict(
    'bank.field',
    `以下明细不符合所选银行文件格式，未生成任何文件：${first.map(({ no, zh }) => `${no} ${zh}`).join('；')}${more ? `……共 ${faults.length} 处` : ''}。请更正后重试，或改用其他格式（--format）。`,
    `These items do not fit the chosen format; no file was written: ${first.map(({ no, en }) => `${no} ${en}`).join('; ')}${more ? `; … ${faults.length} in all` : ''}. Correct them or choose another format (--format).`,
    { faults: faults.length },
  );
}
