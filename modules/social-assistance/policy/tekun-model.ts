import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import type { MemberOf, SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';

export const facts = {
  person: {
    life: fact.lifeStatus,
    custody: fact.custody,
    hukou: fact.personHukou,
    category: fact.disabilityCategory,
    level: fact.disabilityLevel,
    noMeans: fact.noMeans,
    noSupporter: fact.noSupporter,
    failedItems: fact.failedAbilities,
    setting: fact.careSetting,
    supporter: fact.supporterState,
    inSchool: fact.inSchool,
    childBenefit: fact.childBenefit,
    wage: fact.wageIncome,
    business: fact.businessIncome,
    property: fact.propertyIncome,
    transfer: fact.transferIncome,
  },
};

export const parameters = {
  tekunStandard: parameter.tekunStandard,
  careStandard: parameter.careStandard,
  extraMonths: parameter.extraMonths,
  dibaoStandard: parameter.dibaoStandard,
  priceIndex: parameter.priceIndex,
  priceTrigger: parameter.priceTrigger,
  priceMultiplier: parameter.priceMultiplier,
};

/** `already`: whether the person has an award of tekun itself in force, which keeps a minor on it beyond 16. */
export type Case = SubjectOf<typeof facts, 'already'>;
export type Person = MemberOf<typeof facts>;
export type Parameters = ParameterValuesOf<typeof parameters>;
type Component = 'basic' | 'care' | 'extra_month' | 'price';
type Refusal = 'ended' | 'hukou-unknown' | 'labour' | 'means' | 'supporter' | 'child-benefit';
export type TekunDraft = Draft<Component, Refusal>;
