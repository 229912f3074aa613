import * as indicator from '../../kernel/indicator/contract.ts';
import { getFigureRows, getFigureValue, listFigureValues } from '../../kernel/indicator/figures.ts';
import { renderHtml } from '../../kernel/indicator/report/render-html.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import { readHousehold, readPerson } from '../../kernel/party/read-dossiers.ts';
import * as payment from '../../kernel/payment/contract.ts';
import { readAward } from '../../kernel/payment/read-awards.ts';
import { readLine, readRunLines } from '../../kernel/payment/read-lines.ts';
import { getPaymentNotice } from '../../kernel/payment/notice/contract.ts';
import { readPaymentNotice } from '../../kernel/payment/notice/read-notice.ts';
import { getRecovery, listRecoveries } from '../../kernel/payment/recovery/contract.ts';
import { readRecoveries } from '../../kernel/payment/recovery/read-recoveries.ts';
import { readRecovery } from '../../kernel/payment/recovery/read-recovery.ts';
import { readRun, readRuns } from '../../kernel/payment/read-runs.ts';
import * as position from '../../kernel/payment/position-contract.ts';
import { readPosition } from '../../kernel/payment/read-position.ts';
import * as policy from '../../kernel/policy/contract.ts';
import { readParameters } from '../../kernel/policy/read-parameters.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { accessRoutes } from './access-routes.ts';
import { bankRoutes } from './bank-routes.ts';
import { paymentRoutes } from './payment-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { registerRoutes } from './registers.ts';
import { route, type ServerServices } from './services.ts';
import { simulationRoutes } from './simulation-routes.ts';
import { workRoutes } from './work-routes.ts';

const readingRoutes: readonly Route<ServerServices>[] = [
  ...accessRoutes,

  route(indicator.listFigures, async ({ tx, registry }) => ({
    figures: await listFigureValues(tx, registry),
  })),
  route(indicator.getFigure, ({ tx, registry, input: { id, ...query } }) =>
    getFigureValue(tx, registry, id, query),
  ),
  route(indicator.getFigureRows, ({ tx, registry, input: { id, ...query } }) =>
    getFigureRows(tx, registry, id, query),
  ),
  route(indicator.listReports, async ({ reports }) => ({ reports: [...reports.listReportYears()] })),
  route(indicator.getReport, async ({ tx, registry, reports, input: { year } }) => {
    const { template, figures, title, asOf, knownAt } = await reports.buildReport(tx, registry, year);
    return {
      year,
      title,
      asOf,
      knownAt,
      html: renderHtml(template, figures),
      figures: [...figures.values()],
    };
  }),

  route(payment.listRuns, async ({ tx, registry }) => ({ runs: await readRuns(tx, { registry }) })),
  route(payment.getRun, ({ tx, registry, clock, input }) => readRun(tx, { registry, clock }, input.id)),
  route(payment.getRunLines, async ({ tx, reading, input }) => readRunLines(tx, await reading(), input)),
  route(payment.getLine, async ({ tx, reading, input }) => readLine(tx, await reading(), input)),
  route(payment.getAward, async ({ tx, reading, input }) => readAward(tx, await reading(), input)),
  route(payment.getHousehold, async ({ tx, reading, input }) => readHousehold(tx, await reading(), input.id)),
  route(payment.getPerson, async ({ tx, reading, input }) => readPerson(tx, await reading(), input.id)),
  route(position.getHouseholdPosition, ({ tx, registry, input }) =>
    readPosition(tx, { registry }, { kind: 'household', ...input }),
  ),
  route(position.getPersonPosition, ({ tx, registry, input }) =>
    readPosition(tx, { registry }, { kind: 'person', ...input }),
  ),
  route(listRecoveries, async ({ tx, reading, input }) => readRecoveries(tx, await reading(), input)),
  route(getRecovery, async ({ tx, reading, input }) => readRecovery(tx, await reading(), input.id)),
  route(getPaymentNotice, async ({ tx, reading, input }) => readPaymentNotice(tx, await reading(), input)),
  ...bankRoutes,

  route(policy.listParameters, ({ tx, registry }) => readParameters(tx, { registry })),
];

/** Every contract of the API with what answers it. */
export const routesOf = (registry: Registry): readonly Route<ServerServices>[] => [
  ...readingRoutes,
  ...paymentRoutes,
  ...ledgerRoutes,
  ...workRoutes(registry),
  ...registerRoutes(registry),
  ...simulationRoutes,
];
