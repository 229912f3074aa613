import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import {
  addAward,
  compute,
  enact,
  type Family,
  finishRun,
  learn,
  payMonth,
} from '../../../tests/support/builders.ts';
import { type CaseWorld, createCaseWorld } from '../../../tests/support/case-world.ts';
import { refusalOf } from '../../../tests/support/expectations.ts';
import * as parameter from '../../../modules/social-assistance/model/parameters.ts';
import { dibao } from '../../../modules/social-assistance/policy/dibao.ts';
import { yuan } from '../../base/fen.ts';
import { plainDate } from '../../base/plain-date.ts';
import { findRow, rowsOf } from '../../db/rows.ts';
import { instant } from '../../party/known-at.ts';
import { voidRun } from '../approve-run.ts';
import { verifyLedger } from '../verify-ledger.ts';
import { openMissing, remindOfInstalments } from './jobs.ts';
import { openRecoveries } from './open-recoveries.ts';
import { type Claim, findClaim, findClaims } from './recovery-store.ts';

let world: CaseWorld;

const asChief = <T>(work: Parameters<CaseWorld['within']>[2], on = '2020-12-01') =>
  world.within(world.chief, on, work) as Promise<T>;
const claimsOf = (awardId: string) =>
  asChief<Claim[]>(({ tx }) => findClaims(tx, sql`rc.award_id = ${awardId}::uuid`));
const claimOf = async (awardId: string): Promise<Claim> => {
  const [claim] = await claimsOf(awardId);
  if (claim === undefined) throw new Error('no claim');
  return claim;
};
const stateOf = async (caseId: string): Promise<string> =>
  (await world.reads(world.chief, '2020-12-01', caseId)).state;
const booksHold = async (): Promise<void> => {
  const { checks, ok } = await asChief<Awaited<ReturnType<typeof verifyLedger>>>(({ tx }) =>
    verifyLedger(tx),
  );
  expect(checks.filter(({ broken }) => broken > 0)).toEqual([]);
  expect(ok).toBe(true);
};
const balance = async (code: string): Promise<number> =>
  (
    await asChief<{ balance: number } | undefined>(({ tx }) =>
      findRow<{ balance: number }>(
        tx,
        sql`select balance_fen as balance from ledger_balance where account_code = ${code}`,
      ),
    )
  )?.balance ?? 0;
/** The payee's items in a run, as the bank is asked to pay them. */
const itemsOf = (runNo: string, family: Family) =>
  asChief<{ amount: number }[]>(({ tx }) =>
    rowsOf<{ amount: number }>(
      tx,
      sql`select i.amount_fen as amount from payment_item i join payment_run r on r.id = i.run_id
           where r.run_no = ${runNo} and i.payee_person_id = ${family.members[0]}::uuid`,
    ),
  );

/** Cause confirmed, decision issued and served: from here on it may be repaid. */
async function claimed(caseId: string, on: string, cause: string): Promise<void> {
  await world.acts(world.clerk, on, caseId, 'confirm-cause', { input: { cause } });
  await world.acts(world.chief, on, caseId, 'issue-claim');
  const [decision] = (await world.reads(world.chief, on, caseId)).decisions;
  await world.does(world.street, on, 'case.serve', {
    id: decision?.id ?? '',
    servedOn: on,
    way: 'direct',
    receiver: '家属',
  });
}

beforeAll(async () => {
  world = await createCaseWorld();
  await enact(world, parameter.dibaoStandard, 'urban', yuan(830), {
    from: '2020-04-01',
    known: '2020-01-20 10:00:00+08',
  });
});
afterAll(() => world.database.drop());

describe('§5.4 example 7: a death of 10 May is learnt in August', () => {
  let family: Family;
  let awardId: string;
  let claim: Claim;

  beforeAll(async () => {
    family = await world.family();
    awardId = (await addAward(world, dibao, family)).id;
    for (let m = 1; m <= 8; m += 1) await payMonth(world, dibao, `2020-0${m}`);
    await learn(
      world,
      family.members[0],
      { kind: 'person.life', code: 'dead', from: '2020-05-10' },
      '2020-08-20 09:00:00+08',
    );
    await payMonth(world, dibao, '2020-09');
    claim = await claimOf(awardId);
  });

  test('posting the run opens one claim of 3 × 830 yuan, with the cause that the facts suggest', () => {
    expect(claim).toMatchObject({
      claimedFen: yuan('2490.00'),
      owedFen: yuan('2490.00'),
      causeProposed: 'death_late',
      cause: null,
    });
  });

  test('asking again for the same run opens nothing', async () => {
    await asChief(async (context) => {
      await openMissing(context.tx, context.clock);
      const run = await findRow<{ id: string }>(
        context.tx,
        sql`select id from payment_run where run_no = 'FF202009DB01'`,
      );
      await openRecoveries(
        context.tx,
        { id: run?.id ?? '', runNo: 'FF202009DB01', programme: 'dibao' },
        context.clock,
      );
    });
    expect(await claimsOf(awardId)).toHaveLength(1);
    await booksHold();
  });

  test('another street does not see it, and nobody opens one by hand', async () => {
    const seen = await world.within(world.otherStreet, '2020-09-10', ({ tx }) => findClaim(tx, claim.caseId));
    expect(seen).toBeUndefined();
    const refusal = await refusalOf(
      world.does(world.leader, '2020-09-10', 'case.open', {
        lifecycle: 'benefit-recovery',
        subject: family.householdId,
        data: {},
      }),
    );
    expect(refusal.kind).toBe('forbidden');
  });

  test('who confirmed the cause does not decide; before the decision there is no plan', async () => {
    const early = await refusalOf(
      world.acts(world.clerk, '2020-09-10', claim.caseId, 'agree-plan', { input: {} }),
    );
    expect(early.code).toBe('case.transition');
    await claimed(claim.caseId, '2020-09-10', 'death_late');
    expect(await stateOf(claim.caseId)).toBe('claim-issued');
  });

  test('instalments that do not sum to the claim are refused with both sums', async () => {
    const refusal = await refusalOf(
      world.acts(world.clerk, '2020-09-15', claim.caseId, 'agree-plan', {
        input: {
          way: 'bank',
          agreedOn: '2020-09-15',
          agreement: '协议1号',
          firstOn: '2020-10-10',
          schedule: ['2020-10-10=1000', '2020-11-10=1489.99'],
        },
      }),
    );
    expect(refusal.code).toBe('recovery.instalments-sum');
    expect(refusal.zh).toContain('2489.99');
    expect(refusal.zh).toContain('2490.00');
  });

  test('three equal instalments by bank; a reminder for the first when it is due, once', async () => {
    await world.acts(world.clerk, '2020-09-15', claim.caseId, 'agree-plan', {
      input: { way: 'bank', agreedOn: '2020-09-15', agreement: '协议1号', firstOn: '2020-10-10', count: 3 },
    });
    const remind = (day: string) => asChief<number>(({ tx }) => remindOfInstalments(tx, plainDate(day)), day);
    expect(await remind('2020-10-09')).toBe(0);
    expect(await remind('2020-10-10')).toBe(1);
    expect(await remind('2020-10-11')).toBe(1);
    const { tasks } = await world.reads(world.clerk, '2020-10-11', claim.caseId);
    expect(tasks.map(({ title }) => title.zh).filter((title) => title.includes('催收'))).toEqual([
      expect.stringContaining('830.00'),
    ]);
  });

  test('money of the bank brings it down; the same reference again, too much and another role are refused', async () => {
    const pay = (amount: string, reference: string, actor = world.finance) =>
      world.acts(actor, '2020-10-12', claim.caseId, 'record-receipt', {
        input: { amount, receivedOn: '2020-10-12', reference },
      });
    const bank = await balance('bank:treasury');
    expect((await pay('830', 'YH001')).state).toBe('repaying');
    expect((await refusalOf(pay('830', 'YH001'))).zh).toContain('已登记过');
    expect((await refusalOf(pay('1660.01', 'YH002'))).zh).toContain('1,660.00');
    expect((await refusalOf(pay('1', 'YH003', world.clerk))).kind).toBe('forbidden');
    expect(await balance('bank:treasury')).toBe(bank + yuan(830));
    expect(await balance('recovered:dibao')).toBe(-yuan(830));
    const { tasks } = await world.reads(world.clerk, '2020-10-12', claim.caseId);
    expect(tasks.filter(({ title }) => title.zh.includes('催收'))).toEqual([]);
    await booksHold();
  });

  test('a write-off needs a collective decision and another person', async () => {
    const propose = (meeting: string) =>
      world.acts(world.clerk, '2020-11-12', claim.caseId, 'propose-waiver', {
        input: { amount: '660.00', meeting },
        reason: '遗属生活困难',
      });
    expect((await refusalOf(propose(''))).code).toBe('request.input');
    await propose('局党组会议纪要〔2020〕18号');
    expect(
      (await refusalOf(world.acts(world.clerk, '2020-11-12', claim.caseId, 'approve-waiver'))).kind,
    ).toBe('forbidden');
    expect((await world.acts(world.chief, '2020-11-13', claim.caseId, 'approve-waiver')).state).toBe(
      'repaying',
    );
    expect(await claimOf(awardId)).toMatchObject({ waivedFen: yuan(660), owedFen: yuan(1_000) });
    await booksHold();
  });

  test('recovered and written off make the claim: it is cleared, and the books hold', async () => {
    const done = await world.acts(world.finance, '2020-11-20', claim.caseId, 'record-receipt', {
      input: { amount: '1000', receivedOn: '2020-11-20', reference: 'YH009' },
    });
    expect(done.state).toBe('cleared');
    expect(await claimOf(awardId)).toMatchObject({
      claimedFen: yuan(2_490),
      recoveredFen: yuan(1_830),
      waivedFen: yuan(660),
      owedFen: 0,
    });
    expect(await balance('receivable:dibao')).toBe(0);
    // What was given up stays in sight.
    expect(await balance('writtenoff:dibao')).toBe(66_000);
    expect(await balance('recoverable:dibao')).toBe(-66_000);
    await booksHold();
  });
});

describe('an income that was not declared is deducted from coming payments', () => {
  let family: Family;
  let awardId: string;
  let claim: Claim;

  beforeAll(async () => {
    family = await world.family();
    awardId = (await addAward(world, dibao, family, '2020-08')).id;
    // Its first two months, 830 each, come with the supplement of September.
    const { runNo } = await compute(world, dibao, '2020-09', {
      supplement: true,
      knownAt: instant('2020-09-20 09:00:00+08'),
    });
    await finishRun(world, dibao, runNo, '2020-09');
    await learn(
      world,
      family.members[0],
      { kind: 'income.wage', num: yuan(300), from: '2020-08-01' },
      '2020-09-25 09:00:00+08',
    );
    const october = await compute(world, dibao, '2020-10');
    await finishRun(world, dibao, october.runNo, '2020-10');
    claim = await claimOf(awardId);
  });

  test('two months at 300 yuan too much; the range of the fine is a proposal', async () => {
    expect(claim).toMatchObject({ claimedFen: yuan(600), causeProposed: 'income_hidden' });
  });

  test('nothing is deducted before the decision is served', async () => {
    await world.acts(world.clerk, '2020-10-10', claim.caseId, 'confirm-cause', {
      input: { cause: 'income_hidden' },
    });
    await world.acts(world.chief, '2020-10-10', claim.caseId, 'issue-claim');
    const plan = {
      way: 'deduction',
      agreedOn: '2020-10-12',
      agreement: '协议2号',
      firstOn: '2020-11-01',
      count: 2,
    };
    const agree = () => world.acts(world.clerk, '2020-10-12', claim.caseId, 'agree-plan', { input: plan });
    expect((await refusalOf(agree())).zh).toContain('尚未送达');
    const [decision] = (await world.reads(world.chief, '2020-10-12', claim.caseId)).decisions;
    await world.does(world.street, '2020-10-12', 'case.serve', {
      id: decision?.id ?? '',
      servedOn: '2020-10-12',
      way: 'direct',
      receiver: '本人',
    });
    expect((await agree()).state).toBe('repaying');
  });

  test('a fifth of the month at most: 106.00 of 530.00; a run that is taken back takes it with it', async () => {
    const first = await compute(world, dibao, '2020-11');
    expect(await itemsOf(first.runNo, family)).toEqual([{ amount: yuan(424) }]);
    expect(await claimOf(awardId)).toMatchObject({ owedFen: yuan(600), pendingFen: yuan(106) });
    await booksHold();
    const meanwhile = await refusalOf(
      world.acts(world.finance, '2020-11-06', claim.caseId, 'record-receipt', {
        input: { amount: '500', receivedOn: '2020-11-06', reference: 'YH100' },
      }),
    );
    expect(meanwhile.zh).toContain('494.00');
    await world.within(world.clerk, '2020-11-06', ({ tx }) => voidRun(tx, first.runNo, '测试作废'));
    expect(await claimOf(awardId)).toMatchObject({ owedFen: yuan(600), pendingFen: 0 });
    const second = await compute(world, dibao, '2020-11', { knownAt: instant('2020-11-06 09:00:00+08') });
    expect(await itemsOf(second.runNo, family)).toEqual([{ amount: yuan(424) }]);
    const payable = await balance('payable:dibao');
    await finishRun(world, dibao, second.runNo, '2020-11');
    expect(await balance('payable:dibao')).toBe(payable);
    expect(await claimOf(awardId)).toMatchObject({
      recoveredFen: yuan(106),
      owedFen: yuan(494),
      pendingFen: 0,
    });
    await booksHold();
  });

  test('what a correction says had been due goes off the claim and is not paid a second time', async () => {
    // The wage began in September after all: 300 of August had been due.
    await learn(
      world,
      family.members[0],
      { kind: 'income.wage', num: 0, from: '2020-08-01' },
      '2020-11-20 09:00:00+08',
    );
    await learn(
      world,
      family.members[0],
      { kind: 'income.wage', num: yuan(300), from: '2020-09-01' },
      '2020-11-20 10:00:00+08',
    );
    const run = await compute(world, dibao, '2020-12');
    // 530 of December less a fifth; the 300 of August go against the claim: owed were 494, so 194 are left.
    expect(await itemsOf(run.runNo, family)).toEqual([{ amount: yuan(424) }]);
    await finishRun(world, dibao, run.runNo, '2020-12');
    expect(await claimOf(awardId)).toMatchObject({
      claimedFen: yuan(300),
      recoveredFen: yuan(212),
      owedFen: yuan(88),
    });
    await booksHold();
  });

  test('an upheld objection withdraws what is still claimed, not by who confirmed the cause', async () => {
    const refusal = await refusalOf(
      world.acts(world.clerk, '2020-12-10', claim.caseId, 'withdraw-claim', { reason: '异议成立' }),
    );
    expect(refusal.kind).toBe('forbidden');
    const done = await world.acts(world.chief, '2020-12-10', claim.caseId, 'withdraw-claim', {
      reason: '异议成立',
    });
    expect(done.state).toBe('claim-withdrawn');
    expect(await claimOf(awardId)).toMatchObject({ owedFen: 0, withdrawnFen: yuan(88) });
    expect(await balance('receivable:dibao')).toBe(0);
    await booksHold();
  });
});

describe('the database itself', () => {
  test('keeps a claim from falling below nothing, an item from falling below its lines, and the account as it is', async () => {
    const [claim] = await asChief<Claim[]>(({ tx }) => findClaims(tx, sql`true`));
    const change = (statement: ReturnType<typeof sql>) =>
      asChief(({ tx }) => tx.db.execute(statement)).catch(
        (error: unknown) => ((error as Error).cause as { code: string }).code,
      );
    expect(
      await change(sql`insert into recovery_entry (case_id, division_no, kind, amount_fen, booked_on, account_id)
        values (${claim?.caseId}::uuid, ${claim?.divisionNo}, 'bank', -1, '2020-12-11', ${world.chief.accountId})`),
    ).toBe('HM005');
    expect(
      await change(sql`insert into payment_deduction (run_id, seq, item_seq, case_id, award_id, division_no, kind, amount_fen)
        select id, 99, 1, ${claim?.caseId}::uuid, ${claim?.awardId}::uuid, ${claim?.divisionNo}, 'deduction', 1 from payment_run
         where run_no = 'FF202012DB01'`),
    ).toBe('HM006');
    expect(await change(sql`update recovery_entry set amount_fen = 1`)).toBe('42501');
    expect(await change(sql`delete from payment_deduction`)).toBe('42501');
  });
});
