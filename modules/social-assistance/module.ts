import type { HuiminModule } from '../../kernel/module/registry.ts';
import { indicators } from './indicators/figures.ts';
import * as facts from './model/facts.ts';
import * as parameters from './model/parameters.ts';
import { programmes } from './programmes.ts';

/** Social assistance (社会救助): dibao, tekun, temporary assistance, disability subsidies and one-off grants. */
export const socialAssistance: HuiminModule = {
  id: 'social-assistance',
  label: { zh: '社会救助', en: 'social assistance' },
  depends: [],
  programmes,
  parameters: Object.values(parameters),
  facts: Object.values(facts),
  indicators,
};
