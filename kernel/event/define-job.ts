import { failed } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Database } from '../db/database.ts';
import type { UseCaseContext } from '../module/define-use-case.ts';
import { readCron } from './cron.ts';

/** What a job works with, in one transaction of the system's own account. */
export interface JobContext extends UseCaseContext {
  /** For what needs transactions of its own, such as one for each delivery. */
  readonly db: Database;
  /** Folder of the installation. */
  readonly home: string;
  /** Day of the last run that went through, or undefined when there was none. */
  readonly lastDay: PlainDate | undefined;
  /** The day this run counts for: today, in a demonstration the last day of its data. */
  readonly day: PlainDate;
}

/** Something the system does by the clock. A run that was missed is made up for when the server starts. */
export interface Job {
  /** Stable name. */
  readonly id: string;
  readonly label: Label;
  /** Five fields in China time: minute, hour, day, month, weekday; `*`, numbers, lists, ranges and steps. */
  readonly cron: string;
  run(context: JobContext): Promise<void>;
}

const JOB_ID = /^[a-z][a-z0-9-]{1,40}$/;

/** Declares a job. Throws when its name or its times are not well formed. */
export function defineJob(job: Job): Job {
  if (!JOB_ID.test(job.id)) {
    throw failed('job.id', `任务标识“${job.id}”不合规。`, `The job id "${job.id}" is not allowed.`);
  }
  readCron(job.cron);
  return job;
}
