import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import { inputError } from '../../kernel/base/errors.ts';
import { checkReport } from '../../kernel/indicator/check/check-report.ts';
import { readReport } from '../../kernel/indicator/check/read-report-file.ts';
import type { CheckedReport } from '../../kernel/indicator/check/contract.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import type { ServerServices } from './services.ts';

export const ReportUpload = z.object({ fileName: z.string().min(1).max(200) });

const UPLOAD_BYTES_MAX = 20 * 1024 * 1024;
/** About 300 pages: the check takes the server's one thread for less than a second. */
const TEXT_CHARS_MAX = 500_000;

const tooLong = () =>
  inputError(
    'report-check.too-long',
    `报告超过${TEXT_CHARS_MAX / 10_000}万字：请分成几个文件核对，或用命令行 huimin report check。`,
    `The report has more than ${TEXT_CHARS_MAX} characters: check it in parts, or with huimin report check.`,
  );

/** `POST /api/report-checks`: checks the figures of any report. Nothing of it is stored or logged. */
export function bindReportCheck(app: FastifyInstance, { sessions }: ServerServices): void {
  app.post('/api/report-checks', { bodyLimit: UPLOAD_BYTES_MAX }, async (request): Promise<CheckedReport> => {
    requirePermission(await sessions.actorOf(request), 'report.read');
    const { fileName } = readInput(ReportUpload, Object(request.query));
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const text = await readReport(fileName, bytes);
    if (text.length > TEXT_CHARS_MAX) throw tooLong();
    return { text, ...checkReport(text) };
  });
}
