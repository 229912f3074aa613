import { defineParameter, plain, urbanRural } from '../../../kernel/policy/define-parameter.ts';

export const teamTarget = defineParameter({
  key: 'socialorgs.target',
  label: { zh: '社区社会组织数量目标', en: 'target of community social organisations' },
  unit: 'times',
  per: { zh: '个/社区', en: 'per community' },
  variants: urbanRural,
});
export const receiptsYear = defineParameter({
  key: 'socialorgs.receipts-year',
  label: { zh: '核销会费票据的年度', en: 'year whose dues receipts are written off' },
  unit: 'years',
  per: { zh: '年', en: 'year' },
  variants: plain,
});
