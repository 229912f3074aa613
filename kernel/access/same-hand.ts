import type { Actor } from '../db/actor.ts';

/**
 * Whether the actor is, for a rule of two people, the same person as an account: itself, the colleague for whom it
 * acts, and both sides of every delegation that is in force. Who deputises may not approve what the other recorded.
 */
export const sameHand = (actor: Actor, accountId: string): boolean =>
  actor.accountId === accountId ||
  actor.onBehalfOf?.accountId === accountId ||
  actor.hands?.has(accountId) === true;
