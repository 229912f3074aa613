import { anyRegister } from '../../../../kernel/register/contract.ts';
import { ActionButton } from '../components/action-button.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { ChangeValues } from './change-values.tsx';
import type { Correction, RecordOutput, RegisterOutput } from './register-fields.ts';

const TONES = { proposed: 'warn', approved: 'good', refused: 'bad' } as const;

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
  readonly corrections: readonly Correction[];
}

/** Corrections of a record that wait for a second person, and what became of earlier ones. */
export function RecordCorrections({ register, record, corrections }: Props) {
  const { t } = useI18n();
  if (corrections.length === 0) return null;
  const decide = (correction: Correction, approve: boolean) => (
    <ActionButton
      contract={anyRegister.decide}
      title={t(approve ? 'correction.approve' : 'correction.refuse')}
      primary={approve}
      danger={!approve}
      lead={t(approve ? 'correction.approve.lead' : 'correction.refuse.lead')}
      fields={[{ name: 'note', label: t('correction.note'), type: 'textarea', max: 500 }]}
      inputOf={(values) => ({
        record: register.id,
        id: correction.id,
        approve,
        note: textOf(values, 'note'),
      })}
      done={t(approve ? 'correction.approved' : 'correction.refused')}
    />
  );
  return (
    <Panel title={t('correction.list')}>
      <ul className="corrections">
        {corrections.map((correction) => (
          <li key={correction.id}>
            <p>
              <StatusTag tone={TONES[correction.state]}>
                {t(`correction.state.${correction.state}`)}
              </StatusTag>{' '}
              <span className="quiet">
                {correction.proposedBy} · {momentText(correction.proposedAt)}
              </span>
            </p>
            <p>{t('history.reason', { reason: correction.reason })}</p>
            {correction.decision !== null && (
              <p className="quiet">
                {t('correction.decided', { name: correction.decidedBy ?? '', note: correction.decision })}
              </p>
            )}
            <ChangeValues
              register={register}
              before={correction.state === 'proposed' ? record.values : undefined}
              after={correction.changes}
            />
            {correction.state === 'proposed' &&
              (register.may.approve ? (
                <p className="correction-actions">
                  {decide(correction, true)} {decide(correction, false)}
                </p>
              ) : (
                <p className="quiet">{t('correction.waits')}</p>
              ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
