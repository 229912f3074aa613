import type { Actor } from '../db/actor.ts';
import type { OutputOf } from '../module/define-contract.ts';
import type { Registry } from '../module/registry.ts';
import type { Lifecycle } from './define-lifecycle.ts';
import { formFields } from './form-field.ts';
import type { listLifecycles } from './lifecycle-contract.ts';

type Description = OutputOf<typeof listLifecycles>['lifecycles'][number];

/** Every kind of case as a page needs it to offer filters and forms. */
export const describeLifecycles = (
  { lifecycles }: Pick<Registry, 'lifecycles'>,
  actor: Actor,
): OutputOf<typeof listLifecycles> => ({
  lifecycles: [...lifecycles.values()].map((lifecycle) => describe(lifecycle, actor)),
});

const describe = (
  { id, label, subjects, opening, states, actions, pauses }: Lifecycle,
  actor: Actor,
): Description => ({
  id,
  label,
  subjects: [...subjects],
  mayOpen: actor.permissions.has(opening.permission) && actor.permissions.has('case.open'),
  opening: formFields(opening.data),
  states: Object.entries(states).map(([state, { label: name, final = false }]) => ({
    id: state,
    label: name,
    final,
  })),
  actions: Object.entries(actions).map(([action, { input }]) => ({ id: action, input: formFields(input) })),
  pauses: Object.entries(pauses).map(([reason, pause]) => ({
    reason,
    label: pause.label,
    states: [...pause.states],
  })),
});
