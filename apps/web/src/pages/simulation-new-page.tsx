import { useNavigate } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { listParameters } from '../../../../kernel/policy/contract.ts';
import { createScenario, listSimulations, startSimulation } from '../../../../kernel/simulation/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useSend } from '../api/use-send.ts';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { Refusal } from '../components/refusal.tsx';
import { useReadingDay } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { DateInput } from '../register/date-input.tsx';
import {
  changeableValues,
  type Choices,
  type Draft,
  isValue,
  scenarioInput,
} from '../simulation/scenario-draft.ts';
import { ValueTable } from '../simulation/value-table.tsx';

const MONTHS_MAX = 36;

/** A new scenario: new values beside those in force; kept and computed in one go. */
export function SimulationNewPage() {
  const { t } = useI18n();
  const day = useReadingDay();
  const standards = useApi(listParameters, {});
  return (
    <Page kicker={t('simulation.list')} title={t('simulation.new')} lead={t('simulation.new.lead')}>
      <QueryView query={useApi(listSimulations, {})}>
        {({ choices }) => (
          <QueryView query={standards}>
            {({ parameters }) =>
              day !== undefined && <ScenarioForm choices={choices} standards={parameters} day={day} />
            }
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}

interface Props {
  readonly choices: Choices;
  readonly standards: OutputOf<typeof listParameters>['parameters'];
  readonly day: string;
}

/** Changes begin with the month after the present one unless something else is chosen. */
function monthAfter(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

function useCompute() {
  const navigate = useNavigate();
  const start = useSend(startSimulation);
  const create = useSend(createScenario, {
    onDone: async ({ id }) => {
      // Whether it could be started or not, the scenario is kept: its page says how far it is.
      await start.mutateAsync({ id }).catch(() => undefined);
      await navigate({ to: '/simulations/$id', params: { id } });
    },
  });
  return create;
}

function ScenarioForm({ choices, standards, day }: Props) {
  const { t } = useI18n();
  const [draft, setDraft] = useState<Draft>({
    name: '',
    programmes: ['dibao'],
    from: monthAfter(day),
    months: 12,
    area: '',
    category: '',
    values: {},
    rules: {},
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const rows = changeableValues(choices, standards, draft);
  const create = useCompute();
  const isComplete =
    draft.name.trim() !== '' &&
    draft.programmes.length > 0 &&
    draft.from !== '' &&
    Object.values(draft.values).every((text) => text === '' || isValue(text));
  return (
    <Form layout="vertical" onFinish={() => create.mutate(scenarioInput(draft, rows))}>
      <Panel title={t('simulation.programmes')}>
        <ScenarioFields choices={choices} draft={draft} onChange={change} />
      </Panel>
      <Panel title={t('simulation.values')}>
        <ValueTable
          rows={rows}
          values={draft.values}
          onChange={(id, text) => change({ values: { ...draft.values, [id]: text } })}
        />
      </Panel>
      <Panel title={t('simulation.rules')}>
        <RuleFields choices={choices} draft={draft} onChange={change} />
      </Panel>
      <Refusal error={create.error} />
      <div className="buttons">
        <Button type="primary" htmlType="submit" disabled={!isComplete} loading={create.isPending}>
          {t('simulation.compute')}
        </Button>
      </div>
    </Form>
  );
}

interface PartProps {
  readonly choices: Choices;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function ScenarioFields({ choices, draft, onChange }: PartProps) {
  const { t, label } = useI18n();
  return (
    <>
      <Form.Item label={t('simulation.name')} htmlFor="scenario-name">
        <Input
          id="scenario-name"
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('simulation.programmes')}>
        <Checkbox.Group
          value={[...draft.programmes]}
          options={choices.programmes.map((one) => ({ value: one.id, label: label(one.label) }))}
          onChange={(programmes) => onChange({ programmes })}
        />
      </Form.Item>
      <Form.Item label={t('simulation.from')} htmlFor="scenario-from">
        <DateInput
          id="scenario-from"
          month
          value={draft.from}
          onChange={(from) => onChange({ from: from ?? '' })}
        />
      </Form.Item>
      <Form.Item label={t('simulation.months')} htmlFor="scenario-months">
        <InputNumber
          id="scenario-months"
          min={1}
          max={MONTHS_MAX}
          value={draft.months}
          onChange={(months) => onChange({ months: months ?? 12 })}
        />
      </Form.Item>
      <PopulationFields choices={choices} draft={draft} onChange={onChange} />
    </>
  );
}

/** Over whom it is tried out. */
function PopulationFields({ choices, draft, onChange }: PartProps) {
  const { t, label } = useI18n();
  return (
    <>
      <Form.Item label={t('simulation.area')} htmlFor="scenario-area">
        <Select
          id="scenario-area"
          value={draft.area}
          options={[
            { value: '', label: t('simulation.area.all') },
            { value: 'urban', label: t('simulation.area.urban') },
            { value: 'rural', label: t('simulation.area.rural') },
          ]}
          onChange={(area) => onChange({ area })}
        />
      </Form.Item>
      <Form.Item label={t('simulation.category')} htmlFor="scenario-category">
        <Select
          id="scenario-category"
          value={draft.category}
          options={[
            { value: '', label: t('simulation.area.all') },
            ...choices.categories.map((one) => ({ value: one.id, label: label(one.label) })),
          ]}
          onChange={(category) => onChange({ category })}
        />
      </Form.Item>
    </>
  );
}

/** Another declared rule version for each chosen programme, from the same month on. */
function RuleFields({ choices, draft, onChange }: PartProps) {
  const { t, label } = useI18n();
  return choices.programmes
    .filter(({ id }) => draft.programmes.includes(id))
    .map(({ id, label: name, versions }) => (
      <Form.Item key={id} label={label(name)} htmlFor={`rule-${id}`}>
        <Select
          id={`rule-${id}`}
          value={draft.rules[id] ?? ''}
          options={[
            { value: '', label: t('simulation.rules.same') },
            ...versions.map((version) => ({ value: version.id, label: `${version.id}（${version.from}）` })),
          ]}
          onChange={(version) => {
            const { [id]: _, ...others } = draft.rules;
            onChange({ rules: version === '' ? others : { ...others, [id]: version } });
          }}
        />
      </Form.Item>
    ));
}
