import { setTimeout as pause } from 'node:timers/promises';
import type { Keyring } from '../access/cipher.ts';
import type { Clock } from '../base/clock.ts';
import type { Database } from '../db/database.ts';
import type { Registry } from '../module/registry.ts';
import { loadPlaceNames } from '../party/place-names.ts';
import { startBoss } from './boss.ts';
import type { Job } from './define-job.ts';
import { type Delivering, deliverAll, errorCodeOf } from './deliver.ts';
import { catchUp, type JobHost, type JobOutcome, runJob } from './run-job.ts';
import { getSystemAccount } from './system-account.ts';

export interface JobOptions {
  readonly db: Database;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly home: string;
}

/** What jobs and deliveries run with: the system's own account, everything declared, the names of places. */
export async function openJobHost({ db, registry, keyring, clock, home }: JobOptions): Promise<JobHost> {
  const actor = await getSystemAccount(db);
  return { db, actor, home, reading: { registry, keyring, clock, places: await loadPlaceNames(db.pool) } };
}

/** A proposal is there within two seconds of its event; asking for what is due costs one look at an empty index. */
const LOOK_MS = 1_000;

/**
 * Starts the jobs by the clock, makes up for missed runs, and delivers events as they come. Gives what stops all of
 * it, each piece of work finished or rolled back. Failures are told and tried again.
 */
export async function startJobs(
  options: JobOptions,
  jobs: readonly Job[],
  tell: (problem: string) => void,
): Promise<() => Promise<void>> {
  const host = await openJobHost(options);
  const ending = new AbortController();
  const report = ({ job, state, error }: JobOutcome): void => {
    if (state === 'failed') tell(`${job}: ${error ?? ''}`);
  };
  const stopBoss = await startBoss(
    options.db,
    jobs,
    async (job) => report(await runJob(host, job, 'schedule')),
    tell,
  );
  const missed = catchUp(host, jobs, ending.signal).then(
    (outcomes) => outcomes.forEach(report),
    (error: unknown) => tell(errorCodeOf(error)),
  );
  const delivering = deliverUntil(host, ending.signal, tell);
  return async () => {
    ending.abort();
    await Promise.all([stopBoss(), missed, delivering]);
  };
}

async function deliverUntil(
  host: Delivering,
  stop: AbortSignal,
  tell: (problem: string) => void,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const { retry, failed } = await deliverAll(host, stop);
      if (retry + failed > 0) tell(`event-deliveries: ${retry + failed}`);
    } catch (error) {
      tell(`event-deliveries: ${errorCodeOf(error)}`);
    }
    await pause(LOOK_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}
