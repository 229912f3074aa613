import type { Keyring } from '../access/cipher.ts';
import type { Clock } from '../base/clock.ts';
import { type DomainError, notFound } from '../base/errors.ts';
import type { Label } from '../base/label.ts';
import type { PlaceNames } from '../party/place-names.ts';
import type { Registry } from './registry.ts';

/** What the read side needs next to its transaction: labels, place names, keys to decrypt before masking, the day. */
export interface Reading {
  readonly registry: Registry;
  readonly places: PlaceNames;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** What row-level security hides and what does not exist look alike. */
export const absentRecord = (): DomainError =>
  notFound(
    'record.absent',
    '记录不存在或不在您的管辖范围内。',
    'The record does not exist or is outside your jurisdiction.',
  );

/** Label of something that old records may name although no module declares it any more. */
export const bareLabel = (name: string): Label => ({ zh: name, en: name });

export const programmeLabel = (registry: Registry, programme: string): Label =>
  registry.programmes.get(programme)?.label ?? bareLabel(programme);

export const componentLabel = (registry: Registry, programme: string, component: string): Label =>
  registry.programmes.get(programme)?.components[component] ?? bareLabel(component);
