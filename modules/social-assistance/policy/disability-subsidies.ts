import { month } from '../../../kernel/base/month.ts';
import type { ParameterValuesOf } from '../../../kernel/policy/define-parameter.ts';
import { excludedFor } from '../../../kernel/policy/define-exclusion.ts';
import { defineProgramme, type SubjectOf } from '../../../kernel/policy/define-programme.ts';
import type { Draft } from '../../../kernel/policy/draft.ts';
import * as fact from '../model/facts.ts';
import * as parameter from '../model/parameters.ts';
import { isAlive, isSevere } from './counting.ts';
import { livingExclusions, livingInteractions, nursingExclusions } from './interactions.ts';
import { CHILD2019, DB2021, TWO_SUBSIDIES } from './sources.ts';

const uplift = { zh: '临时提高部分', en: 'temporary uplift' } as const;

const livingFacts = {
  person: {
    life: fact.lifeStatus,
    custody: fact.custody,
    level: fact.disabilityLevel,
    childBenefit: fact.childBenefit,
    alone: fact.appliesAlone,
  },
};
const livingParameters = {
  livingSubsidy: parameter.livingSubsidy,
  uplift: parameter.disabilityUplift,
  includesMarginal: parameter.livingIncludesMarginal,
};
type LivingCase = SubjectOf<typeof livingFacts, 'dibao' | 'marginal'>;
type LivingDraft = Draft<'subsidy' | 'uplift', 'ended' | 'certificate' | 'hardship' | 'child-benefit'>;

/**
 * `knowsAlone`: whether somebody of a marginal family may be on dibao alone (民发〔2021〕57号 art. 8). Then the dibao
 * of a family that is marginal as well is that person's, and the others are still of a marginal family.
 */
const decideLiving =
  ({ knowsAlone }: { readonly knowsAlone: boolean }) =>
  (
    { members, enrolled }: LivingCase,
    p: ParameterValuesOf<typeof livingParameters>,
    draft: LivingDraft,
  ): void => {
    const person = members[0];
    if (person === undefined || !isAlive(person) || person.custody) return draft.refuse('ended');
    draft.trace?.facts('certificate', { zh: '残疾人证', en: 'certificate' }, members, ['level']);
    if (person.level === null) return draft.refuse('certificate');
    const isOthers = knowsAlone && enrolled.marginal && person.alone === null;
    const isDibao = enrolled.dibao && !isOthers;
    const inHardship = isDibao || (p.includesMarginal === 1 && enrolled.marginal);
    draft.trace?.condition(
      'hardship',
      { zh: '当月属于低保或低保边缘家庭', en: 'of a dibao or marginal family' },
      inHardship,
    );
    if (!isDibao) draft.trace?.parameter('includesMarginal');
    if (!inHardship) return draft.refuse('hardship');
    const excluded = excludedFor(livingExclusions, { enrolled, person });
    if (excluded !== undefined) return draft.refuse(excluded);
    draft.trace?.parameter('livingSubsidy');
    draft.pay('subsidy', p.livingSubsidy);
    if (p.uplift > 0) draft.trace?.parameter('uplift');
    draft.pay('uplift', p.uplift);
  };

/** Living subsidy for certificate holders of dibao families, and of marginal families where the district says so. */
export const disabledLiving = defineProgramme({
  id: 'disabled-living',
  label: { zh: '困难残疾人生活补贴', en: 'living subsidy for disabled people in hardship' },
  code: 'DL',
  unit: 'person',
  cycle: 'monthly',
  fund: 'disability',
  facts: livingFacts,
  parameters: livingParameters,
  components: { subsidy: { zh: '生活补贴', en: 'living subsidy' }, uplift },
  refusals: {
    ended: { zh: '已死亡或服刑', en: 'dead or in custody' },
    certificate: { zh: '没有有效的残疾人证', en: 'no valid disability certificate' },
    hardship: {
      zh: '不属于低保家庭（或规定的低保边缘家庭）',
      en: 'not of a dibao family (or a listed marginal one)',
    },
    'child-benefit': {
      zh: '已全额享受孤儿或事实无人抚养儿童基本生活费',
      en: 'already on full child benefit',
    },
  },
  enrolments: { dibao: 'dibao', marginal: 'marginal' },
  interactions: livingInteractions,
  versions: [
    {
      id: 'GF2015-52',
      from: month('2016-01'),
      sources: [TWO_SUBSIDIES, CHILD2019],
      decide: decideLiving({ knowsAlone: false }),
    },
    {
      id: 'DB2021',
      from: month('2021-07'),
      sources: [TWO_SUBSIDIES, CHILD2019, { ...DB2021, article: '第八条' }],
      decide: decideLiving({ knowsAlone: true }),
    },
  ],
  rulesFolder: import.meta.dirname,
});

interface Certificate {
  readonly level: string | null;
  readonly category: string | null;
}

/** Which extension of the district a certificate of level 3 or 4 would need: those of the mind only. */
function extensionFor({ level, category }: Certificate): 'level3' | 'level4' | undefined {
  if (category !== 'mental' && category !== 'intellectual') return undefined;
  return level === '3' ? 'level3' : level === '4' ? 'level4' : undefined;
}

/** Nursing subsidy for holders of a certificate of level 1 or 2, and of those that the district has extended it to. */
export const severeNursing = defineProgramme({
  id: 'severe-nursing',
  label: { zh: '重度残疾人护理补贴', en: 'nursing subsidy for severely disabled people' },
  code: 'DN',
  unit: 'person',
  cycle: 'monthly',
  fund: 'disability',
  facts: {
    person: {
      life: fact.lifeStatus,
      custody: fact.custody,
      level: fact.disabilityLevel,
      category: fact.disabilityCategory,
      injury: fact.workInjuryNursing,
    },
  },
  parameters: {
    nursingSubsidy: parameter.nursingSubsidy,
    uplift: parameter.disabilityUplift,
    extension: parameter.nursingExtension,
  },
  components: { subsidy: { zh: '护理补贴', en: 'nursing subsidy' }, uplift },
  refusals: {
    ended: { zh: '已死亡或服刑', en: 'dead or in custody' },
    level: { zh: '没有一级、二级的有效残疾人证', en: 'no valid certificate of level 1 or 2' },
    tekun: { zh: '已享受特困人员照料护理费', en: 'already receives tekun care' },
    injury: { zh: '已领取工伤生活护理费', en: 'already receives work-injury nursing pay' },
  },
  enrolments: { tekun: 'tekun' },
  interactions: nursingExclusions,
  versions: [
    {
      id: 'GF2015-52',
      from: month('2016-01'),
      sources: [TWO_SUBSIDIES],
      decide: ({ members, enrolled }, p, draft) => {
        const person = members[0];
        if (person === undefined || !isAlive(person) || person.custody) return draft.refuse('ended');
        draft.trace?.facts('certificate', { zh: '残疾人证', en: 'certificate' }, members, [
          'level',
          'category',
        ]);
        const extension = isSevere(person) ? undefined : extensionFor(person);
        if (extension !== undefined) draft.trace?.parameter('extension', extension);
        const isListed = isSevere(person) || (extension !== undefined && p.extension[extension] === 1);
        if (!isListed) return draft.refuse('level');
        const excluded = excludedFor(nursingExclusions, { enrolled, person });
        if (excluded !== undefined) return draft.refuse(excluded);
        draft.trace?.parameter('nursingSubsidy');
        draft.pay('subsidy', p.nursingSubsidy);
        if (p.uplift > 0) draft.trace?.parameter('uplift');
        draft.pay('uplift', p.uplift);
      },
    },
  ],
  rulesFolder: import.meta.dirname,
});
