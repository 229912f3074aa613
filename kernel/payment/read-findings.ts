import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { maskName } from '../access/mask.ts';
import type { Tx } from '../db/database.ts';
import { rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Reading } from '../module/reading.ts';
import { placeName } from '../party/place-names.ts';
import { getRunView } from './read-runs.ts';
import type { listFindings } from './workflow-contract.ts';

type FindingPage = OutputOf<typeof listFindings>;
type FindingView = FindingPage['findings'][number];

interface RawFinding extends Omit<FindingView, 'divisionName' | 'name'>, Record<string, unknown> {
  readonly name: string | null;
}

/** Whether the answer keeps a payment back at this moment: its item is held and nothing was sent in its place. */
const HELD = sql`(coalesce(f.decision, '') = 'hold' and exists (
  select 1 from payment_line l join payment_item i on i.run_id = l.run_id and i.item_seq = l.item_seq and i.attempt = 1
   where l.run_id = f.run_id and l.award_id = f.award_id and i.state = 'held' and i.released_at is null
     and not exists (select 1 from payment_item n where n.run_id = i.run_id and n.item_seq = i.item_seq and n.attempt > 1)))`;

const STATUS: Readonly<Record<'open' | 'answered' | 'held', SQL>> = {
  open: sql`f.answered_at is null`,
  answered: sql`f.answered_at is not null`,
  held: HELD,
};

/** Findings of a run within the actor's jurisdiction, in their order, from after a number on. */
export async function readFindings(
  tx: Tx,
  reading: Reading,
  { id, kind, status, after, limit }: z.output<(typeof listFindings)['input']>,
): Promise<FindingPage> {
  await getRunView(tx, reading, id);
  const ofKind = kind === undefined ? sql`true` : sql`f.kind = ${kind}`;
  const ofStatus = status === undefined ? sql`true` : STATUS[status];
  const rows = await rowsOf<{ [K in keyof RawFinding]: RawFinding[K] }>(
    tx,
    sql`select f.seq, f.kind, f.award_id as "awardId", a.award_no as "awardNo", f.division_no as "divisionNo",
               coalesce(single.name, head.name) as name, f.before_fen as "beforeFen", f.now_fen as "nowFen", f.decision,
               f.reason, f.answered_at as "answeredAt", by.display_name as "answeredBy", ${HELD} as held
          from (select f.* from payment_finding f
                 where f.run_id = ${id}::uuid and f.seq > ${after} and ${ofKind} and ${ofStatus}
                 order by f.seq limit ${limit + 1}) f
          join award a on a.id = f.award_id
          left join account by on by.id = f.answered_by
          left join person single on a.subject_kind = 'person' and single.id = a.subject_id
          left join household h on a.subject_kind = 'household' and h.id = a.subject_id
          left join person head on head.id = h.head_person_id
         order by f.seq`,
  );
  const page = rows.slice(0, limit);
  return {
    findings: page.map(({ name, ...row }) => ({
      ...row,
      name: name === null ? '***' : maskName(name),
      divisionName: placeName(reading.places, row.divisionNo),
    })),
    next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null,
  };
}
