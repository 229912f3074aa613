import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import { chinaTime } from '../../kernel/base/clock.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { BuiltReport } from '../../kernel/indicator/build-report.ts';
import type { ReportMeta } from '../../kernel/indicator/report/figure-text.ts';
import { figuresJson } from '../../kernel/indicator/report/figures-json.ts';
import { renderDocx } from '../../kernel/indicator/report/render-docx.ts';
import { renderStandaloneHtml } from '../../kernel/indicator/report/render-html.ts';
import { renderMarkdown } from '../../kernel/indicator/report/render-markdown.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import type { ServerServices } from './services.ts';

const DownloadInput = z.object({
  year: z.coerce.number().int().min(1949).max(2999),
  format: z.enum(['docx', 'html', 'md', 'json']),
});
type Format = z.infer<typeof DownloadInput>['format'];

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
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
    const meta = { generatedAt: chinaTime(services.clock.now()), asOf: report.asOf, knownAt: report.knownAt };
    return reply
      .type(MEDIA_TYPES[format])
      .header('content-disposition', disposition(`${report.title}.${format}`, `report-${year}.${format}`))
      .send(await render(report, format, { ...meta, year }));
  });
}

async function render(
  { template, figures }: BuiltReport,
  format: Format,
  meta: ReportMeta & { readonly year: number },
): Promise<string | Buffer> {
  switch (format) {
    case 'docx':
      return renderDocx(template, figures, meta);
    case 'html':
      return renderStandaloneHtml(template, figures, meta);
    case 'md':
      return renderMarkdown(template, figures);
    case 'json':
      return figuresJson(template, figures, meta);
  }
}

/** The name in Chinese (RFC 5987), and a plain one for programs that cannot read it. */
function disposition(name: string, plain: string): string {
  const encoded = encodeURIComponent(name.replaceAll(/[/\\:*?"<>|]/g, '-')).replaceAll(/['()*]/g, escapeChar);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const escapeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
