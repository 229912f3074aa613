import { type Target, timesOf } from './load.ts';

const USERS = 50;
const SECONDS = 10;

export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
}

const round = (value: number): number => Number(value.toPrecision(3));

/** Fifty people at work at once, each asking again as soon as the answer is there: how long they wait, by kind. */
export async function benchConcurrent(
  target: Omit<Target, 'paths'>,
  kinds: Readonly<Record<string, readonly string[]>>,
): Promise<Record<string, Latency>> {
  const result: Record<string, Latency> = {};
  for (const [kind, paths] of Object.entries(kinds)) {
    await timesOf({ ...target, paths }, USERS, 1);
    const times = await timesOf({ ...target, paths }, USERS, SECONDS);
    const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0);
    result[kind] = { p50Ms: at(0.5), p95Ms: at(0.95), perSecond: Math.round(times.length / SECONDS) };
  }
  return result;
}
