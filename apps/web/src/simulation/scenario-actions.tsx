import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { cancelSimulation, enactScenario, startSimulation } from '../../../../kernel/simulation/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { optionalText, textOf } from '../components/form-fields.tsx';
import { Refusal } from '../components/refusal.tsx';
import { SendButton } from '../components/send-button.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSaveFile } from '../register/use-save-file.ts';
import type { Simulation } from './simulation-state.tsx';

/** What may be done with a scenario: compute, stop, export, propose. */
export function ScenarioActions({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useI18n();
  const mayEnact = usePermission('policy.enact');
  const saving = useSaveFile();
  const { id, name, result, definition, proposals } = simulation;
  const isBusy = result?.state === 'queued' || result?.state === 'running';
  const isOpen = proposals.every(({ state }) => state === 'rejected');
  return (
    <>
      <div className="buttons">
        {isBusy ? (
          <SendButton
            contract={cancelSimulation}
            input={{ id: result.id }}
            label={t('simulation.cancel')}
            done={t('simulation.cancelled')}
          />
        ) : (
          <SendButton
            contract={startSimulation}
            input={{ id }}
            label={t('simulation.again')}
            done={t('simulation.started')}
          />
        )}
        {result?.state === 'done' && (
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={saving.isPending}
            onClick={() => saving.mutate({ url: `/api/simulations/${id}/export`, name: `${name}.xlsx` })}
          >
            {t('simulation.export')}
          </Button>
        )}
        {result?.state === 'done' && mayEnact && isOpen && definition.parameters.length > 0 && (
          <EnactButton id={id} />
        )}
      </div>
      <Refusal error={saving.error} />
    </>
  );
}

function EnactButton({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <ActionButton
      primary
      contract={enactScenario}
      title={t('simulation.enact')}
      lead={t('simulation.enact.lead')}
      fields={[
        { name: 'title', label: t('simulation.enact.title'), type: 'text', max: 300 },
        { name: 'number', label: t('simulation.enact.number'), type: 'text', max: 100 },
        { name: 'article', label: t('simulation.enact.article'), type: 'text', max: 100 },
        { name: 'issuedOn', label: t('simulation.enact.issued'), type: 'date', required: false },
        {
          name: 'assumption',
          label: t('simulation.enact.assumption'),
          type: 'textarea',
          required: false,
          max: 1000,
        },
      ]}
      inputOf={(values) => ({
        id,
        title: textOf(values, 'title'),
        number: textOf(values, 'number'),
        article: textOf(values, 'article'),
        ...optionalText(values, 'issuedOn'),
        ...optionalText(values, 'assumption'),
      })}
      done={t('simulation.enact.done')}
    />
  );
}
