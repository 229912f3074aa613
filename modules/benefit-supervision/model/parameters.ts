import { defineParameter, plain } from '../../../kernel/policy/define-parameter.ts';

export const dossiersPerHousehold = defineParameter({
  key: 'supervision.dossiers-per-household',
  label: { zh: '一户一档台账', en: 'dossiers of a household' },
  unit: 'times',
  per: { zh: '档/户', en: 'per household' },
  variants: plain,
});
