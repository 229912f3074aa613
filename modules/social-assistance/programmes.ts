import type { Programme } from '../../kernel/policy/define-programme.ts';
import { dibao } from './policy/dibao.ts';
import { disabledLiving, severeNursing } from './policy/disability-subsidies.ts';
import { marginal } from './policy/marginal.ts';
import {
  epidemicLiving,
  epidemicSevereConfirmed,
  epidemicSevereDisabled,
  springConsolation,
  strandedOutsider,
} from './policy/one-off-grants.ts';
import { rigidExpenditure } from './policy/rigid-expenditure.ts';
import { tekun } from './policy/tekun.ts';
import { temporaryAssistance } from './policy/temporary-assistance.ts';

/** The programmes of social assistance, in the order in which a month is paid. */
export const programmes: readonly Programme[] = [
  dibao,
  tekun,
  disabledLiving,
  severeNursing,
  temporaryAssistance,
  marginal,
  rigidExpenditure,
  springConsolation,
  epidemicLiving,
  epidemicSevereDisabled,
  epidemicSevereConfirmed,
  strandedOutsider,
];
