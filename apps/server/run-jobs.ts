import { setTimeout as pause } from 'node:timers/promises';
import { jobs as caseJobs } from '../../kernel/case/jobs.ts';
import type { Job } from '../../kernel/event/define-job.ts';
import { type JobOptions, startJobs } from '../../kernel/event/job-service.ts';
import { kernelJobs } from '../../kernel/event/kernel-jobs.ts';
import type { Registry } from '../../kernel/module/registry.ts';

/** Everything that this system does by the clock. */
export const allJobs = (registry: Registry): readonly Job[] => [
  ...kernelJobs,
  ...caseJobs,
  ...registry.jobs.values(),
];

/** A server may be up before its jobs are: what comes in is served meanwhile. */
const START_AGAIN_MS = 30_000;
const STOP_PATIENCE_MS = 8_000;

/**
 * Starts jobs and deliveries beside the server and gives what stops them. A start that fails, because the database is
 * away for a moment, is told and tried again.
 */
export function runJobs(options: JobOptions, tell: (problem: string) => void): () => Promise<void> {
  const jobs = allJobs(options.registry);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let started: Promise<(() => Promise<void>) | undefined>;
  const start = async (): Promise<(() => Promise<void>) | undefined> => {
    try {
      return await startJobs(options, jobs, tell);
    } catch (error) {
      tell(error instanceof Error ? error.message : String(error));
      if (!stopped) timer = setTimeout(again, START_AGAIN_MS).unref();
      return undefined;
    }
  };
  const again = (): void => {
    started = start();
  };
  started = start();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    const patience = new AbortController();
    // What has not finished by then is rolled back when its connection closes, and done again after the next start.
    await Promise.race([
      started.then((stop) => stop?.()),
      pause(STOP_PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
  };
}
