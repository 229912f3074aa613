import type { HuiminModule } from '../../kernel/module/registry.ts';
import { recoveryJobs } from '../../kernel/payment/recovery/jobs.ts';
import { benefitRecovery } from '../../kernel/payment/recovery/lifecycle.ts';
import { recoveryDeductionShare } from '../../kernel/payment/recovery/parameters.ts';
import { assistanceApplication } from './application/lifecycle.ts';
import { indicators } from './indicators/figures.ts';
import * as facts from './model/facts.ts';
import * as parameters from './model/parameters.ts';
import { population, takeUps } from './population.ts';
import { programmes } from './programmes.ts';
import { reactions } from './reactions/reactions.ts';
import { applyChange } from './use-cases/apply-change.ts';

/** Social assistance (社会救助): dibao, tekun, temporary assistance, disability subsidies and one-off grants. */
export const socialAssistance: HuiminModule = {
  id: 'social-assistance',
  label: { zh: '社会救助', en: 'social assistance' },
  depends: [],
  programmes,
  parameters: [...Object.values(parameters), recoveryDeductionShare],
  facts: Object.values(facts),
  indicators,
  useCases: [applyChange],
  reactions,
  jobs: recoveryJobs,
  lifecycles: [assistanceApplication, benefitRecovery],
  population,
  takeUps,
};
