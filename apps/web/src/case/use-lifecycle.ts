import { listLifecycles } from '../../../../kernel/case/lifecycle-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';

export type Lifecycle = OutputOf<typeof listLifecycles>['lifecycles'][number];
export type LifecycleField = Lifecycle['opening'][number];

/** How a kind of case is declared: its states, forms and pauses; undefined until it has been read. */
export const useLifecycle = (id: string): Lifecycle | undefined =>
  useApi(listLifecycles, {}).data?.lifecycles.find((lifecycle) => lifecycle.id === id);
