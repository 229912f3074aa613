import { month } from '../../../kernel/base/month.ts';
import { defineProgramme } from '../../../kernel/policy/define-programme.ts';
import { tekunInteractions } from './interactions.ts';
import { PRICE2016, SAIM, SAL, TK2016, TK2021 } from './sources.ts';
import { type Case, facts, type Parameters, parameters, type TekunDraft } from './tekun-model.ts';
import { decideTekun, type TekunTerms } from './tekun-rule.ts';

/** 民发〔2016〕178号 art. 5: mental or intellectual level 1–2, limb level 1. */
export const TERMS_2016: TekunTerms = {
  noLabourUpTo: { mental: 2, intellectual: 2, limb: 1 },
  keepsMinors: false,
  checksFindings: false,
};
/** 民发〔2021〕43号 art. 4–9: mental or intellectual level 1–3, limb level 1–2, sight level 1; minors to 18. */
export const TERMS_2021: TekunTerms = {
  noLabourUpTo: { mental: 3, intellectual: 3, limb: 2, sight: 1 },
  keepsMinors: true,
  checksFindings: true,
};

const by =
  (terms: TekunTerms) =>
  (of: Case, p: Parameters, draft: TekunDraft): void =>
    decideTekun(terms, of, p, draft);

/** Support for people with no labour capacity, no means and no able supporter (特困人员救助供养). */
export const tekun = defineProgramme({
  id: 'tekun',
  label: { zh: '特困人员救助供养', en: 'support for extremely poor people' },
  code: 'TK',
  unit: 'person',
  cycle: 'monthly',
  fund: 'assistance',
  facts,
  parameters,
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
    'child-benefit': {
      zh: '已全额享受孤儿或事实无人抚养儿童基本生活费',
      en: 'already on full child benefit',
    },
  },
  enrolments: { already: 'tekun' },
  interactions: tekunInteractions,
  versions: [
    { id: 'TK2016', from: month('2016-10'), sources: [SAIM, TK2016, PRICE2016], decide: by(TERMS_2016) },
    { id: 'TK2021', from: month('2021-07'), sources: [SAIM, TK2021, PRICE2016], decide: by(TERMS_2021) },
    { id: 'SAL2026', from: month('2026-07'), sources: [SAL, TK2021, PRICE2016], decide: by(TERMS_2021) },
  ],
  rulesFolder: import.meta.dirname,
});
