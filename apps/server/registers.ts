import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { division } from '../../kernel/base/division.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { requirePermission } from '../../kernel/access/permission.ts';
import { ExportQuery, listRegisters } from '../../kernel/register/contract.ts';
import { listCorrections } from '../../kernel/register/corrections.ts';
import type { RecordDefinition } from '../../kernel/register/define-record.ts';
import { describeRegister } from '../../kernel/register/dictionary.ts';
import { readHistory } from '../../kernel/register/history.ts';
import { listImports, readImport } from '../../kernel/register/import-apply.ts';
import { stageImport } from '../../kernel/register/import-stage.ts';
import { readAddressConditions, readOrder, type Selection } from '../../kernel/register/query.ts';
import { countRecords, type ListQuery, listRecords, readRecord } from '../../kernel/register/read-records.ts';
import {
  exportRecords,
  importTemplate,
  markedImport,
  type SheetFormat,
} from '../../kernel/register/sheets.ts';
import { contractsOf, recordUseCases } from '../../kernel/register/use-cases.ts';
import { sendFile, streamed } from './send-file.ts';
import { readRoute, route, type ServerServices, useCaseRoute } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const UPLOAD_BYTES_MAX = 50 * 1024 * 1024;

/** Every call of every register, made from its declaration. */
export const registerRoutes = (registry: Registry): readonly Route<ServerServices>[] => [
  route(listRegisters, async ({ tx }) => ({
    registers: [...registry.records.values()]
      .filter((record) => tx.actor.permissions.has(`${record.area}.read`))
      .map((record) => describeRegister(record, areaLabel(registry, record), tx.actor)),
  })),
  ...[...registry.records.values()].flatMap((record) => [
    ...readingRoutes(record),
    ...recordUseCases(record).map((useCase) => useCaseRoute(useCase)),
  ]),
];

const areaLabel = (registry: Registry, record: RecordDefinition) =>
  registry.modules.get(record.area)?.label ?? { zh: '人员与家庭', en: 'people and households' };

interface SelectionInput<W> {
  readonly where: W;
  readonly division?: number | undefined;
  readonly ended: Selection['ended'];
}

const selectionOf = ({ where, division: place, ended }: SelectionInput<Selection['where']>): Selection => ({
  where,
  ended,
  ...(place === undefined ? {} : { division: division(place) }),
});

/** The selection of a call whose input stands in its address. */
const addressSelectionOf = (
  record: RecordDefinition,
  { where, ...rest }: Omit<SelectionInput<never>, 'where'> & { readonly where?: string | undefined },
): Selection => selectionOf({ ...rest, where: readAddressConditions(record, where) });

interface PageInput {
  readonly sort?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly columns?: string | undefined;
}

const listQueryOf = (record: RecordDefinition, selection: Selection, input: PageInput): ListQuery => ({
  selection,
  order: readOrder(record, input.sort),
  after: input.after,
  limit: input.limit,
  columns: columnsOf(input.columns),
});

const columnsOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === '' ? [] : text.split(',');

function readingRoutes(record: RecordDefinition): readonly Route<ServerServices>[] {
  const contracts = contractsOf(record);
  return [
    readRoute(contracts.list, async ({ tx, reading, input }) =>
      listRecords(tx, await reading(), record, listQueryOf(record, addressSelectionOf(record, input), input)),
    ),
    readRoute(contracts.count, async ({ tx, reading, input }) => ({
      count: await countRecords(tx, await reading(), record, addressSelectionOf(record, input)),
    })),
    readRoute(contracts.query, async ({ tx, reading, input }) =>
      listRecords(tx, await reading(), record, listQueryOf(record, selectionOf(input), input)),
    ),
    readRoute(contracts.countQuery, async ({ tx, reading, input }) => ({
      count: await countRecords(tx, await reading(), record, selectionOf(input)),
    })),
    readRoute(contracts.read, async ({ tx, reading, input }) =>
      readRecord(tx, await reading(), record, input.id),
    ),
    route(contracts.history, async ({ tx, reading, input }) => {
      const tools = await reading();
      return {
        changes: await readHistory(tx, tools, record, input.id),
        corrections: await listCorrections({ ...tools, tx }, record, input.id),
      };
    }),
    route(contracts.imports, async ({ tx }) => ({ imports: await listImports(tx, record) })),
    route(contracts.readImport, ({ tx, input }) => readImport(tx, record, input.id)),
  ];
}

const ExportInput = ExportQuery.extend({
  where: z.string().max(4000).optional(),
  division: z.coerce.number().int().positive().optional(),
});
const UploadInput = z.object({ fileName: z.string().min(1).max(200) });
const Target = z.object({ id: z.uuid() });

/** The calls whose body is a file: templates, exports, uploads and marked uploads. */
export function bindRegisterFiles(app: FastifyInstance, db: Database, services: ServerServices): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: UPLOAD_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  // Each by its name: a pattern for all would lose against the record's own `/:id`.
  for (const record of services.registry.records.values()) {
    bindDownloads(app, record, db, services);
    bindImports(app, record, db, services);
  }
}

function bindDownloads(
  app: FastifyInstance,
  record: RecordDefinition,
  db: Database,
  services: ServerServices,
): void {
  app.get(`/api/registers/${record.id}/template`, async (request, reply) => {
    requirePermission(await services.sessions.actorOf(request), `${record.area}.write`);
    return sendFile(reply, importTemplate(record), `${record.label.zh}导入模板.xlsx`, XLSX);
  });
  const sendExport = (
    request: FastifyRequest,
    reply: FastifyReply,
    { selection, columns, format }: ExportRequest,
  ): Promise<FastifyReply> => {
    const name = `${record.label.zh}${services.clock.today()}.${format}`;
    return streamed(services, db, { request, reply }, async (tx) =>
      sendFile(
        reply,
        await exportRecords(tx, await services.reading(), record, {
          selection,
          columns: columnsOf(columns),
          format,
        }),
        name,
        format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
      ),
    );
  };
  app.get(`/api/registers/${record.id}/export`, async (request, reply) => {
    const input = readInput(ExportInput, Object(request.query));
    return sendExport(request, reply, { ...input, selection: addressSelectionOf(record, input) });
  });
  app.post(`/api/registers/${record.id}/export`, async (request, reply) => {
    const input = readInput(ExportQuery, Object(request.body));
    return sendExport(request, reply, { ...input, selection: selectionOf(input) });
  });
}

interface ExportRequest {
  readonly selection: Selection;
  readonly columns?: string | undefined;
  readonly format: SheetFormat;
}

function bindImports(
  app: FastifyInstance,
  record: RecordDefinition,
  db: Database,
  services: ServerServices,
): void {
  const at = `/api/registers/${record.id}/imports`;
  app.post(at, { bodyLimit: UPLOAD_BYTES_MAX }, async (request) => {
    const { fileName } = readInput(UploadInput, Object(request.query));
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const actor = await services.sessions.actorOf(request);
    const tools = await services.reading();
    return db.transaction(actor, async (tx) => {
      const id = await stageImport({ ...tools, tx }, record, { fileName, bytes });
      return readImport(tx, record, id);
    });
  });
  app.get(`${at}/:id/marked`, async (request, reply) => {
    const { id } = readInput(Target, Object(request.params));
    return streamed(services, db, { request, reply }, async (tx) => {
      requirePermission(tx.actor, `${record.area}.write`);
      const marked = await markedImport(tx, await services.reading(), record, id);
      return sendFile(reply, marked, `${record.label.zh}导入错误.xlsx`, XLSX);
    });
  });
}
