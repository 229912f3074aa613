import { type SQL, sql } from 'drizzle-orm';
import { requirePermission } from '../access/permission.ts';
import type { Clock } from '../base/clock.ts';
import { conflict, inputError } from '../base/errors.ts';
import type { Tx } from '../db/database.ts';
import { findRow, rowsOf, uuidArray } from '../db/rows.ts';
import { absentRecord } from '../module/reading.ts';
import type { Instant } from '../party/known-at.ts';
import { momentOf } from './approve-run.ts';
import {
  type Decision,
  FINDING_KINDS,
  FINDING_LABELS,
  type FindingKind,
  fits,
  usualDecision,
} from './finding-contract.ts';
import { countFindings } from './finding-store.ts';
import { requireState } from './run-checks.ts';
import { getRun, type RunRow } from './run-store.ts';

/** Which findings: the named ones, those of one kind, or all that are open; together they narrow each other. */
export interface FindingChoice {
  readonly seqs?: readonly number[] | undefined;
  readonly kind?: FindingKind | undefined;
  readonly all?: boolean | undefined;
}

export interface FindingAnswer extends FindingChoice {
  /** Without it each kind gets its usual answer (see `usualDecision`). */
  readonly decision?: Decision | undefined;
  readonly reason: string;
}

export interface Answered {
  readonly run: RunRow;
  readonly answered: number;
  /** How many of them are held. */
  readonly held: number;
}

/**
 * Answers open findings of a run, within the actor's jurisdiction. With the last answer the run is checked. Errors: a
 * finding that is absent or answered, nothing that matches, a decision that does not fit the kind, a payment that
 * cannot be made, a run that is no draft.
 */
export async function answerFindings(
  tx: Tx,
  runNo: string,
  answer: FindingAnswer,
  clock: Clock,
): Promise<Answered> {
  requirePermission(tx.actor, 'payment.answer');
  const run = await getRun(tx, runNo, true);
  await checkSeqs(tx, run, answer);
  requireState(run, 'draft', '答复核对事项');
  const chosen = chosenBy(run, answer);
  const counts = await rowsOf<{ kind: FindingKind; count: number }>(
    tx,
    sql`select f.kind, count(*)::int as count from payment_finding f
         where ${chosen} and f.answered_at is null group by f.kind`,
  );
  if (counts.length === 0) throw nothingOpen(run);
  for (const { kind } of counts) checkDecision(kind, answer.decision);
  const at = momentOf(clock);
  await tx.db.execute(sql`
    update payment_finding f
       set decision = ${decisionOf(answer.decision)}, reason = ${answer.reason},
           answered_by = ${tx.actor.accountId}, answered_at = ${at}::timestamptz
     where ${chosen} and f.answered_at is null`);
  const just = sql`f.run_id = ${run.id}::uuid and f.answered_by = ${tx.actor.accountId}::uuid and f.answered_at = ${at}::timestamptz`;
  if (counts.some(({ kind }) => (answer.decision ?? usualDecision(kind)) === 'hold'))
    await holdItems(tx, run, just, at, answer.reason);
  if (answer.decision === 'pay' && counts.some(({ kind }) => kind === 'no-account'))
    await fillAccounts(tx, run, just);
  const held = counts.filter(({ kind }) => (answer.decision ?? usualDecision(kind)) === 'hold');
  const sum = (list: typeof counts): number => list.reduce((total, { count }) => total + count, 0);
  return { run: await getRun(tx, run.id), answered: sum(counts), held: sum(held) };
}

/**
 * The answers by which an approval in one step confirms whatever is open: what can be paid is paid, also to the
 * account of somebody who has died, because nobody has asked for it to be held.
 */
export async function confirmingAnswers(tx: Tx, run: RunRow): Promise<Omit<FindingAnswer, 'reason'>[]> {
  if (run.state !== 'draft') return [];
  const open = (await countFindings(tx, run.id)).filter((count) => count.open > 0);
  const dead = open.filter(({ kind }) => kind === 'dead-account');
  return [
    ...dead.map(({ kind }) => ({ kind, decision: 'pay' as const })),
    ...(open.length > dead.length ? [{ all: true }] : []),
  ];
}

/** Confirms whatever is open of a run, when there is something; tells how much it was. */
export async function confirmWhatIsOpen(
  tx: Tx,
  runNo: string,
  reason: string,
  clock: Clock,
): Promise<number> {
  let answered = 0;
  for (const answer of await confirmingAnswers(tx, await getRun(tx, runNo, true)))
    answered += (await answerFindings(tx, runNo, { ...answer, reason }, clock)).answered;
  return answered;
}

function chosenBy(run: RunRow, { seqs, kind, all }: FindingChoice): SQL {
  if (seqs === undefined && kind === undefined && all !== true) {
    throw inputError(
      'payment.findings-unchosen',
      '请指明要答复的核对事项：序号、类别，或全部。',
      'Say which findings are answered: their numbers, a kind, or all.',
    );
  }
  const numbered = seqs === undefined ? sql`true` : sql`f.seq = any(${sql.param([...seqs])}::int[])`;
  const ofKind = kind === undefined ? sql`true` : sql`f.kind = ${kind}`;
  return sql`f.run_id = ${run.id}::uuid and ${numbered} and ${ofKind}`;
}

/** Findings that are named must be there and open: a second answer is refused, not passed over. */
async function checkSeqs(tx: Tx, run: RunRow, { seqs }: FindingChoice): Promise<void> {
  if (seqs === undefined) return;
  const rows = await rowsOf<{ seq: number; answered: boolean }>(
    tx,
    sql`select f.seq, f.answered_at is not null as answered from payment_finding f
         where f.run_id = ${run.id}::uuid and f.seq = any(${sql.param([...seqs])}::int[]) order by f.seq`,
  );
  if (rows.length < new Set(seqs).size) throw absentRecord();
  const answered = rows.filter((row) => row.answered);
  if (answered.length === 0) return;
  const first = answered.slice(0, 10).map(({ seq }) => seq);
  throw conflict(
    'payment.finding-answered',
    `第 ${first.join('、')} 项${answered.length > first.length ? '等' : ''}核对事项已经答复，不能再次答复：请刷新后再选。`,
    `Findings ${first.join(', ')} have been answered and cannot be answered again: read the list anew.`,
    { run: run.runNo, answered: answered.length },
  );
}

const nothingOpen = (run: RunRow) =>
  conflict(
    'payment.nothing-to-answer',
    `批次 ${run.runNo} 没有符合条件的待答复事项：可能已由他人答复，或不在您的管辖范围内。`,
    `Run ${run.runNo} has no open finding that matches: others may have answered, or it is outside your jurisdiction.`,
    { run: run.runNo },
  );

function checkDecision(kind: FindingKind, decision: Decision | undefined): void {
  if (decision === undefined || fits(decision, kind)) return;
  const { zh, en } = FINDING_LABELS[kind];
  throw inputError(
    'payment.decision-unfit',
    decision === 'confirm'
      ? `“${zh}”须选择暂缓发放或照常发放，不能只作核对无误处理。`
      : `“${zh}”只需核对，不能选择暂缓或照常发放。`,
    decision === 'confirm'
      ? `"${en}" has to be held or paid; it cannot just be confirmed.`
      : `"${en}" is only confirmed; it cannot be held or paid.`,
    { kind, decision },
  );
}

/** The decision of each row: the given one, or the usual one of its kind. */
function decisionOf(decision: Decision | undefined): SQL {
  if (decision !== undefined) return sql`${decision}`;
  const cases = FINDING_KINDS.map((kind) => sql`when ${kind} then ${usualDecision(kind)}`);
  return sql`case f.kind ${sql.join(cases, sql` `)} end`;
}

/**
 * Items of the payees of findings: an item pays all lines of its payee in the run. In two steps with lists of values,
 * because the rows of a run are new to the planner, and one statement over all of them may take it minutes.
 */
export async function itemsOf(tx: Tx, run: Pick<RunRow, 'id'>, findings: SQL): Promise<number[]> {
  const awards = await rowsOf<{ awardId: string }>(
    tx,
    sql`select distinct f.award_id as "awardId" from payment_finding f where ${findings} and f.award_id is not null`,
  );
  if (awards.length === 0) return [];
  const items = await rowsOf<{ itemSeq: number }>(
    tx,
    sql`select distinct l.item_seq as "itemSeq" from payment_line l
         where l.run_id = ${run.id}::uuid and l.award_id = any(${uuidArray(awards.map(({ awardId }) => awardId))})
           and l.item_seq is not null`,
  );
  return items.map(({ itemSeq }) => itemSeq);
}

/** Condition on a `payment_item i`: it is the first attempt of one of these items of the run. */
export const amongItems = (run: Pick<RunRow, 'id'>, items: readonly number[]): SQL =>
  sql`i.run_id = ${run.id}::uuid and i.attempt = 1 and i.item_seq = any(${sql.param([...items])}::int[])`;

/** Keeps the items back. A payee who lives outside the jurisdiction is out of reach, so the whole answer is refused. */
async function holdItems(tx: Tx, run: RunRow, just: SQL, at: Instant, reason: string): Promise<void> {
  const wanted = await itemsOf(tx, run, sql`${just} and f.decision = 'hold'`);
  const reach = await findRow<{ seen: number }>(
    tx,
    sql`select count(*)::int as seen from payment_item i where ${amongItems(run, wanted)}`,
  );
  if (reach !== undefined && reach.seen < wanted.length) {
    throw conflict(
      'payment.item-elsewhere',
      '有收款人不在您的管辖范围内，不能由您暂缓发放：请由区局经办答复。',
      'A payee lives outside your jurisdiction and cannot be held by you: let the bureau answer.',
      { run: run.runNo, elsewhere: wanted.length - reach.seen },
    );
  }
  // Without an account an item is held in any case, and goes out as soon as there is one.
  const held = await itemsOf(tx, run, sql`${just} and f.decision = 'hold' and f.kind <> 'no-account'`);
  await tx.db.execute(sql`
    update payment_item i set state = 'held', held_by = ${tx.actor.accountId}, held_at = ${at}::timestamptz, hold_reason = ${reason}
     where ${amongItems(run, held)} and i.held_by is null`);
}

/** Pays what had no account when the run was computed, where there is one now. */
async function fillAccounts(tx: Tx, run: RunRow, just: SQL): Promise<void> {
  const items = await itemsOf(tx, run, sql`${just} and f.kind = 'no-account'`);
  await tx.db.execute(sql`
    update payment_item i
       set account_cipher = p.account_cipher, state = case when i.held_by is null then 'ready' else i.state end
      from person p
     where p.id = i.payee_person_id and p.account_cipher is not null and i.account_cipher is null
       and ${amongItems(run, items)}`);
  const filled = await findRow<{ count: number }>(
    tx,
    sql`select count(*)::int as count from payment_item i
         where ${amongItems(run, items)} and i.account_cipher is not null`,
  );
  const missing = items.length - (filled?.count ?? 0);
  if (missing === 0) return;
  throw conflict(
    'payment.account-missing',
    `有 ${missing} 名收款人仍未登记账户，不能照常发放：请先登记账户，或选择暂缓发放。`,
    `${missing} payees still have no account and cannot be paid: record their accounts first, or hold them.`,
    { run: run.runNo, missing },
  );
}
