import { sql } from 'drizzle-orm';
import { conflict, inputError } from '../../base/errors.ts';
import { uuidv7 } from '../../base/ids.ts';
import { addDays, type PlainDate, plainDate } from '../../base/plain-date.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { Instant } from '../../party/known-at.ts';
import { FUND_SOURCES, type FundSource, type SplitProposal, WHOLE_BASIS_POINTS } from './proposal-schemas.ts';

export interface Split {
  readonly id: string;
  readonly programme: string;
  readonly effectiveFrom: PlainDate;
  readonly documentTitle: string;
  readonly documentNo: string;
  readonly article: string;
  readonly certainty: 'source' | 'assumption';
  readonly note: string | null;
  readonly shares: readonly { readonly source: FundSource; readonly basisPoints: number }[];
}

const COLUMNS = sql`s.id, s.programme, s.effective_from as "effectiveFrom", s.document_title as "documentTitle",
  s.document_no as "documentNo", s.article, s.certainty, s.note,
  (select jsonb_agg(jsonb_build_object('source', h.source, 'basisPoints', h.basis_points)
            order by array_position(array['central', 'province', 'city', 'district'], h.source))
     from fund_split_share h where h.split_id = s.id) as shares`;

type SplitRow = { [K in keyof Split]: Split[K] };

/** The split that holds on a day: the latest that has begun. */
export const findSplit = (tx: Tx, programme: string, on: PlainDate): Promise<Split | undefined> =>
  findRow<SplitRow>(
    tx,
    sql`select ${COLUMNS} from fund_split s where s.programme = ${programme} and s.effective_from <= ${on}::date
         order by s.effective_from desc limit 1`,
  );

export const findSplits = (tx: Tx): Promise<Split[]> =>
  rowsOf<SplitRow>(tx, sql`select ${COLUMNS} from fund_split s order by s.programme, s.effective_from desc`);

/** Whoever takes money for a programme and whoever changes its split wait for each other. */
export async function lockSplit(tx: Tx, programme: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`fund-split:${programme}`}, 0))`);
}

/** Errors: shares that do not make up the whole, a source named twice, a beginning on or before what is booked. */
export async function checkSplit(tx: Tx, split: SplitProposal): Promise<void> {
  const total = split.shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  if (total !== WHOLE_BASIS_POINTS) {
    throw inputError(
      'ledger.split-whole',
      `各级分担合计为 ${total / 100}%，应为 100%：请核对比例。`,
      `The shares make up ${total / 100} %, not 100 %: check them.`,
    );
  }
  if (new Set(split.shares.map(({ source }) => source)).size < split.shares.length) {
    throw inputError('ledger.split-twice', '同一来源只能填写一次。', 'A source may be named once only.');
  }
  await lockSplit(tx, split.programme);
  const [last] = await rowsOf<{ day: PlainDate | null; began: PlainDate | null }>(
    tx,
    sql`select max(t.booked_on) as day,
               (select max(effective_from) from fund_split where programme = ${split.programme}) as began
          from ledger_transaction t join payment_run r on r.id = t.run_id
         where r.programme = ${split.programme} and t.kind in ('approval', 'commitment')`,
  );
  const taken = [last?.day ?? '', last?.began ?? ''].toSorted().at(-1) ?? '';
  if (taken === '' || split.effectiveFrom > taken) return;
  const first = addDays(plainDate(taken), 1);
  throw conflict(
    'ledger.split-backdated',
    `该项目至 ${taken} 已按原比例记账或已有比例，新比例最早自 ${first} 起：已记的账不改，差额请另行调整。`,
    `Until ${taken} this programme was booked under, or has, another split; a new one begins on ${first} at the earliest.`,
  );
}

export async function enactSplit(
  tx: Tx,
  split: SplitProposal,
  proposalId: string,
  at: Instant,
): Promise<void> {
  const id = uuidv7();
  await tx.db.execute(sql`
    insert into fund_split (id, programme, effective_from, document_title, document_no, article, issued_on, certainty,
      note, proposal_id, recorded_at)
    values (${id}, ${split.programme}, ${split.effectiveFrom}, ${split.documentTitle}, ${split.documentNo},
      ${split.article}, ${split.issuedOn ?? null}, ${split.certainty}, ${split.note ?? null}, ${proposalId},
      ${at}::timestamptz)`);
  await tx.db.execute(sql`
    insert into fund_split_share (split_id, source, basis_points)
    select ${id}::uuid, h.source, h.points
      from unnest(${sql.param(split.shares.map(({ source }) => source))}::text[],
                  ${sql.param(split.shares.map(({ basisPoints }) => basisPoints))}::int[]) as h (source, points)`);
}

/** "中央 60%、省级 20%": a split in words. */
export const shareWords = (shares: SplitProposal['shares'], language: 'zh' | 'en'): string =>
  shares
    .map(({ source, basisPoints }) => `${FUND_SOURCES[source][language]} ${basisPoints / 100}%`)
    .join(language === 'zh' ? '、' : ', ');
