import { z } from 'zod';
import { AttachmentUpload } from '../../kernel/file/contract.ts';
import { REPORT_FORMATS } from '../../kernel/indicator/write-report.ts';
import type { FileOperation } from '../../kernel/module/openapi.ts';
import { ExportQuery } from '../../kernel/register/contract.ts';
import { NoticeAsked } from '../../kernel/payment/notice/contract.ts';
import { RecoverySelection } from '../../kernel/payment/recovery/contract.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { STATEMENT_DOWNLOAD } from './ledger-routes.ts';
import { ReportUpload } from './report-check.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const BYTES = 'application/octet-stream';
const OWN_ID = z.object({ id: z.uuid() });

const REPORT: FileOperation = {
  method: 'GET',
  path: '/api/reports/:year/download/:format',
  summary: 'A report as a file',
  permission: 'report.read',
  input: z.object({ year: z.int(), format: z.enum(REPORT_FORMATS) }),
  answers: [DOCX, 'text/html', 'text/markdown', 'application/json'],
};

const REPORT_CHECK: FileOperation = {
  method: 'POST',
  path: '/api/report-checks',
  summary: 'Checks the figures of any report (.docx, .txt, .md) against each other; nothing is stored',
  permission: 'report.read',
  input: ReportUpload,
  sends: BYTES,
  answers: ['application/json'],
};

const SIMULATION: FileOperation = {
  method: 'GET',
  path: '/api/simulations/:id/export',
  summary: 'The result of a scenario as a workbook, names masked',
  permission: 'policy.simulate',
  input: OWN_ID,
  answers: [XLSX],
};

const ATTACHMENTS: readonly FileOperation[] = [
  {
    method: 'POST',
    path: '/api/attachments',
    summary: 'Adds a file to a record: what it is in the address, the bytes as they are in the body',
    permission: 'attachment.write',
    input: AttachmentUpload,
    sends: BYTES,
    answers: ['application/json'],
  },
  {
    method: 'GET',
    path: '/api/attachments/:id/content',
    summary: 'The file itself',
    permission: 'attachment.read',
    input: OWN_ID,
    answers: ['application/pdf', 'image/*', BYTES],
  },
  {
    method: 'GET',
    path: '/api/attachments/:id/thumbnail',
    summary: 'A small picture of its first page',
    permission: 'attachment.read',
    input: OWN_ID,
    answers: ['image/webp'],
  },
];

const BANK: readonly FileOperation[] = [
  {
    method: 'GET',
    path: '/api/bank/files/:name',
    summary: 'A file for the bank by its number, account numbers in clear; every download is on record',
    permission: 'payment.bank',
    input: z.object({ name: z.string().min(1).max(80) }),
    answers: [BYTES],
  },
  {
    method: 'GET',
    path: '/api/bank/manifests/:name',
    summary: 'The signed list of files that were handed over at one time',
    permission: 'payment.read',
    input: z.object({ name: z.string().min(1).max(80) }),
    answers: ['application/json'],
  },
  {
    method: 'POST',
    path: '/api/runs/:id/bank-results',
    summary: 'Reads a result file of the bank: all of it or none of it',
    permission: 'payment.bank',
    input: OWN_ID.extend({ format: z.string().max(40).optional() }),
    sends: BYTES,
    answers: ['application/json'],
  },
  {
    method: 'POST',
    path: '/api/bank/statements',
    summary: 'Reads a statement of the treasury account',
    permission: 'payment.bank',
    input: z.object({}),
    sends: BYTES,
    answers: ['application/json'],
  },
  {
    method: 'GET',
    path: '/api/runs/:id/settlement.xlsx',
    summary: 'The settlement report of a run as a workbook',
    permission: 'payment.read',
    input: OWN_ID,
    answers: [XLSX],
  },
  {
    method: 'GET',
    path: '/api/settlements/:month/report.xlsx',
    summary: 'The settlement report of a month as a workbook',
    permission: 'payment.read',
    input: z.object({ month: z.string() }),
    answers: [XLSX],
  },
];

const PAYMENTS: readonly FileOperation[] = [
  {
    method: 'GET',
    path: '/api/recoveries/export',
    summary: 'The aged list of claims as a workbook, masked',
    permission: 'payment.read',
    input: RecoverySelection,
    answers: [XLSX],
  },
  {
    method: 'GET',
    path: '/api/payment-notices/:kind/:id/docx',
    summary: 'The payment notice of a household or person for a month as a Word file, masked',
    permission: 'payment.read',
    input: NoticeAsked,
    answers: [DOCX],
  },
  {
    method: 'GET',
    path: '/api/runs/:id/notices',
    summary: 'The payment notices of a run, a page each: a Word file, or an archive of several',
    permission: 'payment.read',
    input: OWN_ID,
    answers: [DOCX, 'application/zip'],
  },
];

/** The calls whose body or answer is a file, for the description of the API. */
export const fileOperationsOf = ({ records }: Pick<Registry, 'records'>): readonly FileOperation[] => [
  REPORT,
  REPORT_CHECK,
  SIMULATION,
  STATEMENT_DOWNLOAD,
  ...ATTACHMENTS,
  ...BANK,
  ...PAYMENTS,
  ...[...records.values()].flatMap(({ id, area, label }): FileOperation[] => [
    {
      method: 'GET',
      path: `/api/registers/${id}/template`,
      summary: `${label.en}: the workbook to fill in for an import`,
      permission: `${area}.write`,
      input: z.object({}),
      answers: [XLSX],
    },
    {
      method: 'GET',
      path: `/api/registers/${id}/export`,
      summary: `${label.en}: a list as a file, masked as the account may see it`,
      permission: `${area}.export`,
      input: z.object({
        where: z.string().max(4000).optional(),
        division: z.int().optional(),
        ended: z.enum(['without', 'with', 'only']).default('without'),
        columns: z.string().max(2000).optional(),
        format: z.enum(['xlsx', 'csv']).default('xlsx'),
      }),
      answers: [XLSX, 'text/csv'],
    },
    {
      method: 'POST',
      path: `/api/registers/${id}/export`,
      summary: `${label.en}: a list as a file, asked for by personal values`,
      permission: `${area}.export`,
      input: z.object({}),
      body: ExportQuery,
      answers: [XLSX, 'text/csv'],
    },
    {
      method: 'POST',
      path: `/api/registers/${id}/imports`,
      summary: `${label.en}: uploads a workbook or CSV file and checks every row; nothing is recorded yet`,
      permission: `${area}.write`,
      input: z.object({ fileName: z.string().min(1).max(200) }),
      sends: BYTES,
      answers: ['application/json'],
    },
    {
      method: 'GET',
      path: `/api/registers/${id}/imports/:id/marked`,
      summary: `${label.en}: the uploaded rows with what is wrong beside each`,
      permission: `${area}.write`,
      input: OWN_ID,
      answers: [XLSX],
    },
  ]),
];
