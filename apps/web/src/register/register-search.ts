import { z } from 'zod';
import {
  type Condition,
  CONDITIONS_MAX,
  ConditionSchema,
} from '../../../../kernel/register/condition-contract.ts';
import type { RawSearch } from '../search-params.ts';

export interface RegisterSearch {
  readonly where?: readonly Condition[];
  readonly sort?: string;
  readonly ended?: 'with' | 'only';
  readonly division?: number;
  readonly after?: string;
}

const SORT = /^-?[a-z][a-zA-Z0-9]{0,59}$|^-$/;
const CURSOR = /^[\w-]{1,600}$/;

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/** What the address says of a list, read defensively. */
export const registerSearch = (raw: RawSearch): RegisterSearch => {
  const where = z.array(ConditionSchema).min(1).max(CONDITIONS_MAX).safeParse(raw.where);
  const division = Number(raw.division);
  return {
    where: where.success ? where.data : undefined,
    sort: matching(raw.sort, SORT),
    ended: raw.ended === 'with' || raw.ended === 'only' ? raw.ended : undefined,
    division: Number.isSafeInteger(division) && division > 0 ? division : undefined,
    after: matching(raw.after, CURSOR),
  };
};

export interface ImportSearch {
  readonly id?: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const importSearch = (raw: RawSearch): ImportSearch => ({ id: matching(raw.id, UUID) });

export interface RecordSearch {
  /** What is being done with the record on its page. */
  readonly do?: 'edit' | 'correct';
}

export const recordSearch = (raw: RawSearch): RecordSearch => ({
  do: raw.do === 'edit' || raw.do === 'correct' ? raw.do : undefined,
});
