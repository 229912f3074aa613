import type { Reaction } from '../../../kernel/event/define-reaction.ts';
import { disabilityChanged } from './disability-changed.ts';
import { memberChanged } from './member-changed.ts';
import { personDied } from './person-died.ts';
import { rateChanged } from './rate-changed.ts';
import { turnedAge } from './turned-age.ts';

/** What social assistance does when something happens elsewhere: it proposes, people decide. */
export const reactions: readonly Reaction[] = [
  personDied,
  memberChanged,
  disabilityChanged,
  turnedAge,
  rateChanged,
];
