import { defineUseCase, type UseCase } from '../module/define-use-case.ts';
import { act } from './act.ts';
import * as contract from './contract.ts';
import { readLetter, recordAppeal, serveDecision } from './decisions.ts';
import { handOver } from './hand-over.ts';
import { noticeMissing, tickMaterial } from './materials.ts';
import { decideObjection, raiseObjection } from './objections.ts';
import { openCase } from './open-case.ts';
import { pauseClock, resumeClock } from './pause-clock.ts';
import { declareRelative, endDeclaration } from './staff-relatives.ts';

const about = (id: string, details: Readonly<Record<string, unknown>> = {}) => ({
  objectKind: 'case',
  objectId: id,
  details,
});

const open = defineUseCase({
  id: 'case.open',
  label: { zh: '登记办件', en: 'open a case' },
  contract: contract.openCaseContract,
  run: async (context, input) => {
    const output = await openCase(context, input);
    return { output, about: about(output.id, { caseNo: output.caseNo, lifecycle: input.lifecycle }) };
  },
});

const takeAction = defineUseCase({
  id: 'case.act',
  label: { zh: '办理一步', en: 'take an action of a case' },
  contract: contract.actContract,
  run: async (context, input) => {
    const output = await act(context, input);
    return { output, about: about(output.id, { action: input.action, state: output.state }) };
  },
});

const material = defineUseCase({
  id: 'case.material',
  label: { zh: '登记材料', en: 'record a material' },
  contract: contract.materialContract,
  run: async (context, input) => ({
    output: await tickMaterial(context, input),
    about: about(input.id, { material: input.material, action: input.action }),
  }),
});

const missing = defineUseCase({
  id: 'case.notice-missing',
  label: { zh: '一次性告知补正', en: 'tell once what is missing' },
  contract: contract.noticeMissingContract,
  run: async (context, input) => {
    const { missing: ids, ...output } = await noticeMissing(context, input);
    return { output: { ...output, missing: [...ids] }, about: about(input.id, { missing: ids }) };
  },
});

const pause = defineUseCase({
  id: 'case.pause',
  label: { zh: '停表', en: 'let the clock stand still' },
  contract: contract.pauseContract,
  run: async (context, input) => ({
    output: await pauseClock(context, input),
    about: about(input.id, { reason: input.reason }),
  }),
});

const resume = defineUseCase({
  id: 'case.resume',
  label: { zh: '恢复计时', en: 'let the clock go on' },
  contract: contract.resumeContract,
  run: async (context, input) => ({ output: await resumeClock(context, input), about: about(input.id) }),
});

const giveOver = defineUseCase({
  id: 'case.hand-over',
  label: { zh: '移交办件', en: 'hand a case over' },
  contract: contract.handOverContract,
  run: async (context, input) => ({
    output: await handOver(context, input),
    about: about(input.id, { to: input.to }),
  }),
});

const raise = defineUseCase({
  id: 'case.object',
  label: { zh: '登记公示异议', en: 'record an objection' },
  contract: contract.objectContract,
  run: async (context, input) => {
    const output = await raiseObjection(context, input);
    return { output, about: about(input.id, { objection: output.objectionId }) };
  },
});

const settleObjection = defineUseCase({
  id: 'case.decide-objection',
  label: { zh: '处理公示异议', en: 'decide an objection' },
  contract: contract.decideObjectionContract,
  run: async (context, input) => ({
    output: await decideObjection(context, input),
    about: about(input.id, { objection: input.objectionId, outcome: input.outcome }),
  }),
});

const serve = defineUseCase({
  id: 'case.serve',
  label: { zh: '登记送达', en: 'record service' },
  contract: contract.serveContract,
  run: async (context, input) => {
    const { id, caseId, decisionNo } = await serveDecision(context, input);
    return { output: { id, decisionNo }, about: about(caseId, { decisionNo, way: input.way }) };
  },
});

const appeal = defineUseCase({
  id: 'case.appeal',
  label: { zh: '登记复议或诉讼', en: 'record an appeal' },
  contract: contract.appealContract,
  run: async (context, input) => {
    const { caseId, ...output } = await recordAppeal(context, input);
    return { output, about: about(caseId, { kind: input.kind, inTime: output.inTime }) };
  },
});

const letter = defineUseCase({
  id: 'case.letter',
  label: { zh: '查看决定文书', en: 'read a decision letter' },
  contract: contract.letterContract,
  run: async (context, input) => ({
    output: await readLetter(context, input.id),
    about: { objectKind: 'decision', objectId: input.id, purpose: input.purpose },
  }),
});

const declare = defineUseCase({
  id: 'staff-relative.declare',
  label: { zh: '备案近亲属', en: 'declare a relative of the staff' },
  contract: contract.declareRelativeContract,
  run: async ({ tx, keyring, clock }, input) => {
    const output = await declareRelative(tx, keyring, input, clock.today());
    return {
      output,
      about: { objectKind: 'staff-relative', objectId: output.id, details: { username: input.username } },
    };
  },
});

const endRelative = defineUseCase({
  id: 'staff-relative.end',
  label: { zh: '终止近亲属备案', en: 'end a declaration' },
  contract: contract.endRelativeContract,
  run: async ({ tx, clock }, { id }) => {
    await endDeclaration(tx, id, clock.today());
    return { output: { id }, about: { objectKind: 'staff-relative', objectId: id } };
  },
});

/** What people do with cases. */
export const useCases: readonly UseCase[] = [
  open,
  takeAction,
  material,
  missing,
  pause,
  resume,
  giveOver,
  raise,
  settleObjection,
  serve,
  appeal,
  letter,
  declare,
  endRelative,
];
