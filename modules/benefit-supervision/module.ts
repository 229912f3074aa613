import type { HuiminModule } from '../../kernel/module/registry.ts';
import { indicators } from './indicators/figures.ts';
import * as parameters from './model/parameters.ts';
import { AREA, clueDossier, feedRow, supervisionClue } from './model/records.ts';
import { clueLifecycle } from './use-cases/clue-lifecycle.ts';
import { drawSampleNow } from './use-cases/draw-sample.ts';
import { importClues } from './use-cases/import-clues.ts';
import { nightlyChecks, runChecksNow } from './use-cases/run-checks.ts';

/** Benefit supervision (惠民政策监督检查): other registers' data, cross-checks, clues and their verification. */
export const benefitSupervision: HuiminModule = {
  id: AREA,
  label: { zh: '惠民政策监督', en: 'benefit supervision' },
  depends: [],
  programmes: [],
  facts: [],
  parameters: Object.values(parameters),
  indicators,
  grants: {
    operator: ['read', 'write'],
    bureau_clerk: ['read', 'write', 'export'],
    section_chief: ['read', 'write', 'approve', 'export'],
    bureau_leader: ['read', 'approve'],
    supervisor: ['read', 'export'],
    street_clerk: ['read', 'write'],
    visitor: ['read'],
  },
  records: [clueDossier, supervisionClue, feedRow],
  useCases: [importClues, runChecksNow, drawSampleNow],
  lifecycles: [clueLifecycle],
  reactions: [],
  jobs: [nightlyChecks],
};
