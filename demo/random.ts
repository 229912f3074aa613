/** A reproducible source of chance: the same seed gives the same district on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Whole number in [from, to]. */
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

/** mulberry32: small, fast and good enough to scatter a demonstration. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const item = list[int(0, list.length - 1)];
      if (item === undefined) throw new RangeError('pick from an empty list');
      return item;
    },
  };
}

const ROUNDS_MAX = 200_000;

/**
 * Chooses one option for each item so that the sum of the options' values comes within `tolerance` of `target`.
 * This is how inputs are calibrated: options are situations of people, values what the rules give for them.
 * Throws when no choice is found, so that a changed rule is noticed and not papered over.
 */
export function chooseToReach(
  options: readonly (readonly number[])[],
  target: number,
  tolerance: number,
  random: Random,
): number[] {
  const choice = options.map((values) => random.int(0, values.length - 1));
  const valueAt = (i: number, option: number): number => options[i]?.[option] ?? 0;
  let difference = choice.reduce((sum, option, i) => sum + valueAt(i, option), 0) - target;
  for (let round = 0; round < ROUNDS_MAX && Math.abs(difference) > tolerance; round++) {
    const i = random.int(0, options.length - 1);
    const option = random.int(0, (options[i]?.length ?? 1) - 1);
    const change = valueAt(i, option) - valueAt(i, choice[i] ?? 0);
    // Now and then a step away, so that the search does not stay in a corner.
    if (Math.abs(difference + change) < Math.abs(difference) || random.chance(0.02)) {
      choice[i] = option;
      difference += change;
    }
  }
  if (Math.abs(difference) > tolerance) {
    throw new Error(`demonstration: no choice of inputs reaches ${target} (off by ${difference})`);
  }
  return choice;
}
