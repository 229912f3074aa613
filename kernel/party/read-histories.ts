import { sql } from 'drizzle-orm';
import type { Label } from '../base/label.ts';
import type { PlainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf, uuidArray } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { bareLabel, programmeLabel } from '../module/reading.ts';
import type { Registry } from '../module/registry.ts';
import type { getPerson } from '../payment/contract.ts';
import { AWARD_STATUS, HOUSEHOLD_MEMBER } from '../policy/case-file.ts';
import type { FactDefinition } from './define-fact.ts';
import { valueLabel } from '../policy/explain.ts';

type FactEntry = OutputOf<typeof getPerson>['facts'][number];
type AwardEntry = OutputOf<typeof getPerson>['awards'][number];

export interface History {
  readonly facts: FactEntry[];
  readonly awards: AwardEntry[];
}

/** What is on file about each subject (people, households) of a dossier. */
export type Histories = ReadonlyMap<string, History>;

export const NO_HISTORY: History = { facts: [], awards: [] };

/** A large family over many years has some hundreds of facts. */
const FACTS_MAX = 10_000;
const AWARDS_MAX = 1_000;

/** The kernel writes this fact itself, so no module declares its label. */
const membership: FactDefinition = {
  kind: HOUSEHOLD_MEMBER,
  subject: 'person',
  label: { zh: '家庭成员', en: 'household membership' },
  value: { type: 'code', codes: { counted: { zh: '共同生活成员', en: 'counted member' } } },
  sensitivity: 'L3',
};

/** Facts in both times (superseded ones are flagged) and awards with what was paid, by subject. */
export async function loadHistories(
  tx: Tx,
  registry: Registry,
  subjectIds: readonly string[],
): Promise<Histories> {
  const facts = Map.groupBy(await factsOf(tx, subjectIds), (row) => row.subjectId);
  const awards = Map.groupBy(await awardsOf(tx, subjectIds), (row) => row.subjectId);
  return new Map(
    subjectIds.map((id) => [
      id,
      {
        facts: (facts.get(id) ?? []).map((row) => factEntry(registry, row)),
        awards: (awards.get(id) ?? []).map(({ subjectId: _, ...row }) => ({
          ...row,
          programmeLabel: programmeLabel(registry, row.programme),
        })),
      },
    ]),
  );
}

interface FactRow extends Record<string, unknown> {
  readonly subjectId: string;
  readonly kind: string;
  readonly num: number | null;
  readonly code: string | null;
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate | null;
  readonly source: string;
  readonly reason: string | null;
  readonly recordedAt: string;
  readonly superseded: boolean;
}

const factsOf = (tx: Tx, subjectIds: readonly string[]): Promise<FactRow[]> =>
  rowsOf<{ [K in keyof FactRow]: FactRow[K] }>(
    tx,
    sql`select subject_id as "subjectId", kind, num, code, valid_from as "validFrom", valid_to as "validTo", source,
               reason, recorded_at as "recordedAt", recorded_until <> 'infinity' as superseded
          from fact where subject_id = any(${uuidArray(subjectIds)})
         order by subject_id, kind, valid_from, recorded_at limit ${FACTS_MAX}`,
  );

function factEntry(registry: Registry, row: FactRow): FactEntry {
  const { subjectId: _, num, code, ...entry } = row;
  const definition = row.kind === HOUSEHOLD_MEMBER ? membership : registry.facts.get(row.kind);
  const value = code ?? num;
  return {
    ...entry,
    kind: row.kind,
    label: definition?.label ?? bareLabel(row.kind),
    // Sensitive values stay covered in a dossier; a decision that rests on them shows them where it is explained.
    valueLabel:
      definition === undefined
        ? bareValue(value)
        : definition.sensitivity === 'L4'
          ? COVERED
          : valueLabel(definition, value),
  };
}

const COVERED: Label = { zh: '＊＊＊（敏感）', en: '*** (sensitive)' };

const bareValue = (value: string | number | null): Label => bareLabel(String(value ?? '—'));

interface AwardRow extends Record<string, unknown> {
  readonly subjectId: string;
  readonly id: string;
  readonly awardNo: string;
  readonly programme: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly paidFen: number;
}

/** Awards with the first and last day in force and the money that has arrived at the payee. */
const awardsOf = (tx: Tx, subjectIds: readonly string[]): Promise<AwardRow[]> =>
  rowsOf<{ [K in keyof AwardRow]: AwardRow[K] }>(
    tx,
    sql`select a.subject_id as "subjectId", a.id, a.award_no as "awardNo", a.programme,
               coalesce(s."from", a.created_at::date) as "from", s."to",
               coalesce((select sum(l.amount_fen) from paid_line l where l.award_id = a.id), 0)::bigint as "paidFen"
          from award a
          left join lateral (
            select min(f.valid_from) as "from",
                   case when bool_or(f.valid_to is null) then null else max(f.valid_to) end as "to"
              from fact f
             where f.subject_id = a.id and f.kind = ${AWARD_STATUS} and f.code = 'active'
               and f.recorded_until = 'infinity') s on true
         where a.subject_id = any(${uuidArray(subjectIds)})
         order by a.subject_id, "from", a.award_no limit ${AWARDS_MAX}`,
  );
