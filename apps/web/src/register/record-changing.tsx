import { App } from 'antd';
import { useSession } from '../api/use-session.ts';
import { Panel } from '../components/panel.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type DraftName, dropDraft } from './form-draft.ts';
import { changedValues, PLACE, REASON } from './form-values.ts';
import { type Filled, RecordForm } from './record-form.tsx';
import type { RecordOutput, RegisterOutput } from './register-fields.ts';
import { StaleDialog } from './stale-dialog.tsx';
import { useRecordChange, type What } from './use-record-change.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
  readonly what: What;
  readonly onClose: () => void;
}

/** Changes a record: an edit because its matter has changed, a correction because it was wrong from the start. */
export function RecordChanging({ register, record, what, onClose }: Props) {
  const { t } = useI18n();
  const { message } = App.useApp();
  const username = useSession().data?.account.username ?? '';
  const draftName: DraftName = { username, record: register.id, id: record.id, what };
  const close = (): void => {
    dropDraft(draftName);
    onClose();
  };
  const { form, opened, current, asked, ...change } = useRecordChange(register, record, {
    what,
    onDone: close,
  });
  const fields = register.fields.filter((field) => what === 'correct' || !field.fixed);
  const submit = ({ input, cleared }: Filled): void => {
    const values = changedValues(fields, opened, input, { cleared, today: chinaToday() });
    const place = input[PLACE];
    const moved = typeof place === 'number' && place !== opened.divisionNo ? { divisionNo: place } : {};
    if (Object.keys(values).length === 0 && !('divisionNo' in moved)) {
      void message.info(t('form.unchanged'));
      return;
    }
    const reason = input[REASON];
    change.save({ values, ...moved, reason: typeof reason === 'string' ? reason.trim() : '' });
  };
  return (
    <Panel title={t(what === 'edit' ? 'edit.title' : 'correct.title')}>
      <RecordForm
        register={register}
        form={form}
        draftName={draftName}
        fields={fields}
        record={opened}
        withPlace={what === 'edit' && register.ownPlace && register.may.create}
        withReason={what === 'correct' ? 'required' : 'optional'}
        submit={t(what === 'edit' ? 'form.save' : 'correct.do')}
        pending={change.pending}
        error={change.error}
        onSubmit={submit}
        onCancel={close}
      >
        <Lead register={register} what={what} fixed={register.fields.length - fields.length} />
      </RecordForm>
      {current !== undefined && (
        <StaleDialog
          register={register}
          opened={opened}
          current={current}
          mine={asked.values}
          moved={asked.divisionNo !== undefined}
          pending={change.pending}
          onSave={change.saveOnCurrent}
          onTakeTheirs={close}
          onClose={change.forgetCurrent}
        />
      )}
    </Panel>
  );
}

interface LeadProps extends Pick<Props, 'register' | 'what'> {
  /** How many fields an edit leaves out. */
  readonly fixed: number;
}

function Lead({ register, what, fixed }: LeadProps) {
  const { t } = useI18n();
  if (what === 'correct') return <p className="form-note">{t(`correct.lead.${register.correction}`)}</p>;
  return (
    <p className="form-note">
      {t('edit.lead')}
      {fixed > 0 && ` ${t('edit.fixed', { count: fixed })}`}
    </p>
  );
}
