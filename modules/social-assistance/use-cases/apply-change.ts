import { requirePermission } from '../../../kernel/access/permission.ts';
import { plainDate } from '../../../kernel/base/plain-date.ts';
import { defineUseCase } from '../../../kernel/module/define-use-case.ts';
import { applyChange as contract } from '../contract.ts';
import {
  carryOutChange,
  refuseLivingAwards,
  refuseUnfitSuccessor,
  requireSuccessor,
} from './carry-out-change.ts';

/**
 * Records what a life event changes, in one transaction; the next monthly run then pays exactly the difference.
 * Errors: an award that ends needs the right to confirm awards; it still has somebody; no payee was chosen.
 */
export const applyChange = defineUseCase({
  id: 'assistance.apply-change',
  label: { zh: '办理待遇变更', en: 'carry out a change of assistance' },
  contract,
  changesMoney: true,
  run: async ({ tx }, change) => {
    if (change.endAwards.length > 0) requirePermission(tx.actor, 'award.confirm');
    const on = plainDate(change.endFrom);
    requireSuccessor(change);
    await carryOutChange(tx, change);
    await refuseLivingAwards(tx, change.endAwards, on);
    if (change.successorId !== undefined) await refuseUnfitSuccessor(tx, change.successorId, on);
    const [first] = change.facts;
    return {
      output: {
        facts: change.facts.length,
        ended: change.endAwards.length,
        payees: change.successorId === undefined ? 0 : change.succeed.awards.length,
      },
      about: {
        ...(first === undefined ? {} : { objectKind: 'person', objectId: first.personId }),
        details: { facts: change.facts.map((fact) => fact.kind), endAwards: change.endAwards },
      },
    };
  },
});
