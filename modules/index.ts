import { createRegistry, type HuiminModule, type Registry } from '../kernel/module/registry.ts';
import { benefitSupervision } from './benefit-supervision/module.ts';
import { elderlyCare } from './elderly-care/module.ts';
import { socialAssistance } from './social-assistance/module.ts';
import { socialOrganisations } from './social-organisations/module.ts';

/** The one explicit list of modules: nothing is scanned, nothing loads itself. */
export const modules: readonly HuiminModule[] = [
  socialAssistance,
  socialOrganisations,
  benefitSupervision,
  elderlyCare,
];

/** What the modules declare, put together and checked when the program starts. */
export const registry: Registry = createRegistry(modules);
