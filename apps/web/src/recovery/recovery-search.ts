import type { z } from 'zod';
import { Age } from '../../../../kernel/payment/recovery/contract.ts';
import type { RawSearch } from '../search-params.ts';

export const RECOVERY_STATUSES = ['open', 'closed', 'all'] as const;

export interface RecoverySearch {
  readonly status?: 'closed' | 'all';
  readonly age?: z.infer<typeof Age>;
  readonly after?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const recoverySearch = (raw: RawSearch): RecoverySearch => ({
  status: raw.status === 'closed' || raw.status === 'all' ? raw.status : undefined,
  age: Age.options.find((age) => age === raw.age),
  after: typeof raw.after === 'string' && UUID.test(raw.after) ? raw.after : undefined,
});
