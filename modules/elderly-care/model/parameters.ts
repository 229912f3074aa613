import { defineParameter, plain } from '../../../kernel/policy/define-parameter.ts';

const perMonth = { zh: '元/人·月', en: 'yuan a person and month' } as const;
const percent = { zh: '%', en: '%' } as const;

export const oldAgeBand = defineParameter({
  key: 'elderly.oldage.band',
  label: { zh: '高龄津贴标准', en: 'old-age allowance' },
  unit: 'fen',
  per: perMonth,
  variants: {
    '80_89': { zh: '80—89岁', en: '80 to 89' },
    '90_99': { zh: '90—99岁', en: '90 to 99' },
    '100_up': { zh: '100岁以上', en: 'from 100' },
  },
});
export const subsidyFrom = defineParameter({
  key: 'elderly.subsidy90.age',
  label: { zh: '区级养老服务补贴年龄', en: 'age of the district subsidy' },
  unit: 'years',
  per: { zh: '周岁', en: 'years' },
  variants: plain,
});
export const subsidy90 = defineParameter({
  key: 'elderly.subsidy90.amount',
  label: { zh: '区级养老服务补贴', en: 'district subsidy' },
  unit: 'fen',
  per: perMonth,
  variants: plain,
});
export const verifyMonths = defineParameter({
  key: 'elderly.verify-months',
  label: { zh: '生存认证周期', en: 'months between verifications' },
  unit: 'months',
  per: { zh: '个月', en: 'months' },
  variants: plain,
  otherwise: 12,
});
export const uplift = defineParameter({
  key: 'elderly.opsub.uplift',
  label: { zh: '运营补贴提高比例', en: 'uplift of operating subsidies' },
  unit: 'times',
  per: percent,
  variants: {
    community: { zh: '社区养老设施', en: 'community facilities' },
    institution: { zh: '养老机构', en: 'homes' },
  },
  otherwise: 0,
});
export const subsidyRate = defineParameter({
  key: 'elderly.opsub.rate',
  label: { zh: '运营和人员补贴标准', en: 'rates of operating and staff subsidies' },
  unit: 'fen',
  per: { zh: '元', en: 'yuan' },
  variants: {
    centre: { zh: '服务中心（年）', en: 'centre, a year' },
    station: { zh: '服务站（年）', en: 'station, a year' },
    rural_centre: { zh: '互助照料中心（年）', en: 'mutual-aid centre, a year' },
    bed: { zh: '养老机构（床·月）', en: 'home, a bed and month' },
    staff: { zh: '在岗人员（人·日）', en: 'staff, a person and day' },
  },
});
export const coverageTarget = defineParameter({
  key: 'elderly.coverage-target',
  label: { zh: '社区养老设施覆盖率目标', en: 'target of coverage' },
  unit: 'times',
  per: percent,
  variants: plain,
  otherwise: 100,
});
export const qualityTarget = defineParameter({
  key: 'elderly.quality-target',
  label: { zh: '养老机构服务质量目标', en: 'targets of quality' },
  unit: 'times',
  per: percent,
  variants: {
    standard: { zh: '符合强制性国家标准', en: 'national standard met' },
    canteen: { zh: '食堂量化等级良好', en: 'good canteen' },
    kitchen: { zh: '明厨亮灶', en: 'open kitchen' },
  },
  otherwise: 0,
});
