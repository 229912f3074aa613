import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { finished } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import { month } from '../../kernel/base/month.ts';
import type { Database, Tx } from '../../kernel/db/database.ts';
import { getProgramme } from '../../kernel/module/get-programme.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import { MonthSchema } from '../../kernel/module/schemas.ts';
import { readBankResults } from '../../kernel/payment/bank-results.ts';
import { type Download, downloadBankFile, downloadManifest } from '../../kernel/payment/bank/download.ts';
import { settlementSheet } from '../../kernel/payment/bank/settlement-sheet.ts';
import { monthSettlement, runSettlement, type Settlement } from '../../kernel/payment/bank/settlement.ts';
import { readStatement } from '../../kernel/payment/bank/statement.ts';
import { getRun } from '../../kernel/payment/run-store.ts';
import type { ServerServices } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const BYTES = 'application/octet-stream';
const UPLOAD_BYTES_MAX = 64 * 1024 * 1024;

const FileTarget = z.object({ name: z.string().min(1).max(80) });
const RunTarget = z.object({ id: z.uuid() });
const MonthTarget = z.object({ month: MonthSchema });
const ResultQuery = z.object({ format: z.string().max(40).optional() });

interface Http {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * What goes to the bank and comes from it as a file: downloads of files, manifests and settlement reports, uploads of
 * results and statements. Not contracts, because they do not speak JSON both ways.
 */
export function bindBankFiles(app: FastifyInstance, db: Database, services: ServerServices): void {
  const within = async <T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.transaction(await services.sessions.actorOf(request), work);
  bindDownloads(app, services, within);
  bindReports(app, services, within);
  app.post('/api/runs/:id/bank-results', { bodyLimit: UPLOAD_BYTES_MAX }, async (request) => {
    const { id } = readInput(RunTarget, Object(request.params));
    const { format } = readInput(ResultQuery, Object(request.query));
    return within(request, async (tx) => {
      requirePermission(tx.actor, 'payment.bank');
      const run = await getRun(tx, id);
      const programme = getProgramme(services.registry, run.programme);
      return readBankResults(tx, programme, run.id, bytesOf(request), services.clock, { format });
    });
  });
  app.post('/api/bank/statements', { bodyLimit: UPLOAD_BYTES_MAX }, (request) =>
    within(request, (tx) => readStatement(tx, bytesOf(request), services.clock)),
  );
}

const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

type Within = <T>(request: FastifyRequest, work: (tx: Tx) => Promise<T>) => Promise<T>;

function bindDownloads(app: FastifyInstance, services: ServerServices, within: Within): void {
  app.get('/api/bank/files/:name', async (request, reply) => {
    const { name } = readInput(FileTarget, Object(request.params));
    const { keyring } = await services.reading();
    return sendBytes(reply, BYTES, await within(request, (tx) => downloadBankFile(tx, keyring, name)));
  });
  app.get('/api/bank/manifests/:name', async (request, reply) => {
    const { name } = readInput(FileTarget, Object(request.params));
    return sendBytes(
      reply,
      'application/json; charset=utf-8',
      await within(request, (tx) => downloadManifest(tx, name)),
    );
  });
}

const disposition = (name: string): string => `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;

const sendBytes = (reply: FastifyReply, type: string, { name, content }: Download): FastifyReply =>
  reply.type(type).header('content-disposition', disposition(name)).send(content);

function bindReports(app: FastifyInstance, { registry }: ServerServices, within: Within): void {
  const answer = (http: Http, name: string, read: (tx: Tx) => Promise<Settlement>): Promise<FastifyReply> =>
    within(http.request, async (tx) => {
      requirePermission(tx.actor, 'payment.read');
      await finished(sendSheet(http.reply, settlementSheet(await read(tx)), name));
      return http.reply;
    });
  app.get('/api/runs/:id/settlement.xlsx', (request, reply) => {
    const { id } = readInput(RunTarget, Object(request.params));
    return answer({ request, reply }, '银行结算报告.xlsx', (tx) => runSettlement(tx, { registry }, id));
  });
  app.get('/api/settlements/:month/report.xlsx', (request, reply) => {
    const asked = readInput(MonthTarget, Object(request.params)).month;
    return answer({ request, reply }, `${asked}银行结算报告.xlsx`, (tx) =>
      monthSettlement(tx, { registry }, month(asked)),
    );
  });
}

function sendSheet(reply: FastifyReply, stream: Readable, name: string): Readable {
  void reply.header('content-disposition', disposition(name)).type(XLSX).send(stream);
  return stream;
}
