import type { Registry } from '../module/registry.ts';
import type { TakeUp } from './population-view.ts';

/** Of each programme that people may be sought for, who is looked at. */
export const takeUpsOf = (registry: Registry): ReadonlyMap<string, TakeUp> =>
  new Map(
    [...registry.modules.values()].flatMap(({ takeUps = [] }) =>
      takeUps.map((takeUp) => [takeUp.programme.id, takeUp] as const),
    ),
  );
