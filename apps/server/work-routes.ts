import * as cases from '../../kernel/case/contract.ts';
import { describeLifecycles } from '../../kernel/case/describe-lifecycles.ts';
import { listLifecycles } from '../../kernel/case/lifecycle-contract.ts';
import { readPostedNotices } from '../../kernel/case/public-notice.ts';
import { readCase, readCases } from '../../kernel/case/read-cases.ts';
import { readReceivers } from '../../kernel/case/receivers.ts';
import { listRelatives } from '../../kernel/case/staff-relatives.ts';
import { useCases as caseUseCases } from '../../kernel/case/use-cases.ts';
import * as events from '../../kernel/event/contract.ts';
import { readDeliveries, readEvents } from '../../kernel/event/read-events.ts';
import { readTask, readTasks } from '../../kernel/event/read-tasks.ts';
import { readColleagues } from '../../kernel/event/work-on-task.ts';
import { readJobs } from '../../kernel/event/run-job.ts';
import { useCases as eventUseCases } from '../../kernel/event/use-cases.ts';
import { listObjectAttachments } from '../../kernel/file/attachment.ts';
import { listAttachments } from '../../kernel/file/contract.ts';
import { useCases as fileUseCases } from '../../kernel/file/use-cases.ts';
import type { Route } from '../../kernel/module/bind-routes.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { listPlaces } from '../../kernel/party/contract.ts';
import { readPlaces } from '../../kernel/party/read-places.ts';
import { search, searchUnseen } from '../../kernel/search/contract.ts';
import { searchKindsOf } from '../../kernel/search/search-kind.ts';
import { refusePersonalNumber } from '../../kernel/search/personal-number.ts';
import { searchRecords } from '../../kernel/search/search-records.ts';
import { allJobs } from './run-jobs.ts';
import { publicRoute, route, type ServerServices, useCaseRoute } from './services.ts';

/** What people work with every day: cases, tasks, events, and the one search box. */
export const workRoutes = (registry: Registry): readonly Route<ServerServices>[] => [
  route(cases.listCases, async ({ tx, reading, input }) => readCases({ ...(await reading()), tx }, input)),
  route(cases.getCaseContract, async ({ tx, reading, input }) =>
    readCase({ ...(await reading()), tx }, input.id),
  ),
  route(listLifecycles, async ({ tx, registry: declared }) => describeLifecycles(declared, tx.actor)),
  publicRoute(cases.listNotices, ({ pool, clock, input }) => readPostedNotices(pool, clock, input)),
  route(cases.listRelativesContract, async ({ tx, input }) => ({
    relatives: await listRelatives(tx, input.username),
  })),

  route(listAttachments, async ({ tx, registry: declared, input }) => ({
    attachments: await listObjectAttachments({ tx, registry: declared }, input.objectKind, input.objectId),
  })),

  route(events.listEvents, async ({ tx, reading, input }) => readEvents(tx, await reading(), input)),
  route(events.listDeliveries, async ({ tx, reading, input }) => readDeliveries(tx, await reading(), input)),
  route(events.listTasks, async ({ tx, reading, input }) => readTasks(tx, await reading(), input)),
  route(events.getTask, async ({ tx, reading, input }) => readTask(tx, await reading(), input.id)),
  route(events.listColleagues, ({ tx, registry: declared, input }) =>
    readColleagues({ tx, registry: declared }, input.id),
  ),
  route(cases.listReceivers, async ({ tx, reading, input }) =>
    readReceivers({ ...(await reading()), tx }, input.id),
  ),
  route(events.listJobs, ({ tx }) => readJobs(tx, allJobs(registry))),

  route(listPlaces, async ({ tx, reading }) => readPlaces(tx, await reading())),

  ...[search, searchUnseen].map((contract) =>
    route(contract, async ({ tx, reading, input }) => {
      if (contract === search) refusePersonalNumber(input.q);
      return searchRecords(tx, await reading(), searchKindsOf(registry), input);
    }),
  ),

  ...[...caseUseCases, ...eventUseCases, ...fileUseCases, ...registry.useCases.values()].map((useCase) =>
    useCaseRoute(useCase),
  ),
];
