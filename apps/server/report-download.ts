import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import type { Database } from '../../kernel/db/database.ts';
import { REPORT_FORMATS, reportFile, type ReportFormat } from '../../kernel/indicator/write-report.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import type { ServerServices } from './services.ts';

const DownloadInput = z.object({
  year: z.coerce.number().int().min(1949).max(2999),
  format: z.enum(REPORT_FORMATS),
});

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** `GET /api/reports/:year/download/:format`: the report as a file. Not a contract, because it answers no JSON. */
export function bindReportDownload(app: FastifyInstance, db: Database, services: ServerServices): void {
  app.get('/api/reports/:year/download/:format', async (request, reply) => {
    const actor = await services.sessions.actorOf(request);
    requirePermission(actor, 'report.read');
    const { year, format } = readInput(
      DownloadInput,
      z.record(z.string(), z.unknown()).parse(request.params),
    );
    const report = await db.transaction(actor, (tx) =>
      services.reports.buildReport(tx, services.registry, year),
    );
    return reply
      .type(MEDIA_TYPES[format])
      .header('content-disposition', disposition(`${report.title}.${format}`, `report-${year}.${format}`))
      .send(await reportFile(report, format));
  });
}

/** The name in Chinese (RFC 5987), and a plain one for programs that cannot read it. */
function disposition(name: string, plain: string): string {
  const encoded = encodeURIComponent(name.replaceAll(/[/\\:*?"<>|]/g, '-')).replaceAll(/['()*]/g, escapeChar);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const escapeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
