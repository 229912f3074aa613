import { z } from 'zod';
import { blindIndex } from '../../../kernel/access/cipher.ts';
import { inputError } from '../../../kernel/base/errors.ts';
import { parseIdNumber } from '../../../kernel/base/id-number.ts';
import { defineContract } from '../../../kernel/module/define-contract.ts';
import { defineUseCase } from '../../../kernel/module/define-use-case.ts';
import { AREA } from '../model/records.ts';
import { getAwardOf, registerClue } from './register-clue.ts';

const CLUES_MAX = 500;
const Clue = z.object({
  clueNo: z.string().min(1).max(80),
  idNo: z.string().max(18),
  programme: z.string().max(40),
  rule: z.string().min(1).max(80),
  severity: z.enum(['A', 'B', 'C']).default('B'),
  evidence: z.string().min(1).max(500),
  riskFen: z.int().min(0).default(0),
});

/** Takes over the clue list of the upper level's big-data check; all of it or nothing, and a second time nothing. */
export const importClues = defineUseCase({
  id: 'benefit-supervision.import-clues',
  label: { zh: '接收上级问题线索', en: 'take over clues of the upper level' },
  contract: defineContract({
    method: 'POST',
    path: '/api/benefit-supervision/clue-lists',
    summary:
      'Take over a clue list of the upper level, opening a dossier for each household and a case for each clue',
    permission: `${AREA}.approve`,
    input: z.object({
      document: z.string().min(1).max(80),
      clues: z.array(Clue).min(1).max(CLUES_MAX),
    }),
    output: z.object({ registered: z.int(), known: z.int() }),
  }),
  run: async (context, { document, clues }) => {
    let registered = 0;
    for (const { idNo, evidence, programme, ...clue } of clues) {
      if (!context.registry.programmes.has(programme)) throw unknownProgramme(clue.clueNo);
      const id = parseIdNumber(idNo, context.clock.today());
      if (!id.ok)
        throw inputError('supervision.id-number', `线索${clue.clueNo}：${id.zh}`, `${clue.clueNo}: ${id.en}`);
      const index = blindIndex(context.keyring, 'id-number', id.idNumber);
      const award = await getAwardOf(context, index, programme, clue.clueNo);
      const isNew = await registerClue(context, {
        ...clue,
        ...award,
        programme,
        origin: 'upper',
        sourceDocument: document,
        ownSide: `待遇${award.awardNo}`,
        otherSide: evidence,
      });
      if (isNew) registered += 1;
    }
    const output = { registered, known: clues.length - registered };
    return { output, about: { objectKind: 'clue-list', objectId: document, details: output } };
  },
});

const unknownProgramme = (clueNo: string) =>
  inputError(
    'supervision.programme',
    `线索${clueNo}：没有这项待遇，请填写待遇标识（如 severe-nursing）。`,
    `Clue ${clueNo}: there is no such programme; give its id, such as severe-nursing.`,
  );
