import { plainDate } from '../../base/plain-date.ts';
import { defineParameter, plain } from '../../policy/define-parameter.ts';

/** A fifth until the bureau enters its own share with its document; no law that names one is known. */
const ASSUMED_SHARE = 0.2;

/** How much of a month's benefit may be kept back at most, also by agreement: people live on the rest. */
export const recoveryDeductionShare = defineParameter({
  key: 'recovery.deduction-share',
  label: { zh: '发放中抵扣追缴款的最高比例', en: 'highest share of a benefit that may be deducted' },
  unit: 'ratio',
  per: { zh: '占当月待遇', en: "of the month's benefit" },
  variants: plain,
  derived: {
    all: {
      from: [],
      of: () => ASSUMED_SHARE,
      formula: { zh: '未查到规定，暂按当月待遇的20%', en: 'no rule was found: a fifth of the month for now' },
      source: {
        documentTitle: '未查到明文规定',
        documentNo: '假设',
        article: '—',
        effectiveFrom: plainDate('2014-05-01'),
        certainty: 'assumption',
        note: '救助金用于维持基本生活，抵扣比例应由区民政局行文确定后录入',
      },
    },
  },
});
