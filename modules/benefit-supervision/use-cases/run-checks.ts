import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { fixedClock } from '../../../kernel/base/clock.ts';
import type { PlainDate } from '../../../kernel/base/plain-date.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { defineJob } from '../../../kernel/event/define-job.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase, type UseCaseContext } from '../../../kernel/module/define-use-case.ts';
import { AREA } from '../model/records.ts';
import { type Check, checks } from './checks.ts';
import { registerClue } from './register-clue.ts';

/** More of one check in one night are a fault of the data, not clues; the rest comes the next night. */
const FINDINGS_MAX = 2000;

interface Finding extends Record<string, unknown> {
  readonly awardNo: string;
  readonly programme: string;
  readonly personId: string;
  readonly month: string;
  readonly ownSide: string;
  readonly otherSide: string;
  readonly riskFen: number;
}

/** Findings that are no clue yet, most money first. The same inputs give the same clue numbers, whoever runs it. */
const findNew = (
  { tx }: UseCaseContext,
  check: Check,
  day: PlainDate,
): Promise<(Finding & { clueNo: string })[]> =>
  rowsOf<Finding & { clueNo: string }>(
    tx,
    sql`select * from (
          select ${check.id}::text || '-' || f.award_no || '-' || right(f.person_id::text, 12) || '-' || to_char(f.since, 'YYYYMM') as "clueNo",
                 f.award_no as "awardNo", f.programme, f.person_id as "personId", to_char(f.since, 'YYYY-MM') as month,
                 left(f.own_side, 500) as "ownSide", left(f.other_side, 500) as "otherSide", f.risk_fen as "riskFen"
            from (${check.rows(day)}) f) n
         where not exists (select 1 from supervision_clue x where x.clue_no = n."clueNo" and x.ended_on is null)
         order by "riskFen" desc, "clueNo" limit ${FINDINGS_MAX}`,
  );

/** Runs every check for a day: each finding becomes a clue with both sides, and is never one twice. */
export async function runChecks(context: UseCaseContext, day: PlainDate): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const check of checks) {
    const findings = await findNew(context, check, day);
    for (const { month: _, ...finding } of findings) {
      const rule = `${check.id} ${check.label.zh}`;
      const origin = {
        origin: 'own',
        rule,
        severity: check.severity,
        sourceDocument: `本级自查 ${day}`,
      } as const;
      await registerClue(context, { ...finding, ...origin });
    }
    found[check.id] = findings.length;
  }
  return found;
}

/** The night's run, asked for by hand. */
export const runChecksNow = defineUseCase({
  id: 'benefit-supervision.run-checks',
  label: { zh: '运行本级自查比对', en: 'run the cross-checks' },
  contract: defineContract({
    method: 'POST',
    path: '/api/benefit-supervision/check-runs',
    summary: 'Run the declared cross-checks for today; findings that are clues already add nothing',
    permission: `${AREA}.approve`,
    input: z.object({}),
    output: z.object({ day: z.string(), found: z.record(z.string(), z.int()) }),
  }),
  run: async (context) => {
    const day = context.clock.today();
    const found = await runChecks(context, day);
    return { output: { day, found }, about: { objectKind: 'check-run', objectId: day, details: found } };
  },
});

export const nightlyChecks = defineJob({
  id: 'benefit-supervision-checks',
  label: { zh: '惠民政策本级自查比对', en: 'cross-checks of benefits' },
  cron: '20 1 * * *',
  run: async (context) => {
    await runChecks({ ...context, clock: fixedClock(`${context.day}T01:20`) }, context.day);
  },
});
