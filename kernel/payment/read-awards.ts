import { sql } from 'drizzle-orm';
import { maskName } from '../access/mask.ts';
import { audit } from '../audit/audit.ts';
import type { Language } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf } from '../db/rows.ts';
import type { OutputOf } from '../module/define-contract.ts';
import { absentRecord, programmeLabel, type Reading } from '../module/reading.ts';
import { getDistrict } from '../party/district.ts';
import { placeName } from '../party/place-names.ts';
import { AWARD_STATUS } from '../policy/case-file.ts';
import { explainMonth, KNOWN_NOW, loadExplainable, monthToExplain } from '../policy/read-explanation.ts';
import type { getAward } from './contract.ts';
import { findLines } from './read-lines.ts';

type AwardDetail = OutputOf<typeof getAward>;

/** An award paid for ten years with four components stays below. */
const LINES_MAX = 1_000;

interface RawAward extends Record<string, unknown> {
  readonly awardNo: string;
  readonly programme: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly divisionNo: number;
  readonly name: string | null;
  readonly basis: string;
}

export interface AwardQuery {
  readonly id: string;
  readonly month?: string | undefined;
  readonly language: Language;
}

/** One award: when it is in force, what was paid for it, and the decision of a month explained. The reading is audited. */
export async function readAward(tx: Tx, reading: Reading, query: AwardQuery): Promise<AwardDetail> {
  const award = await findAward(tx, query.id);
  if (award === undefined) throw absentRecord();
  await audit(tx, { action: 'award.read', objectKind: 'award', objectId: query.id, purpose: '查看待遇' });
  const decision = await loadExplainable(tx, reading, award.programme, query.id, KNOWN_NOW);
  const asked = query.month ?? monthToExplain(decision, (await getDistrict(tx)).lastMonth);
  const lines = await findLines(tx, reading, sql`l.award_id = ${query.id}::uuid and r.state <> 'void'`, {
    order: sql`r.pay_month desc, r.run_no desc, l.seq`,
    offset: 0,
    limit: LINES_MAX,
  });
  return {
    id: query.id,
    awardNo: award.awardNo,
    programme: award.programme,
    programmeLabel: programmeLabel(reading.registry, award.programme),
    subjectKind: award.subjectKind,
    subjectId: award.subjectId,
    name: award.name === null ? '***' : maskName(award.name),
    divisionName: placeName(reading.places, award.divisionNo),
    basis: award.basis,
    status: await statusOf(tx, query.id),
    lines: lines.map(({ line, payMonth, runNo }) => ({ ...line, payMonth, runNo })),
    explanation: explainMonth(decision, asked, query.language),
  };
}

const findAward = (tx: Tx, id: string): Promise<RawAward | undefined> =>
  findRow<{ [K in keyof RawAward]: RawAward[K] }>(
    tx,
    sql`select a.award_no as "awardNo", a.programme, a.subject_kind as "subjectKind", a.subject_id as "subjectId",
               a.division_no as "divisionNo", coalesce(single.name, head.name) as name, a.basis
          from award a
          left join person single on a.subject_kind = 'person' and single.id = a.subject_id
          left join household h on a.subject_kind = 'household' and h.id = a.subject_id
          left join person head on head.id = h.head_person_id
         where a.id = ${id}::uuid`,
  );

const statusOf = (tx: Tx, id: string): Promise<AwardDetail['status']> =>
  rowsOf<AwardDetail['status'][number]>(
    tx,
    sql`select valid_from as "from", valid_to as "to", coalesce(code, '') as state, reason
          from fact where subject_id = ${id}::uuid and kind = ${AWARD_STATUS} and recorded_until = 'infinity'
         order by valid_from`,
  );
