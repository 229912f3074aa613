import { App } from 'antd';
import { useState } from 'react';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { callApi } from '../api/client.ts';
import { useSend } from '../api/use-send.ts';
import { useSession } from '../api/use-session.ts';
import { Panel } from '../components/panel.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type DraftName, dropDraft } from './form-draft.ts';
import { changedValues, PLACE, REASON } from './form-values.ts';
import { type Filled, RecordForm } from './record-form.tsx';
import type { RecordOutput, RegisterOutput, Values } from './register-fields.ts';
import { currentOf } from './server-faults.ts';
import { StaleDialog } from './stale-dialog.tsx';

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
  readonly what: 'edit' | 'correct';
  readonly onClose: () => void;
}

interface Change {
  readonly values: Values;
  readonly divisionNo?: number;
  readonly reason: string;
}

/** Sends an edit or a correction, whichever is asked for. */
function useChange(
  what: 'edit' | 'correct',
  onDone: (waits: boolean) => void,
  onRefused: (error: ApiError) => void,
) {
  const edit = useSend(anyRegister.edit, { onDone: () => onDone(false), onRefused });
  const correct = useSend(anyRegister.correct, {
    onDone: ({ correctionId }) => onDone(correctionId !== null),
    onRefused,
  });
  return {
    pending: edit.isPending || correct.isPending,
    error: what === 'edit' ? edit.error : correct.error,
    send: (at: { record: string; id: string; version: number }, { values, divisionNo, reason }: Change) =>
      what === 'correct'
        ? correct.mutate({ ...at, values, reason })
        : edit.mutate({
            ...at,
            values,
            ...(divisionNo === undefined ? {} : { divisionNo }),
            ...(reason === '' ? {} : { reason }),
          }),
  };
}

/** Changes a record: an edit because its matter has changed, a correction because it was wrong from the start. */
export function RecordChanging({ register, record, what, onClose }: Props) {
  const { language, t } = useI18n();
  const { message } = App.useApp();
  const username = useSession().data?.account.username ?? '';
  // The form stays with the version it was opened with, whatever is read anew underneath.
  const [opened, setOpened] = useState(record);
  const [asked, setAsked] = useState<Change>({ values: {}, reason: '' });
  const [current, setCurrent] = useState<RecordOutput>();
  const draftName: DraftName = { username, record: register.id, id: record.id, what };
  const close = (): void => {
    dropDraft(draftName);
    onClose();
  };
  const showCurrent = async (error: ApiError): Promise<void> => {
    if (error.code !== 'record.stale') return;
    setCurrent(
      currentOf(error) ??
        (await callApi(anyRegister.read, { record: register.id, id: record.id }, { language })),
    );
  };
  const change = useChange(
    what,
    (waits) => {
      void message.success(t(waits ? 'correct.proposed' : 'record.saved'));
      close();
    },
    (error) => void showCurrent(error),
  );
  const send = (version: number, next: Change): void => {
    setAsked(next);
    change.send({ record: register.id, id: record.id, version }, next);
  };
  const submit = ({ input, cleared }: Filled): void => {
    const values = changedValues(fields, opened, input, { cleared, today: chinaToday() });
    const moved =
      typeof input[PLACE] === 'number' && input[PLACE] !== opened.divisionNo ? input[PLACE] : undefined;
    if (Object.keys(values).length === 0 && moved === undefined) {
      void message.info(t('form.unchanged'));
      return;
    }
    const reason = typeof input[REASON] === 'string' ? input[REASON].trim() : '';
    send(opened.version, { values, reason, ...(moved === undefined ? {} : { divisionNo: moved }) });
  };
  const fields = register.fields.filter((field) => what === 'correct' || !field.fixed);
  const fixed = register.fields.length - fields.length;
  return (
    <Panel title={t(what === 'edit' ? 'edit.title' : 'correct.title')}>
      <RecordForm
        register={register}
        draftName={draftName}
        fields={fields}
        record={opened}
        withPlace={what === 'edit' && register.ownPlace && register.may.create}
        withReason={what === 'correct' ? 'required' : 'optional'}
        submit={t(what === 'edit' ? 'form.save' : 'correct.do')}
        pending={change.pending}
        error={change.error?.code === 'record.stale' ? null : change.error}
        onSubmit={submit}
        onCancel={close}
      >
        <p className="form-note">
          {t(what === 'edit' ? 'edit.lead' : `correct.lead.${register.correction}`)}
          {what === 'edit' && fixed > 0 && ` ${t('edit.fixed', { count: fixed })}`}
        </p>
      </RecordForm>
      {current !== undefined && (
        <StaleDialog
          register={register}
          opened={opened}
          current={current}
          mine={asked.values}
          pending={change.pending}
          onSave={(values) => {
            setOpened(current);
            setCurrent(undefined);
            send(current.version, { ...asked, values });
          }}
          onTakeTheirs={close}
          onClose={() => setCurrent(undefined)}
        />
      )}
    </Panel>
  );
}
