import { createHash } from 'node:crypto';

/** Something that may be looked at on site; `always` is what is looked at whatever the draw says. */
export interface Candidate {
  readonly id: string;
  readonly always: 'relative' | 'complaint' | null;
}

export interface Drawn {
  readonly id: string;
  readonly why: 'random' | 'relative' | 'complaint';
}

/**
 * Draws for on-site checks: everything that is always looked at, and of the rest the share with the smallest SHA-256
 * of `seed:id`, rounded up. Who has the seed and the list of ids draws the same with sha256sum and sort.
 */
export function drawSample(candidates: readonly Candidate[], seed: string, sharePercent: number): Drawn[] {
  const always = candidates.flatMap(({ id, always: why }) => (why === null ? [] : [{ id, why }]));
  const rest = candidates
    .filter((each) => each.always === null)
    .map(({ id }) => ({ id, rank: createHash('sha256').update(`${seed}:${id}`).digest('hex') }))
    .toSorted((a, b) => a.rank.localeCompare(b.rank, 'en') || a.id.localeCompare(b.id, 'en'));
  const random = rest.slice(0, Math.ceil((rest.length * sharePercent) / 100));
  return [...always, ...random.map(({ id }) => ({ id, why: 'random' as const }))].toSorted((a, b) =>
    a.id.localeCompare(b.id, 'en'),
  );
}
