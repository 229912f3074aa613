import { type Target, timesOf } from './load.ts';

const USERS = 50;

export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
}

const round = (value: number): number => Number(value.toPrecision(3));

/** Fifty people at work at once, each asking again as soon as the answer is there: how long they wait, by kind. */
export async function benchConcurrent(
  target: Omit<Target, 'paths'>,
  seconds: number,
  kinds: Readonly<Record<string, readonly string[]>>,
): Promise<Record<string, Latency>> {
  const result: Record<string, Latency> = {};
  for (const [kind, paths] of Object.entries(kinds)) {
    await timesOf({ ...target, paths }, USERS, 1);
    const times = await timesOf({ ...target, paths }, USERS, seconds);
    const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? 0);
    result[kind] = { p50Ms: at(0.5), p95Ms: at(0.95), perSecond: Math.round(times.length / seconds) };
  }
  return result;
}
