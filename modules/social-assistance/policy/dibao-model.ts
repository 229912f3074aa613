import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import type { MemberOf, SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { incomeFacts } from './income.ts';

export const facts = {
  award: { exitFrom: fact.exitFrom, exitBase: fact.exitBase },
  household: { hukou: fact.householdHukou, assetsWithin: fact.assetsWithin },
  person: {
    life: fact.lifeStatus,
    custody: fact.custody,
    notCounted: fact.notCountedReason,
    alone: fact.appliesAlone,
    ...incomeFacts,
    category: fact.disabilityCategory,
    jobRefusals: fact.jobRefusals,
  },
};

export const parameters = {
  dibaoStandard: parameter.dibaoStandard,
  supplementRate: parameter.supplementRate,
  elderAge: parameter.supplementElderAge,
  jobRefusalLimit: parameter.jobRefusalLimit,
  extraMonths: parameter.extraMonths,
  priceIndex: parameter.priceIndex,
  priceTrigger: parameter.priceTrigger,
  priceMultiplier: parameter.priceMultiplier,
  marginalMultiple: parameter.marginalMultiple,
  exitMonths: parameter.exitMonths,
  exitRate: parameter.exitRate,
};

export type Family = SubjectOf<typeof facts, never>;
export type Member = MemberOf<typeof facts>;
export type Parameters = ParameterValuesOf<typeof parameters>;
type Component = 'basic' | 'supplement' | 'extra_month' | 'price' | 'gradual_exit';
type Refusal = 'no-member' | 'hukou-unknown' | 'assets' | 'income' | 'not-alone';
export type DibaoDraft = Draft<Component, Refusal>;
