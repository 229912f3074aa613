import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import type { Database } from '../../kernel/db/database.ts';
import { absentRecord } from '../../kernel/module/reading.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import { NoticeAsked } from '../../kernel/payment/notice/contract.ts';
import { readPaymentNotice } from '../../kernel/payment/notice/read-notice.ts';
import { renderNotices } from '../../kernel/payment/notice/render-notice.ts';
import { runNotices } from '../../kernel/payment/notice/run-notices.ts';
import { RecoverySelection } from '../../kernel/payment/recovery/contract.ts';
import { exportRecoveries } from '../../kernel/payment/recovery/export-recoveries.ts';
import { sendFile, streamed } from './send-file.ts';
import type { ServerServices } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const Target = z.object({ id: z.uuid() });

/** The calls about payments whose answer is a file: notices for families, the aged list of claims. */
export function bindPaymentFiles(app: FastifyInstance, db: Database, services: ServerServices): void {
  app.get('/api/recoveries/export', async (request, reply) => {
    const selection = readInput(RecoverySelection, Object(request.query));
    return streamed(services, db, { request, reply }, async (tx) => {
      requirePermission(tx.actor, 'payment.read');
      const list = await exportRecoveries(tx, await services.reading(), selection);
      return sendFile(reply, list, `追缴账龄${services.clock.today()}.xlsx`, XLSX);
    });
  });
  app.get('/api/payment-notices/:kind/:id/docx', async (request, reply) => {
    const asked = readInput(NoticeAsked, { ...Object(request.query), ...Object(request.params) });
    return streamed(services, db, { request, reply }, async (tx) => {
      requirePermission(tx.actor, 'payment.read');
      const { notice } = await readPaymentNotice(tx, await services.reading(), asked);
      if (notice === null) throw absentRecord();
      const bytes = await renderNotices([notice], services.clock.today());
      return sendFile(reply, Readable.from([bytes]), `发放告知单${notice.month}.docx`, DOCX);
    });
  });
  app.get('/api/runs/:id/notices', async (request, reply) => {
    const { id } = readInput(Target, Object(request.params));
    return streamed(services, db, { request, reply }, async (tx) => {
      requirePermission(tx.actor, 'payment.read');
      const { stream, fileName, mediaType } = await runNotices(tx, await services.reading(), id);
      return sendFile(reply, stream, fileName, mediaType);
    });
  });
}
