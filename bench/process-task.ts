import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a task in a process of its own says of itself. */
export interface TaskFigures {
  readonly seconds: number;
  /** Of all threads of the process; says more than `seconds` where other programs run. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** As bin/huimin.mjs starts a server. */
const NODE_FLAGS = ['--max-semi-space-size=16'];

/** Runs one task of a script of this folder in a process of its own, so that its peak memory is its own. */
export async function inProcess(script: string, task: object): Promise<TaskFigures> {
  const child = fork(join(import.meta.dirname, script), { execArgv: NODE_FLAGS });
  const failed = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${script} ended with ${String(code ?? signal)}`);
  });
  const answer = once(child, 'message');
  child.send(task);
  // The scripts send one message, their figures.
  const [figures] = (await Promise.race([answer, failed])) as [TaskFigures];
  failed.catch(() => undefined);
  await once(child, 'exit').catch(() => undefined);
  return figures;
}

/** The round of middle duration. */
export const middle = (rounds: readonly TaskFigures[]): TaskFigures =>
  rounds.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(rounds.length / 2)] ?? {
    seconds: 0,
    cpuSeconds: 0,
    peakMegabytes: 0,
  };

/** Runs a task and gives its figures; the script calls this with the message it was sent. */
export async function answerFigures(work: () => Promise<void>): Promise<TaskFigures> {
  const [start, before] = [process.hrtime.bigint(), process.cpuUsage()];
  await work();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(before);
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
