import { sql } from 'drizzle-orm';
import { uuidv7 } from '../base/ids.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { readingDay } from '../party/reading-day.ts';
import type { listJobs } from './contract.ts';
import { lastDue } from './cron.ts';
import type { Job } from './define-job.ts';
import { type Delivering, errorCodeOf } from './deliver.ts';

/** What jobs run with: as deliveries, and the folder of the installation. */
export interface JobHost extends Delivering {
  readonly home: string;
}

export type StartedBy = 'schedule' | 'catch-up' | 'person';
export interface JobOutcome {
  readonly job: string;
  /** Busy: the same job is running already, here or on another server; nothing was done. */
  readonly state: 'done' | 'failed' | 'busy';
  readonly error?: string;
}

/**
 * Runs a job once, in one transaction with the note that it went through. Two at once are one. A failure is noted
 * with its code and leaves nothing else behind.
 */
export async function runJob(host: JobHost, job: Job, startedBy: StartedBy): Promise<JobOutcome> {
  const { db, actor, home, reading } = host;
  const id = uuidv7();
  try {
    return await db.transaction(actor, async (tx): Promise<JobOutcome> => {
      if (!(await holdJob(tx, job))) return { job: job.id, state: 'busy' };
      const day = await readingDay(tx, reading.clock);
      // Noted in a transaction of its own, so that a run that is killed shows; nothing is written here before the
      // job's own work, which may have to see everything that is finished.
      await db.transaction(actor, (note) => noteStart(note, id, job, day, startedBy));
      const lastDay = await findLastDay(tx, job);
      await job.run({ ...reading, tx, db, home, day, lastDay });
      await tx.db.execute(
        sql`update job_run set state = 'done', finished_at = clock_timestamp() where id = ${id}::uuid`,
      );
      return { job: job.id, state: 'done' };
    });
  } catch (error) {
    const code = errorCodeOf(error);
    await db.transaction(actor, (tx) =>
      tx.db
        .execute(sql`update job_run set state = 'failed', finished_at = clock_timestamp(), last_error = ${code}
                         where id = ${id}::uuid and state = 'running'`),
    );
    return { job: job.id, state: 'failed', error: code };
  }
}

async function holdJob(tx: Tx, job: Job): Promise<boolean> {
  const row = await findRow<{ held: boolean }>(
    tx,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${job.id}@`} || current_schema(), 8)) as held`,
  );
  return row?.held === true;
}

async function noteStart(tx: Tx, id: string, job: Job, day: PlainDate, startedBy: StartedBy): Promise<void> {
  // Whoever wrote these held the lock that is ours now: their process has gone.
  await tx.db.execute(sql`
    update job_run set state = 'failed', finished_at = clock_timestamp(), last_error = 'job.interrupted'
     where job = ${job.id} and state = 'running'`);
  await tx.db.execute(
    sql`insert into job_run (id, job, day, started_by) values (${id}, ${job.id}, ${day}, ${startedBy})`,
  );
}

async function findLastDay(tx: Tx, job: Job): Promise<PlainDate | undefined> {
  const row = await findRow<{ day: PlainDate | null }>(
    tx,
    sql`select max(day) as day from job_run where job = ${job.id} and state = 'done'`,
  );
  return row?.day ?? undefined;
}

/** Runs what should have run while no server was there, and what never ran. */
export async function catchUp(
  host: JobHost,
  jobs: readonly Job[],
  stop?: AbortSignal,
): Promise<JobOutcome[]> {
  const started = await host.db.transaction(host.actor, (tx) =>
    rowsOf<{ job: string; at: number }>(
      tx,
      sql`select job, extract(epoch from max(started_at)) * 1000 as at from job_run where state = 'done' group by job`,
    ),
  );
  const lastStart = new Map(started.map((row) => [row.job, row.at]));
  const outcomes: JobOutcome[] = [];
  for (const job of jobs) {
    if (stop?.aborted === true) break;
    const due = lastDue(job.cron, host.reading.clock.now());
    const last = lastStart.get(job.id);
    const missed = last === undefined || (due !== undefined && last < due.getTime());
    if (missed) outcomes.push(await runJob(host, job, 'catch-up'));
  }
  return outcomes;
}

type JobList = OutputOf<typeof listJobs>;
type LastRun = Omit<JobList['jobs'][number], 'id' | 'label' | 'cron'>;

/** The jobs with their last runs. */
export async function readJobs(tx: Tx, jobs: readonly Job[]): Promise<JobList> {
  const rows = await rowsOf<{ [K in keyof LastRun]: LastRun[K] } & { readonly job: string }>(
    tx,
    sql`select distinct on (job) job, state as "lastState", started_at as "lastStartedAt",
               finished_at as "lastFinishedAt", last_error as "lastError", day as "lastDay"
          from job_run order by job, started_at desc`,
  );
  const lastRuns = new Map(rows.map(({ job, ...run }) => [job, run]));
  const never: LastRun = {
    lastState: null,
    lastStartedAt: null,
    lastFinishedAt: null,
    lastError: null,
    lastDay: null,
  };
  return {
    jobs: jobs.map(({ id, label, cron }) => ({ id, label, cron, ...(lastRuns.get(id) ?? never) })),
  };
}
