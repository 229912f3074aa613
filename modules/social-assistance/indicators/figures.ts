import type { Indicator } from '../../../kernel/indicator/define-indicator.ts';
import { epidemicFigures } from './epidemic-figures.ts';
import { ordinaryFigures } from './ordinary-figures.ts';
import { standardFigures } from './standard-figures.ts';

/** Every figure of social assistance that the yearly report prints, under the report's own ids. */
export const indicators: readonly Indicator[] = [...ordinaryFigures, ...epidemicFigures, ...standardFigures];
