import type { UseCase } from '../module/define-use-case.ts';
import { reportEvent } from './report-event.ts';
import { retryDelivery, skipDelivery } from './settle-delivery.ts';
import * as task from './work-on-task.ts';

/** What people do with events, their deliveries and tasks. */
export const useCases: readonly UseCase[] = [
  reportEvent,
  retryDelivery,
  skipDelivery,
  task.claimTask,
  task.releaseTask,
  task.handOverTask,
  task.completeTask,
  task.acceptTask,
  task.rejectTask,
];
