import { month } from '../../../kernel/base/month.ts';
import { defineProgramme } from '../../../kernel/policy/define-programme.ts';
import { NOT_COUNTED_2021 } from './counting.ts';
import { type DibaoDraft, type Family, facts, type Parameters, parameters } from './dibao-model.ts';
import { decideDibao, type DibaoTerms } from './dibao-rule.ts';
import { dibaoInteractions } from './interactions.ts';
import { INCOME_2012, INCOME_2021, INCOME_2026 } from './income.ts';
import { DB2012, DB2021, DB2022, PRICE2016, SAIM, SAL } from './sources.ts';

/** 民发〔2012〕220号: whoever is on file as a member counts, parents too, unless dead or in prison. */
const TERMS_2012: DibaoTerms = {
  income: INCOME_2012,
  leftOut: [],
  aloneGrounds: [],
  hasGradualExit: false,
};
/** 民发〔2021〕57号 art. 7, 8, 13: fewer members, income after costs, and people who apply alone. */
const TERMS_2021: DibaoTerms = {
  income: INCOME_2021,
  leftOut: NOT_COUNTED_2021,
  aloneGrounds: ['marginal', 'clergy'],
  hasGradualExit: false,
};
/** Notice of 2022-10: adult, jobless and severely disabled people alone, and the gradual exit after employment. */
const TERMS_2022: DibaoTerms = {
  ...TERMS_2021,
  aloneGrounds: ['marginal', 'clergy', 'jobless'],
  hasGradualExit: true,
};
/** The exemption of the basic pension ended with the fourteenth plan (民发〔2021〕57号 art. 13). */
const TERMS_2026: DibaoTerms = { ...TERMS_2022, income: INCOME_2026 };

const by =
  (terms: DibaoTerms) =>
  (family: Family, p: Parameters, draft: DibaoDraft): void =>
    decideDibao(terms, family, p, draft);

/** Minimum living allowance (低保): the family's income topped up to the standard, with supplements per person. */
export const dibao = defineProgramme({
  id: 'dibao',
  label: { zh: '最低生活保障', en: 'minimum living allowance' },
  code: 'DB',
  unit: 'household',
  cycle: 'monthly',
  fund: 'assistance',
  facts,
  parameters,
  components: {
    basic: { zh: '低保金', en: 'basic allowance' },
    supplement: { zh: '分类施保补助', en: 'category supplement' },
    extra_month: { zh: '春节增发一个月', en: 'extra month before Spring Festival' },
    price: { zh: '价格临时补贴', en: 'temporary price subsidy' },
    gradual_exit: { zh: '渐退期低保金', en: 'allowance of the gradual exit' },
  },
  refusals: {
    'no-member': { zh: '当月没有可计入的共同生活成员', en: 'no counted member in this month' },
    'hukou-unknown': { zh: '家庭城乡类别未登记', en: 'the hukou kind is not on file' },
    assets: { zh: '家庭财产不符合规定或未核定', en: 'assets above the limit or not verified' },
    income: { zh: '人均月收入不低于低保标准', en: 'income per head is not below the standard' },
    'not-alone': { zh: '不符合单人户申请条件', en: 'may not apply alone' },
  },
  enrolments: {},
  interactions: dibaoInteractions,
  versions: [
    { id: 'DB2012', from: month('2014-05'), sources: [SAIM, DB2012, PRICE2016], decide: by(TERMS_2012) },
    { id: 'DB2021', from: month('2021-07'), sources: [SAIM, DB2021, PRICE2016], decide: by(TERMS_2021) },
    // The first month that begins under the notice of 2022-10-20.
    {
      id: 'DB2022',
      from: month('2022-11'),
      sources: [SAIM, DB2021, DB2022, PRICE2016],
      decide: by(TERMS_2022),
    },
    {
      id: 'DB2026',
      from: month('2026-01'),
      sources: [SAIM, DB2021, DB2022, PRICE2016],
      decide: by(TERMS_2026),
    },
    {
      id: 'SAL2026',
      from: month('2026-07'),
      sources: [SAL, DB2021, DB2022, PRICE2016],
      decide: by(TERMS_2026),
    },
  ],
  rulesFolder: import.meta.dirname,
});
