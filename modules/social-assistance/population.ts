import { definePopulation, type TakeUp } from '../../kernel/simulation/population-view.ts';
import * as fact from './model/facts.ts';
import { dibao } from './policy/dibao.ts';
import { disabledLiving, severeNursing } from './policy/disability-subsidies.ts';
import { tekun } from './policy/tekun.ts';

/** 老年人权益保障法 art. 2. */
const ELDER_AGE = 60;
const ADULT_AGE = 18;

/** How forecasts of assistance tell people apart. */
export const population = definePopulation({
  facts: {
    household: { hukou: fact.householdHukou },
    person: { hukou: fact.personHukou, level: fact.disabilityLevel, ill: fact.seriousIllness },
  },
  areaOf: ({ household, members }) => household.hukou ?? members[0]?.hukou ?? null,
  categories: [
    {
      id: 'elder',
      label: { zh: '老年人（60周岁以上）', en: 'elders (60 and older)' },
      holds: (_, age) => age >= ELDER_AGE,
    },
    {
      id: 'minor',
      label: { zh: '未成年人', en: 'minors' },
      holds: (_, age) => age < ADULT_AGE,
    },
    {
      id: 'disabled',
      label: { zh: '残疾人', en: 'disabled people' },
      holds: ({ level }) => level !== null,
    },
    {
      id: 'severe',
      label: { zh: '重度残疾人（一、二级）', en: 'severely disabled people (level 1 and 2)' },
      holds: ({ level }) => level === '1' || level === '2',
    },
    {
      id: 'ill',
      label: { zh: '重病患者', en: 'seriously ill people' },
      holds: ({ ill }) => ill,
    },
  ],
});

const INCOME = {
  label: { zh: '家庭收入', en: 'income of the family' },
  anyOf: [fact.wageIncome, fact.businessIncome, fact.propertyIncome, fact.transferIncome, fact.basicPension],
};
const APPLICATION = [
  { zh: '救助申请书', en: 'application' },
  { zh: '家庭经济状况核对授权书', en: 'authorisation of the check' },
];
const CERTIFICATE = [
  { zh: '补贴申请表', en: 'application for the subsidy' },
  { zh: '残疾人证', en: 'disability certificate' },
];

/** Who is looked at when those are sought who appear entitled and do not receive. */
export const takeUps: readonly TakeUp[] = [
  {
    programme: dibao,
    requires: fact.assetsWithin,
    // Dibao and tekun exclude each other in one person.
    excludedBy: ['tekun'],
    expected: [INCOME],
    documents: APPLICATION,
  },
  {
    programme: tekun,
    requires: fact.noMeans,
    excludedBy: [],
    expected: [
      { label: { zh: '生活自理能力评估', en: 'assessment of abilities' }, anyOf: [fact.failedAbilities] },
    ],
    documents: APPLICATION,
  },
  {
    programme: disabledLiving,
    requires: fact.disabilityLevel,
    excludedBy: [],
    expected: [],
    documents: CERTIFICATE,
  },
  {
    programme: severeNursing,
    requires: fact.disabilityLevel,
    excludedBy: [],
    expected: [],
    documents: CERTIFICATE,
  },
];
