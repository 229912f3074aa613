import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { digestOf } from '../../../kernel/base/digest.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { rowsOf } from '../../../kernel/db/rows.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase } from '../../../kernel/module/define-use-case.ts';
import { AREA } from '../model/records.ts';
import { type Candidate, drawSample } from '../policy/sample.ts';

/** Not below thirty in a hundred, and all relatives of staff and all complaints (民发〔2012〕220号; 民发〔2021〕43号). */
const SHARE_MIN = 30;

/** Draws awards for on-site checks. Nothing is kept but the audit row, with the seed and the digest of the frame. */
export const drawSampleNow = defineUseCase({
  id: 'benefit-supervision.draw-sample',
  label: { zh: '抽取入户抽查对象', en: 'draw a sample for on-site checks' },
  contract: defineContract({
    method: 'POST',
    path: '/api/benefit-supervision/samples',
    summary: 'Draw awards in force today for on-site checks, by a seed that an auditor can repeat',
    permission: `${AREA}.read`,
    input: z.object({
      programme: z.string().max(40),
      seed: z.string().min(1).max(80),
      percent: z.int().min(SHARE_MIN).max(100).default(SHARE_MIN),
      day: z.iso.date().optional(),
    }),
    output: z.object({
      day: z.string(),
      frame: z.int(),
      frameDigest: z.string(),
      drawn: z.array(z.object({ id: z.string(), why: z.enum(['random', 'relative', 'complaint']) })),
    }),
  }),
  run: async ({ tx, registry, clock }, { programme, seed, percent, day: asked }) => {
    if (!registry.programmes.has(programme))
      throw inputError('supervision.programme-unknown', '没有这项待遇。', 'There is no such programme.');
    const day = asked ?? clock.today();
    const candidates = await rowsOf<{ [K in keyof Candidate]: Candidate[K] }>(
      tx,
      sql`select a.award_no as id, case
            when exists (select 1 from staff_relatives_of(a.subject_kind, a.subject_id, a.payee_person_id)) then 'relative'
            when exists (select 1 from objection o join case_file c on c.id = o.case_id
                          where c.subject_id = a.subject_id) then 'complaint' end as always
            from award_in_force a where a.programme = ${programme} and a.valid_from <= ${day}::date
             and (a.valid_to is null or a.valid_to > ${day}::date) order by a.award_no`,
    );
    const drawn = drawSample(candidates, seed, percent);
    const frameDigest = digestOf(candidates.map(({ id }) => id));
    const details = { seed, percent, day, frame: candidates.length, frameDigest, drawn: drawn.length };
    return {
      output: { day, frame: candidates.length, frameDigest, drawn },
      about: { objectKind: 'sample', objectId: programme, details },
    };
  },
});
