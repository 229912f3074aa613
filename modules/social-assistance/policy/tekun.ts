import { month } from '../../../kernel/base/month.ts';
import { defineProgramme } from '../../../kernel/policy/define-programme.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { isAlive, priceSubsidyFen } from './counting.ts';
import { PRICE2016, SAIM, TK2016 } from './sources.ts';

export type CareGrade = 'self_care' | 'partial' | 'full';

/** Care grade by the six items of daily life: none failed, one to three, four to six (特困人员认定办法). */
export function careGrade(failedItems: number): CareGrade {
  if (failedItems === 0) return 'self_care';
  return failedItems <= 3 ? 'partial' : 'full';
}

interface Ability {
  readonly category: string | null;
  readonly level: string | null;
}

/** No labour capacity: 60 and older, under 16, mental or intellectual level 1–2, limb level 1 (民发〔2016〕178号 art. 5). */
export function hasNoLabour(age: number, { category, level }: Ability): boolean {
  if (age >= 60 || age < 16) return true;
  if (category === 'mental' || category === 'intellectual') return level === '1' || level === '2';
  return category === 'limb' && level === '1';
}

/** Support for people with no labour capacity, no means and no able supporter (特困人员救助供养). */
export const tekun = defineProgramme({
  id: 'tekun',
  label: { zh: '特困人员救助供养', en: 'support for extremely poor people' },
  code: 'TK',
  unit: 'person',
  cycle: 'monthly',
  fund: 'assistance',
  facts: {
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
    },
  },
  parameters: {
    tekunStandard: parameter.tekunStandard,
    careStandard: parameter.careStandard,
    extraMonths: parameter.extraMonths,
    dibaoStandard: parameter.dibaoStandard,
    priceIndex: parameter.priceIndex,
    priceTrigger: parameter.priceTrigger,
    priceMultiplier: parameter.priceMultiplier,
  },
  components: {
    basic: { zh: '基本生活费', en: 'basic living' },
    care: { zh: '照料护理费', en: 'care' },
    extra_month: { zh: '春节增发一个月', en: 'extra month before Spring Festival' },
    price: { zh: '价格临时补贴', en: 'temporary price subsidy' },
  },
  refusals: {
    ended: { zh: '已死亡或服刑，供养终止', en: 'dead or in custody' },
    'hukou-unknown': { zh: '户籍类别未登记', en: 'the hukou kind is not on file' },
    labour: { zh: '有劳动能力', en: 'able to work' },
    means: { zh: '有生活来源', en: 'has means of support' },
    supporter: { zh: '有具备履行能力的法定义务人', en: 'has an able legal supporter' },
  },
  enrolments: {},
  versions: [
    {
      id: 'TK2016',
      from: month('2016-10'),
      sources: [SAIM, TK2016, PRICE2016],
      decide: ({ members }, p, draft) => {
        const person = members[0];
        if (person === undefined || !isAlive(person) || person.custody) return draft.refuse('ended');
        if (person.hukou === null) return draft.refuse('hukou-unknown');
        const noLabour = hasNoLabour(draft.age(person), person);
        draft.trace?.result('age', { zh: '年龄', en: 'age' }, draft.age(person), 'years');
        draft.trace?.facts('ability-to-work', { zh: '残疾人证', en: 'certificate' }, members, [
          'category',
          'level',
        ]);
        draft.trace?.condition('labour', { zh: '无劳动能力', en: 'no labour capacity' }, noLabour);
        if (!noLabour) return draft.refuse('labour');
        draft.trace?.facts('needs', { zh: '认定条件', en: 'conditions' }, members, [
          'noMeans',
          'noSupporter',
          'setting',
        ]);
        if (!person.noMeans) return draft.refuse('means');
        if (!person.noSupporter) return draft.refuse('supporter');
        const grade = careGrade(person.failedItems);
        draft.trace?.facts('ability', { zh: '生活自理能力', en: 'self-care ability' }, members, [
          'failedItems',
        ]);
        draft.trace?.parameter('tekunStandard', person.hukou);
        draft.trace?.parameter('careStandard', grade);
        const basicFen = p.tekunStandard[person.hukou];
        const careFen = p.careStandard[grade];
        draft.pay('basic', basicFen);
        draft.pay('care', careFen);
        if (p.extraMonths > 0) draft.trace?.parameter('extraMonths');
        draft.pay('extra_month', (basicFen + careFen) * p.extraMonths);
        draft.pay('price', priceSubsidyFen(person.hukou, p, draft));
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});
