import { pauseContract, resumeContract } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DueDay } from '../components/due-day.tsx';
import { optionalText, textOf } from '../components/form-fields.tsx';
import { Lamp } from '../components/lamp.tsx';
import { Panel } from '../components/panel.tsx';
import { chinaToday } from '../components/use-today.ts';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { useLifecycle } from './use-lifecycle.ts';

interface Props {
  readonly detail: CaseDetail;
}

/** The limits that run now with their grounds, and the days that do not count. */
export function CaseClock({ detail }: Props) {
  const { language, t, label } = useI18n();
  const today = chinaToday();
  const { deadlines, pauses } = detail;
  const columns: Column<CaseDetail['deadlines'][number]>[] = [
    { key: 'label', title: t('case.deadline'), cell: (limit) => label(limit.label) },
    { key: 'lamp', title: t('lamp.title'), narrow: true, cell: (limit) => <Lamp lamp={limit.lamp} /> },
    {
      key: 'from',
      title: t('case.deadline.from'),
      narrow: true,
      cell: (limit) => dateText(limit.startedOn, language),
    },
    {
      key: 'due',
      title: t('case.deadline.due'),
      narrow: true,
      cell: (limit) =>
        limit.dueOn === null ? (
          t('case.deadline.unknown')
        ) : (
          <DueDay dueOn={limit.dueOn} today={today} counted={limit.lamp !== 'paused'} />
        ),
    },
    { key: 'ground', title: t('case.deadline.ground'), cell: (limit) => limit.ground },
  ];
  return (
    <Panel title={t('case.clock')} extra={<ClockButton detail={detail} />}>
      <DataTable
        caption={t('case.clock')}
        columns={columns}
        rows={deadlines}
        rowKey={(limit) => limit.id}
        empty={t('case.clock.none')}
      />
      {pauses.length > 0 && (
        <>
          <h3 className="small-heading">{t('case.pauses')}</h3>
          <ul>
            {pauses.map(({ reason, label: name, fromOn, untilOn }) => (
              <li key={`${reason}${fromOn}`}>
                {label(name)} ·{' '}
                {untilOn === null
                  ? t('case.pause.running', { from: fromOn })
                  : t('period.between', { from: fromOn, to: untilOn })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function ClockButton({ detail: { id, version, state, pauses, lifecycle } }: Props) {
  const { t, label } = useI18n();
  const mayHandle = usePermission('case.handle');
  const reasons = (useLifecycle(lifecycle)?.pauses ?? []).filter(({ states }) => states.includes(state));
  if (!mayHandle) return null;
  if (pauses.some(({ untilOn }) => untilOn === null)) {
    return (
      <ActionButton
        contract={resumeContract}
        title={t('case.resume')}
        lead={t('case.resume.lead')}
        inputOf={() => ({ id, version })}
        done={t('case.resumed')}
      />
    );
  }
  if (reasons.length === 0) return null;
  return (
    <ActionButton
      contract={pauseContract}
      title={t('case.pause')}
      lead={t('case.pause.lead')}
      fields={[
        {
          name: 'reason',
          label: t('case.pause.reason'),
          type: 'choice',
          options: reasons.map((one) => ({ value: one.reason, label: label(one.label) })),
        },
        { name: 'note', label: t('case.pause.note'), type: 'textarea', required: false, max: 500 },
      ]}
      inputOf={(values) => ({
        id,
        version,
        reason: textOf(values, 'reason'),
        ...optionalText(values, 'note'),
      })}
      done={t('case.paused')}
    />
  );
}
