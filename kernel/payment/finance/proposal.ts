import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import { sameHand } from '../../access/same-hand.ts';
import { conflict, forbidden, notFound } from '../../base/errors.ts';
import { fen, formatYuan } from '../../base/fen.ts';
import { uuidv7 } from '../../base/ids.ts';
import type { Label } from '../../base/label.ts';
import type { Tx } from '../../db/database.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import type { UseCaseContext } from '../../module/define-use-case.ts';
import { getProgramme } from '../../module/get-programme.ts';
import { type Instant, instant } from '../../party/known-at.ts';
import { checkBudget, enactBudget } from './budget.ts';
import { checkClosing, checkReopening, closeMonth, reopenMonth } from './close-month.ts';
import { checkYearClosing, closeYear } from './close-year.ts';
import { requireDistrictBooks } from './district-books.ts';
import {
  BudgetProposal,
  ClosingProposal,
  type PROPOSAL_KINDS,
  type PROPOSAL_STATES,
  ReopeningProposal,
  SplitProposal,
  YearClosingProposal,
} from './proposal-schemas.ts';
import { checkSplit, enactSplit, shareWords } from './split.ts';

/** What is proposed by one person and decided by another. */
interface ProposalKind<P> {
  readonly schema: z.ZodType<P>;
  /** Two proposals of one subject cannot be open at once. */
  readonly subject: (payload: P) => string;
  readonly summary: (payload: P, context: UseCaseContext) => Label;
  /** Refuses what could not be enacted now; called when it is proposed and again when it is approved. */
  readonly check: (context: UseCaseContext, payload: P) => Promise<void>;
  readonly enact: (context: UseCaseContext, payload: P, proposalId: string, at: Instant) => Promise<void>;
}

const proposalKind = <P>(kind: ProposalKind<P>): ProposalKind<P> => kind;

const SPLIT = proposalKind<SplitProposal>({
  schema: SplitProposal,
  subject: ({ programme }) => programme,
  summary: ({ programme, effectiveFrom, shares }, { registry }) => {
    const { label } = getProgramme(registry, programme);
    return {
      zh: `${label.zh}自 ${effectiveFrom} 起分担：${shareWords(shares, 'zh')}`,
      en: `${label.en} from ${effectiveFrom}: ${shareWords(shares, 'en')}`,
    };
  },
  check: ({ tx, registry }, payload) => {
    getProgramme(registry, payload.programme);
    return checkSplit(tx, payload);
  },
  enact: ({ tx }, payload, id, at) => enactSplit(tx, payload, id, at),
});

const BUDGET = proposalKind<BudgetProposal>({
  schema: BudgetProposal,
  subject: ({ fund, budgetYear, programme }) => `${fund}:${budgetYear}:${programme}`,
  summary: ({ fund, budgetYear, programme, kind, amountFen }, { registry }) => {
    const { label } = getProgramme(registry, programme);
    const amount = formatYuan(fen(amountFen));
    return {
      zh: `${budgetYear}年 ${fund} ${label.zh}${kind === 'approved' ? '预算批复' : '预算调整'} ${amount} 元`,
      en: `${budgetYear} ${fund}, ${label.en}: budget ${kind === 'approved' ? 'of' : 'adjusted by'} ${amount} yuan`,
    };
  },
  check: ({ tx, registry }, payload) => {
    getProgramme(registry, payload.programme);
    return checkBudget(tx, payload);
  },
  enact: ({ tx }, payload, id, at) => enactBudget(tx, payload, id, at),
});

const CLOSING = proposalKind<ClosingProposal>({
  schema: ClosingProposal,
  subject: ({ month }) => month,
  summary: ({ month }) => ({ zh: `${month} 月末结账`, en: `close ${month}` }),
  check: ({ tx, clock }, payload) => checkClosing(tx, payload, clock),
  enact: ({ tx, clock }, payload, id, at) => closeMonth(tx, payload, clock, id, at),
});

const REOPENING = proposalKind<ReopeningProposal>({
  schema: ReopeningProposal,
  subject: ({ month }) => month,
  summary: ({ month, reason }) => ({ zh: `重开 ${month}：${reason}`, en: `reopen ${month}: ${reason}` }),
  check: ({ tx }, payload) => checkReopening(tx, payload),
  enact: ({ tx }, payload, id, at) => reopenMonth(tx, payload, id, at),
});

const YEAR_CLOSING = proposalKind<YearClosingProposal>({
  schema: YearClosingProposal,
  subject: ({ year }) => String(year),
  summary: ({ year, funds }) => ({
    zh: `${year} 年度年终结转（${funds.length} 项资金）`,
    en: `close the year ${year} (${funds.length} funds)`,
  }),
  check: ({ tx, clock }, payload) => checkYearClosing(tx, payload, clock),
  enact: ({ tx, clock }, payload, id, at) => closeYear(tx, payload, clock, id, at),
});

const KINDS = {
  split: SPLIT,
  budget: BUDGET,
  closing: CLOSING,
  reopening: REOPENING,
  'year-closing': YEAR_CLOSING,
} as const satisfies Record<ProposalKindName, unknown>;
type ProposalKindName = (typeof PROPOSAL_KINDS)[number];
type PayloadOf<K extends ProposalKindName> = z.infer<(typeof KINDS)[K]['schema']>;

interface Proposal extends Record<string, unknown> {
  readonly id: string;
  readonly kind: ProposalKindName;
  readonly payload: unknown;
  readonly state: (typeof PROPOSAL_STATES)[number];
  readonly proposedById: string;
}

// Chosen by its name at run time: the payload is read by the schema of the same kind.
const kindOf = (name: ProposalKindName): ProposalKind<unknown> =>
  KINDS[name] as unknown as ProposalKind<unknown>;

const momentOf = ({ clock }: UseCaseContext): Instant => instant(clock.now().toISOString());

/** Puts something forward that a second person will decide. Errors: it could not be done now, or is proposed already. */
export async function propose<K extends ProposalKindName>(
  context: UseCaseContext,
  kind: K,
  payload: PayloadOf<K>,
): Promise<string> {
  const { tx } = context;
  await requireDistrictBooks(tx);
  const definition = kindOf(kind);
  await definition.check(context, payload);
  const subject = definition.subject(payload);
  const open = await findRow(
    tx,
    sql`select 1 from finance_proposal where kind = ${kind} and subject = ${subject} and state = 'proposed'`,
  );
  if (open !== undefined) throw proposedAlready();
  const id = uuidv7();
  try {
    await tx.db.execute(sql`
      insert into finance_proposal (id, kind, subject, payload, proposed_by, proposed_at)
      values (${id}, ${kind}, ${subject}, ${JSON.stringify(payload)}::jsonb, ${tx.actor.accountId},
              ${momentOf(context)}::timestamptz)`);
  } catch (error) {
    if (error instanceof Error && String(error.cause).includes('finance_proposal_open'))
      throw proposedAlready();
    throw error;
  }
  return id;
}

const proposedAlready = () =>
  conflict(
    'ledger.proposed-already',
    '同一事项已有待复核的申请：请等待复核，或先撤回原申请。',
    'The same is proposed already: wait for the decision or withdraw it first.',
  );

async function lockProposal(tx: Tx, id: string): Promise<Proposal> {
  const found = await findRow<Proposal>(
    tx,
    sql`select id, kind, payload, state, proposed_by as "proposedById" from finance_proposal where id = ${id}::uuid for update`,
  );
  if (found === undefined) {
    throw notFound(
      'ledger.proposal-unknown',
      '没有这项申请：请刷新列表。',
      'There is no such proposal: reload the list.',
    );
  }
  if (found.state !== 'proposed') {
    throw conflict(
      'ledger.proposal-decided',
      '该申请已经办结：请刷新列表。',
      'This proposal is decided already: reload the list.',
    );
  }
  return found;
}

/** A second person approves, which carries it out at once, or refuses. Errors: the proposer; it can no longer be done. */
export async function decideProposal(
  context: UseCaseContext,
  id: string,
  decision: 'approve' | 'refuse',
  note: string | undefined,
): Promise<ProposalKindName> {
  const { tx } = context;
  await requireDistrictBooks(tx);
  const proposal = await lockProposal(tx, id);
  if (sameHand(tx.actor, proposal.proposedById)) {
    throw forbidden(
      'ledger.same-person',
      '申请人不得复核自己的申请：请换另一账号复核。',
      'Who proposes may not decide: use another account.',
    );
  }
  if (decision === 'approve') {
    const kind = kindOf(proposal.kind);
    const payload = kind.schema.parse(proposal.payload);
    await kind.check(context, payload);
    await kind.enact(context, payload, id, momentOf(context));
  }
  await settle(context, id, decision === 'approve' ? 'approved' : 'refused', note);
  return proposal.kind;
}

export async function withdrawProposal(context: UseCaseContext, id: string): Promise<ProposalKindName> {
  const proposal = await lockProposal(context.tx, id);
  if (proposal.proposedById !== context.tx.actor.accountId) {
    throw forbidden(
      'ledger.not-proposer',
      '只有申请人可以撤回申请。',
      'Only who proposed it may withdraw it.',
    );
  }
  await settle(context, id, 'withdrawn', undefined);
  return proposal.kind;
}

const settle = (context: UseCaseContext, id: string, state: string, note: string | undefined) =>
  context.tx.db.execute(sql`
    update finance_proposal set state = ${state}, decided_by = ${context.tx.actor.accountId},
           decided_at = ${momentOf(context)}::timestamptz, note = ${note ?? null}
     where id = ${id}::uuid`);

const PROPOSALS_MAX = 200;

/** Proposals, those that wait first, then the newest. */
export async function readProposals(context: UseCaseContext) {
  const rows = await rowsOf<
    Proposal & {
      proposedBy: string;
      proposedAt: string;
      decidedBy: string | null;
      decidedAt: string | null;
      note: string | null;
    }
  >(
    context.tx,
    sql`select p.id, p.kind, p.payload, p.state, p.proposed_by as "proposedById", a.display_name as "proposedBy",
               p.proposed_at as "proposedAt", d.display_name as "decidedBy", p.decided_at as "decidedAt", p.note
          from finance_proposal p join account a on a.id = p.proposed_by left join account d on d.id = p.decided_by
         order by p.state <> 'proposed', p.proposed_at desc, p.id desc limit ${PROPOSALS_MAX}`,
  );
  return rows.map(({ payload, proposedById, ...row }) => {
    const kind = kindOf(row.kind);
    return {
      ...row,
      summary: kind.summary(kind.schema.parse(payload), context),
      mine: proposedById === context.tx.actor.accountId,
    };
  });
}
