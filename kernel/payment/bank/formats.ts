import { inputError } from '../../base/errors.ts';
import type { Label } from '../../base/label.ts';
import {
  type BankFormat,
  defineBankFormat,
  type FieldSource,
  type FixedField,
  type FixedFormat,
  type ResultSource,
} from './define-bank-format.ts';

/** The columns that scripts of bureaus and banks read: never changed, a new layout is a new format. */
const csv = defineBankFormat({
  id: 'csv',
  label: { zh: 'CSV（UTF-8）', en: 'CSV (UTF-8)' },
  kind: 'delimited',
  encoding: 'utf-8',
  extension: 'csv',
  amounts: 'yuan',
  dates: 'YYYY-MM-DD',
  columns: [
    { heading: '明细号', source: 'item-no' },
    { heading: '户名', source: 'name' },
    { heading: '账号', source: 'account' },
    { heading: '金额', source: 'amount' },
    { heading: '摘要', source: 'memo' },
  ],
});

const field = <S extends FieldSource | ResultSource>(
  source: S,
  label: Label,
  bytes: number,
  pad: 'space' | 'zero' = 'space',
): FixedField<S> => ({ source, label, bytes, pad });

const fileNo = field('file-no', { zh: '文件号', en: 'file' }, 30);
const date = field('date', { zh: '日期', en: 'date' }, 8);
const itemNo = field('item-no', { zh: '明细号', en: 'item' }, 30);
const items = field('items', { zh: '笔数', en: 'items' }, 8, 'zero');
const total = field('total', { zh: '合计金额（分）', en: 'total in fen' }, 18, 'zero');

// Widths are those that agency-payment files of commercial banks commonly have; a bank's own layout is declared beside.
const layout = {
  kind: 'fixed',
  extension: 'txt',
  amounts: 'fen',
  dates: 'YYYYMMDD',
  header: { mark: 'H', fields: [fileNo, date, items, total] },
  item: {
    mark: 'D',
    fields: [
      itemNo,
      field('account', { zh: '账号', en: 'account' }, 32),
      field('name', { zh: '户名', en: 'name' }, 60),
      field('amount', { zh: '金额（分）', en: 'amount in fen' }, 15, 'zero'),
      field('memo', { zh: '摘要', en: 'memo' }, 60),
    ],
  },
  trailer: {
    mark: 'T',
    fields: [items, total, field('hash-total', { zh: '账号校验和', en: 'hash total' }, 18, 'zero')],
  },
  result: {
    header: { mark: 'H', fields: [fileNo, date] },
    item: {
      mark: 'D',
      fields: [
        itemNo,
        field('result', { zh: '结果代码', en: 'result code' }, 2),
        field('reason-code', { zh: '原因代码', en: 'reason code' }, 4),
        field('reason', { zh: '原因', en: 'reason' }, 60),
      ],
    },
    trailer: { mark: 'T', fields: [items] },
    answers: { '00': 'paid', '01': 'returned', '02': 'unknown' },
    reasons: {
      '0001': 'closed',
      '0002': 'name_mismatch',
      '0003': 'frozen',
      '0004': 'limit',
      '9999': 'other',
    },
  },
} as const satisfies Omit<FixedFormat, 'id' | 'label' | 'encoding'>;

const fixed = defineBankFormat({
  ...layout,
  id: 'fixed',
  label: { zh: '定长文本（GB 18030）', en: 'fixed width (GB 18030)' },
  encoding: 'gb18030',
});

const fixedGbk = defineBankFormat({
  ...layout,
  id: 'fixed-gbk',
  label: {
    zh: '定长文本（GBK，不支持生僻字的银行系统）',
    en: 'fixed width (GBK, for banks without rare characters)',
  },
  encoding: 'gbk',
});

const fixedUtf8 = defineBankFormat({
  ...layout,
  id: 'fixed-utf8',
  label: { zh: '定长文本（UTF-8）', en: 'fixed width (UTF-8)' },
  encoding: 'utf-8',
});

export const BANK_FORMATS: readonly BankFormat[] = [csv, fixed, fixedGbk, fixedUtf8];
export const DEFAULT_FORMAT = csv.id;

export function getBankFormat(id: string): BankFormat {
  const format = BANK_FORMATS.find((one) => one.id === id);
  if (format !== undefined) return format;
  const known = BANK_FORMATS.map((one) => one.id).join(', ');
  throw inputError(
    'bank.format-unknown',
    `没有银行文件格式“${id.slice(0, 40)}”：可用 ${known}。`,
    `There is no bank format "${id.slice(0, 40)}": use ${known}.`,
  );
}
