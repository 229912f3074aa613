import type { FastifyInstance } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { requirePermission } from '../../kernel/access/permission.ts';
import type { Database } from '../../kernel/db/database.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import type { FileOperation } from '../../kernel/module/openapi.ts';
import { readInput } from '../../kernel/module/read-input.ts';
import { getLedger } from '../../kernel/payment/contract.ts';
import * as finance from '../../kernel/payment/finance/contract.ts';
import { readFundStatement } from '../../kernel/payment/finance/fund-statement.ts';
import { readProposals } from '../../kernel/payment/finance/proposal.ts';
import { readClosings, readEntries, readFunds } from '../../kernel/payment/finance/read-finance.ts';
import { fundSheet, subjectSheet } from '../../kernel/payment/finance/statement-sheet.ts';
import {
  readHouseholdStatement,
  readPersonStatement,
} from '../../kernel/payment/finance/subject-statement.ts';
import { useCases } from '../../kernel/payment/finance/use-cases.ts';
import { readLedger } from '../../kernel/payment/read-ledger.ts';
import { route, type ServerServices, useCaseRoute } from './services.ts';

/** The ledger as the finance office reads and works it. */
export const ledgerRoutes: readonly Route<ServerServices>[] = [
  route(getLedger, ({ tx, input }) => readLedger(tx, input)),
  route(finance.listFunds, ({ tx, registry }) => readFunds(tx, registry)),
  route(finance.listEntries, ({ tx, input }) => readEntries(tx, input)),
  route(finance.getFundStatement, ({ tx, registry, input: { fund, ...months } }) =>
    readFundStatement(tx, registry, fund, months),
  ),
  route(finance.getHouseholdStatement, ({ tx, registry, input: { id, ...months } }) =>
    readHouseholdStatement(tx, registry, id, months),
  ),
  route(finance.getPersonStatement, ({ tx, registry, input: { id, ...months } }) =>
    readPersonStatement(tx, registry, id, months),
  ),
  route(finance.listClosings, ({ tx, clock }) => readClosings(tx, clock)),
  route(finance.listProposals, async ({ tx, reading }) => ({
    proposals: await readProposals({ ...(await reading()), tx }),
  })),
  ...useCases.map((useCase) => useCaseRoute(useCase)),
];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PATH = '/api/ledger/statements/:kind/:id/download';

const DownloadInput = z.object({
  kind: z.enum(['funds', 'households', 'people']),
  id: z.string().max(60),
  from: finance.getFundStatement.input.shape.from,
  to: finance.getFundStatement.input.shape.to,
});
const SubjectId = z.object({ id: z.uuid() });

/** The call whose answer is a workbook, for the description of the API. */
export const STATEMENT_DOWNLOAD: FileOperation = {
  method: 'GET',
  path: PATH,
  summary: 'A statement of a fund, household or person as a workbook',
  permission: 'payment.read',
  input: DownloadInput,
  answers: [XLSX],
};

/** `GET /api/ledger/statements/:kind/:id/download`: a statement as .xlsx. Not a contract, because it answers no JSON. */
export function bindStatementDownload(
  app: FastifyInstance,
  db: Database,
  { sessions, registry }: ServerServices,
): void {
  app.get(PATH, async (request, reply) => {
    const actor = await sessions.actorOf(request);
    const given = z.record(z.string(), z.unknown());
    const { kind, id, ...months } = readInput(DownloadInput, {
      ...given.parse(request.query),
      ...given.parse(request.params),
    });
    requirePermission(actor, kind === 'funds' ? 'ledger.read' : 'payment.read');
    const sheet = await db.transaction(actor, async (tx): Promise<Readable> => {
      if (kind === 'funds') return fundSheet(await readFundStatement(tx, registry, id, months));
      const read = kind === 'households' ? readHouseholdStatement : readPersonStatement;
      return subjectSheet(await read(tx, registry, readInput(SubjectId, { id }).id, months));
    });
    return reply
      .type(XLSX)
      .header(
        'content-disposition',
        `attachment; filename="statement.xlsx"; filename*=UTF-8''${encodeURIComponent('对账单.xlsx')}`,
      )
      .send(sheet);
  });
}
