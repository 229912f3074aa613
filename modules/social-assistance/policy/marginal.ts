import { month } from '../../../kernel/base/month.ts';
import { defineProgramme } from '../../../kernel/policy/define-programme.ts';
import { SPRING2020 } from './sources.ts';

/** Marginal family (低保边缘家庭): a recognition that other programmes look at; it pays nothing itself. */
export const marginal = defineProgramme({
  id: 'marginal',
  label: { zh: '低保边缘家庭', en: 'marginal family' },
  code: 'BY',
  unit: 'household',
  cycle: 'recognition',
  fund: 'assistance',
  facts: {},
  parameters: {},
  components: {},
  refusals: {},
  enrolments: {},
  versions: [{ id: 'BY2020', from: month('2014-05'), sources: [SPRING2020], decide: () => undefined }],
  rulesFolder: import.meta.dirname,
});
