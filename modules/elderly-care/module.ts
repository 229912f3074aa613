import type { HuiminModule } from '../../kernel/module/registry.ts';
import { indicators } from './indicators/figures.ts';
import * as allowances from './model/allowances.ts';
import * as institutions from './model/institutions.ts';
import * as parameters from './model/parameters.ts';
import * as support from './model/support.ts';
import * as awards from './use-cases/awards.ts';
import { calendarJob } from './use-cases/calendar.ts';
import { checkQuarter } from './use-cases/check-quarter.ts';
import { died, movedAway, turnedAge } from './use-cases/reactions.ts';

/** Elderly care (养老服务): homes and facilities, allowances, subsidies, inspections, epidemic control, visits. */
export const elderlyCare: HuiminModule = {
  id: institutions.AREA,
  label: { zh: '养老服务', en: 'elderly care' },
  depends: [],
  programmes: [],
  facts: [],
  parameters: Object.values(parameters),
  indicators,
  grants: {
    bureau_clerk: ['read', 'write', 'export'],
    section_chief: ['read', 'write', 'approve', 'export'],
    bureau_leader: ['read', 'approve'],
    supervisor: ['read', 'export'],
    street_clerk: ['read', 'write'],
    finance_officer: ['read'],
    visitor: ['read'],
  },
  records: [
    institutions.careInstitution,
    institutions.careFacility,
    institutions.careProject,
    institutions.careResident,
    allowances.oldAgeAward,
    allowances.oldAgePayment,
    allowances.seniorCard,
    allowances.cardReview,
    support.operatingSubsidy,
    support.careInspection,
    support.epidemicSupply,
    support.careEntry,
    support.visitedElder,
  ],
  useCases: [
    awards.openAward,
    awards.confirmAward,
    awards.verifyAward,
    awards.suspendAward,
    awards.endAward,
    checkQuarter,
  ],
  lifecycles: [],
  reactions: [turnedAge, died, movedAway],
  jobs: [calendarJob],
};
