import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getSimulation } from '../../../../kernel/simulation/contract.ts';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

export type Simulation = OutputOf<typeof getSimulation>;
type State = NonNullable<Simulation['result']>['state'];

const TONES: Readonly<Record<State, Tone>> = {
  queued: 'info',
  running: 'info',
  done: 'good',
  cancelled: 'neutral',
  failed: 'bad',
};

export function SimulationState({ state }: { readonly state: State | undefined }) {
  const { t, code } = useI18n();
  if (state === undefined) return <StatusTag>{t('simulation.state.none')}</StatusTag>;
  return <StatusTag tone={TONES[state]}>{code('simulation-state', state)}</StatusTag>;
}
