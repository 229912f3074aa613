import { inputError } from '../base/errors.ts';
import { plainDate } from '../base/plain-date.ts';
import { defineUseCase, type UseCase, type UseCaseContext } from '../module/define-use-case.ts';
import * as policy from './access-policy.ts';
import * as contract from './admin-contract.ts';
import { unmaskPersonal as unmaskContract } from './contract.ts';
import * as delegation from './delegation.ts';
import * as grants from './role-grant.ts';
import { unmask, type UnmaskSource } from './unmask.ts';
import { requirePermission } from './permission.ts';
import { recordUnmaskSource } from '../register/unmask-source.ts';
import { withAddress } from './unmask-person.ts';

const grantRole = defineUseCase({
  id: 'access.grant',
  label: { zh: '授予角色', en: 'grant a role' },
  contract: contract.grantRole,
  run: async ({ tx, clock }, { from, to, ...given }) => {
    const grant = { ...given, from: plainDate(from), to: plainDate(to) };
    const { id } = await grants.grantRole(tx, grant, clock.today(), clock.now());
    const { username, role, divisionNo, reason } = given;
    return {
      output: { id },
      about: {
        objectKind: 'role_grant',
        objectId: id,
        details: { username, role, divisionNo, from, to, reason },
      },
    };
  },
});

const endGrant = defineUseCase({
  id: 'access.grant-end',
  label: { zh: '结束授权', en: 'end a grant' },
  contract: contract.endGrant,
  run: async ({ tx, clock }, { id, reason }) => {
    const { accountId } = await grants.endGrant(tx, id, reason, clock.now());
    return {
      output: { id },
      about: { objectKind: 'role_grant', objectId: id, details: { accountId, reason } },
    };
  },
});

const changeAccessPolicy = defineUseCase({
  id: 'access.policy',
  label: { zh: '修改安全策略', en: 'change the access policy' },
  contract: contract.changeAccessPolicy,
  run: async ({ tx }, { values, reason }) => {
    const changed = await policy.changeAccessPolicy(tx, values);
    return {
      output: { changed: Object.keys(changed) },
      about: { objectKind: 'access_policy', objectId: '1', details: { changed, reason } },
    };
  },
});

const giveDelegation = defineUseCase({
  id: 'access.delegate',
  label: { zh: '委托代办', en: 'delegate' },
  contract: contract.giveDelegation,
  run: async ({ tx, clock }, { principal = tx.actor.username, delegate, from, until, reason }) => {
    const given = { principal, delegate, from: plainDate(from), until: plainDate(until), reason };
    const { id } = await delegation.giveDelegation(tx, given, clock.today());
    return { output: { id }, about: { objectKind: 'delegation', objectId: id, details: given } };
  },
});

const endDelegation = defineUseCase({
  id: 'access.delegate-end',
  label: { zh: '结束委托', en: 'end a delegation' },
  contract: contract.endDelegation,
  run: async ({ tx, clock }, { id }) => {
    const { principalId } = await delegation.endDelegation(tx, id, clock.now());
    return { output: { id }, about: { objectKind: 'delegation', objectId: id, details: { principalId } } };
  },
});

/** Covered fields of every declared record; of a person also where the household lives. */
function sourceOf({ registry, tx }: UseCaseContext, objectKind: string): UnmaskSource {
  const record = registry.records.get(objectKind);
  if (record === undefined) {
    const kinds = [...registry.records.keys()];
    throw inputError(
      'access.unmask-kind',
      `可查看完整信息的记录种类为：${kinds.join('、')}。`,
      `Kinds of records that can be unmasked are: ${kinds.join(', ')}.`,
    );
  }
  requirePermission(tx.actor, `${record.area}.read`);
  const source = recordUnmaskSource(record);
  return objectKind === 'person' ? withAddress(source) : source;
}

const unmaskPersonal = defineUseCase({
  id: 'personal.unmask',
  label: { zh: '查看完整个人信息', en: 'see personal data in full' },
  contract: unmaskContract,
  run: async (context, { objectKind, ...request }) => {
    const fields = await unmask(context.tx, context.keyring, sourceOf(context, objectKind), request);
    // The free text stays in the access row: it may name somebody.
    const details = { fields: request.fields, caseNo: request.caseNo ?? null };
    const about = { objectKind, objectId: request.id, purpose: request.purpose, details };
    return { output: { fields }, about };
  },
});

export const accessUseCases: readonly UseCase[] = [
  grantRole,
  endGrant,
  changeAccessPolicy,
  giveDelegation,
  endDelegation,
  unmaskPersonal,
];
