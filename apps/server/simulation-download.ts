import type { FastifyInstance } from 'fastify';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import { audit } from '../../kernel/audit/audit.ts';
import type { Database } from '../../kernel/db/database.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import { exportSimulation } from '../../kernel/simulation/export-simulation.ts';
import type { ServerServices } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Target = z.object({ id: z.uuid() });

/** `GET /api/simulations/:id/export`: a result as a workbook, in the reader's jurisdiction. */
export function bindSimulationDownload(app: FastifyInstance, db: Database, services: ServerServices): void {
  app.get('/api/simulations/:id/export', async (request, reply) => {
    const { id } = readInput(Target, Object(request.params));
    const actor = await services.sessions.actorOf(request);
    requirePermission(actor, 'policy.simulate');
    const reading = await services.reading();
    await db.transaction(actor, async (tx) => {
      const sheet = await exportSimulation(tx, reading, id);
      await audit(tx, { action: 'simulation.export', objectKind: 'simulation-scenario', objectId: id });
      void reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent('政策模拟结果.xlsx')}`,
        )
        .type(XLSX)
        .send(sheet);
      // The rows are read while they are sent, so the transaction stays open until the last one.
      await finished(sheet);
    });
    return reply;
  });
}
