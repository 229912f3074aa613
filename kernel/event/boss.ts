import type { Client, Pool } from 'pg';
import pg from 'pg';
import { type Db, PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import type { Job } from './define-job.ts';

/** A job may take an hour; who needs longer goes on where it stopped in the next run. */
const EXPIRE_SECONDS = 3_600;
const KEEP_SECONDS = 7 * 24 * 3_600;
const QUEUE = {
  // Of one job at most one waits and one runs, however many servers there are.
  policy: 'stately',
  // The next time by the clock is the next attempt; what each run came to stands in job_run.
  retryLimit: 0,
  expireInSeconds: EXPIRE_SECONDS,
  deleteAfterSeconds: KEEP_SECONDS,
} as const;

// Our connections give moments as text; the scheduler counts with them.
const TIMESTAMPTZ: number = pg.types.builtins.TIMESTAMPTZ;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === TIMESTAMPTZ ? (text: string) => new Date(text) : pg.types.getTypeParser(oid, format ?? 'text'),
};

const adapter = (on: Client | Pool): Db => ({
  executeSql: (text, values) => on.query(values === undefined ? { text, types } : { text, values, types }),
});

async function jobsSchema(pool: Pool): Promise<string> {
  const result = await pool.query<{ schema: string }>('select current_schema() as schema');
  return `${result.rows[0]?.schema ?? 'huimin'}_jobs`;
}

/**
 * Makes or migrates the scheduler's schema and its queues as the owner of the tables, and lets the application role
 * work in it: rows only, nothing else.
 */
async function prepare(db: Database, schema: string, jobs: readonly Job[]): Promise<void> {
  await db.asOwner(async (owner) => {
    const boss = new PgBoss({ ...QUIET, db: adapter(owner), schema, migrate: true, schedule: false });
    boss.on('error', () => undefined);
    await boss.start();
    try {
      const there = new Set((await boss.getQueues()).map((queue) => queue.name));
      for (const { id } of jobs) if (!there.has(id)) await boss.createQueue(id, QUEUE);
    } finally {
      await boss.stop({ graceful: false, close: false });
    }
    const role = 'huimin_app';
    await owner.query(`grant usage on schema "${schema}" to ${role}`);
    await owner.query(`grant select, insert, update, delete on all tables in schema "${schema}" to ${role}`);
    await owner.query(`grant usage on all sequences in schema "${schema}" to ${role}`);
    await owner.query(`grant execute on all functions in schema "${schema}" to ${role}`);
  });
}

/** No rebuilding of indexes, no registry of instances: what the application role may not do, or nobody reads. */
const QUIET = {
  supervise: false,
  reindex: false,
  monitorVacuum: false,
  registerInstance: false,
  openTelemetry: { enabled: false },
} as const;

const POLL_SECONDS = 5;
const STOP_PATIENCE_MS = 5_000;

/** Starts the jobs by their times; gives what stops them, waiting a little for one that is under way. */
export async function startBoss(
  db: Database,
  jobs: readonly Job[],
  run: (job: Job) => Promise<void>,
  tell: (problem: string) => void,
): Promise<() => Promise<void>> {
  const schema = await jobsSchema(db.pool);
  await prepare(db, schema, jobs);
  const boss = new PgBoss({ ...QUIET, supervise: true, db: adapter(db.pool), schema, migrate: false });
  boss.on('error', (error) => tell(error.message));
  await boss.start();
  for (const job of jobs) {
    await boss.schedule(job.id, job.cron, null, { tz: 'Asia/Shanghai' });
    await boss.work(job.id, { pollingIntervalSeconds: POLL_SECONDS }, () => run(job));
  }
  const known = new Set(jobs.map((job) => job.id));
  for (const { name } of await boss.getSchedules()) if (!known.has(name)) await boss.unschedule(name);
  return () => boss.stop({ graceful: true, timeout: STOP_PATIENCE_MS, close: false });
}
