import type { FactValue } from '../party/define-fact.ts';
import type { Situation, Supposition } from './supposition.ts';

/** Whether a situation turns the decision over. */
export type Flips = (of: Situation) => boolean;

/** How far one probe lies beyond the one before: a window that is narrower in proportion could be stepped over. */
const PROBE_RATIO = 1.2;
/** Figures that say yes or no are asked for exactly these values. */
const SWITCHES = [0, 1];

/** The values of one thing that turn the decision over: nearest below and above, each other code, the first birthday. */
export function findFlips({ range, now, suppose }: Supposition, of: Situation, flips: Flips): FactValue[] {
  const turns = (to: FactValue): boolean => flips(suppose(of, to));
  switch (range.kind) {
    case 'values':
      return range.values.filter(turns);
    case 'first': {
      const first = range.values.find(turns);
      return first === undefined ? [] : [first];
    }
    case 'numbers': {
      const valueAt = (k: number): number => Number((k * range.step).toFixed(6));
      const at = Number(now) / range.step;
      const turnsAt = (k: number): boolean => turns(valueAt(k));
      const max = Math.round(range.max / range.step);
      const whole = range.step < 1 ? SWITCHES.map((value) => Math.round(value / range.step)) : [];
      return [
        nearest(probes(Math.ceil(at), -1, max, whole), Math.ceil(at), turnsAt),
        nearest(probes(Math.floor(at), 1, max, whole), Math.floor(at), turnsAt),
      ].flatMap((k) => (k === undefined ? [] : [valueAt(k)]));
    }
  }
}

/**
 * The number nearest to `from` in one direction that turns the decision over. Probes lie ever further apart; the first
 * that turns is closed in on by halving, so that the number before it is known not to turn.
 */
function nearest(tried: readonly number[], from: number, turns: (k: number) => boolean): number | undefined {
  let kept = from;
  for (const probe of tried) {
    if (!turns(probe)) {
      kept = probe;
      continue;
    }
    let turned = probe;
    while (Math.abs(turned - kept) > 1) {
      const middle = Math.trunc((turned + kept) / 2);
      if (turns(middle)) turned = middle;
      else kept = middle;
    }
    return turned;
  }
  return undefined;
}

/**
 * Upwards the steps grow with the way that is gone; downwards they shrink again towards zero, where limits lie close
 * together in proportion to what is left.
 */
function probes(from: number, direction: 1 | -1, max: number, besides: readonly number[]): number[] {
  const end = direction === 1 ? max : 0;
  const found = new Set(besides.filter((k) => Math.sign(k - from) === direction));
  for (let way = 1; way < Math.abs(end - from); way = Math.ceil(way * PROBE_RATIO)) {
    found.add(from + direction * way);
  }
  if (direction === -1) for (let left = 1; left < from; left = Math.ceil(left * PROBE_RATIO)) found.add(left);
  if (Math.sign(end - from) === direction) found.add(end);
  return [...found].toSorted((a, b) => direction * (a - b));
}
