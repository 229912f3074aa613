import { type SQL, sql } from 'drizzle-orm';
import { conflict } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { defineUseCase } from '../module/define-use-case.ts';
import { absentRecord } from '../module/reading.ts';
import * as contract from './contract.ts';

interface Which {
  readonly eventId: string;
  readonly reaction: string;
}

/** Tries a failed delivery again, at once and with all its attempts. */
export const retryDelivery = defineUseCase({
  id: 'event.retry',
  label: { zh: '重新投递事件', en: 'try a delivery again' },
  contract: contract.retryDelivery,
  run: async ({ tx }, input) => {
    await settle(
      tx,
      input,
      sql`state = 'pending', attempts = 0, next_at = clock_timestamp(), settled_at = null, settled_by = null`,
    );
    return outcome(input, 'pending');
  },
});

/** Gives a failed delivery up, with the reason. */
export const skipDelivery = defineUseCase({
  id: 'event.skip',
  label: { zh: '放弃投递事件', en: 'give a delivery up' },
  contract: contract.skipDelivery,
  run: async ({ tx }, input) => {
    await settle(
      tx,
      input,
      sql`state = 'skipped', skip_reason = ${input.reason}, settled_at = clock_timestamp(), settled_by = ${tx.actor.accountId}`,
    );
    return outcome(input, 'skipped');
  },
});

async function settle(tx: Tx, { eventId, reaction }: Which, change: SQL): Promise<void> {
  const which = sql`event_id = ${eventId}::uuid and reaction = ${reaction}`;
  const changed = await tx.db.execute(
    sql`update event_delivery set ${change} where ${which} and state = 'failed'`,
  );
  if (changed.rowCount === 1) return;
  const found = await findRow<{ state: string }>(tx, sql`select state from event_delivery where ${which}`);
  if (found === undefined) throw absentRecord();
  throw conflict(
    'event.delivery-state',
    '这次投递不在失败状态，未作改动：请刷新列表。',
    `The delivery is ${found.state}, not failed; nothing was changed: reload the list.`,
    { state: found.state },
  );
}

const outcome = <S extends 'pending' | 'skipped'>({ eventId, reaction }: Which, state: S) => ({
  output: { eventId, reaction, state },
  about: { objectKind: 'event', objectId: eventId, details: { reaction } },
});
