import { accountUseCases } from './account-use-cases.ts';
import { accessUseCases } from './access-use-cases.ts';
import type { UseCase } from '../module/define-use-case.ts';

/** What changes accounts and access, besides people's own log-in. */
export const useCases: readonly UseCase[] = [...accountUseCases, ...accessUseCases];
