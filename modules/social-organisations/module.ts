import type { HuiminModule } from '../../kernel/module/registry.ts';
import { indicators } from './indicators/figures.ts';
import { AREA, organisation } from './model/organisation.ts';
import * as parameters from './model/parameters.ts';
import { annualInspection, communityTeam, creditEntry, duesReceiptBatch } from './model/records.ts';
import * as work from './use-cases/annual-inspection.ts';

/** Social organisations (社会组织): register, annual inspection, dues receipts, abnormal list, community teams. */
export const socialOrganisations: HuiminModule = {
  id: AREA,
  label: { zh: '社会组织', en: 'social organisations' },
  depends: [],
  programmes: [],
  facts: [],
  parameters: Object.values(parameters),
  indicators,
  grants: {
    bureau_clerk: ['read', 'write', 'export'],
    section_chief: ['read', 'approve', 'export'],
    bureau_leader: ['read', 'approve'],
    supervisor: ['read', 'export'],
    street_clerk: ['read', 'write'],
    finance_officer: ['read'],
    visitor: ['read'],
  },
  records: [organisation, annualInspection, duesReceiptBatch, creditEntry, communityTeam],
  useCases: [work.openYear, work.listAbnormal],
  lifecycles: [work.annualLifecycle],
  reactions: [work.legalRepDied],
  jobs: [work.calendarJob],
};
