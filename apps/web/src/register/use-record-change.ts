import { App, Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { callApi } from '../api/client.ts';
import { useSend } from '../api/use-send.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { firstInput, type FormInput, PLACE } from './form-values.ts';
import type { RecordOutput, RegisterOutput, Values } from './register-fields.ts';
import { currentOf } from './server-faults.ts';

export type What = 'edit' | 'correct';

export interface Change {
  readonly values: Values;
  readonly divisionNo?: number;
  readonly reason: string;
}

interface At {
  readonly record: string;
  readonly id: string;
  readonly version: number;
}

/** Sends an edit or a correction, whichever is asked for. */
function useSendChange(what: What, onDone: (waits: boolean) => void, onRefused: (error: ApiError) => void) {
  const edit = useSend(anyRegister.edit, { onDone: () => onDone(false), onRefused });
  const correct = useSend(anyRegister.correct, {
    onDone: ({ correctionId }) => onDone(correctionId !== null),
    onRefused,
  });
  return {
    pending: edit.isPending || correct.isPending,
    error: what === 'edit' ? edit.error : correct.error,
    send: (at: At, { values, divisionNo, reason }: Change): void => {
      if (what === 'correct') correct.mutate({ ...at, values, reason });
      else
        edit.mutate({
          ...at,
          values,
          ...(divisionNo === undefined ? {} : { divisionNo }),
          ...(reason === '' ? {} : { reason }),
        });
    },
  };
}

interface RecordChange {
  readonly form: FormInstance<FormInput>;
  /** The version that the form stands on, whatever is read anew underneath. */
  readonly opened: RecordOutput;
  /** The version somebody else has made meanwhile, until it has been decided whose values stand. */
  readonly current: RecordOutput | undefined;
  readonly asked: Change;
  readonly pending: boolean;
  /** A refusal other than that of a stale version. */
  readonly error: ApiError | null;
  readonly save: (change: Change) => void;
  /** Saves these of the own values on top of the current version. */
  readonly saveOnCurrent: (values: Values) => void;
  readonly forgetCurrent: () => void;
}

/** The course of a change: sent, refused as stale, settled field by field, sent again. */
export function useRecordChange(
  register: RegisterOutput,
  record: RecordOutput,
  { what, onDone }: { readonly what: What; readonly onDone: () => void },
): RecordChange {
  const { language, t } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormInput>();
  const [opened, setOpened] = useState(record);
  const [asked, setAsked] = useState<Change>({ values: {}, reason: '' });
  const [current, setCurrent] = useState<RecordOutput>();
  const at = { record: register.id, id: record.id };
  const showCurrent = async (error: ApiError): Promise<void> => {
    if (error.code !== 'record.stale') return;
    setCurrent(currentOf(error) ?? (await callApi(anyRegister.read, at, { language })));
  };
  const { pending, error, send } = useSendChange(
    what,
    (waits) => {
      void message.success(t(waits ? 'correct.proposed' : 'record.saved'));
      onDone();
    },
    (refused) => void showCurrent(refused),
  );
  const sendOn = (version: number, change: Change): void => {
    setAsked(change);
    send({ ...at, version }, change);
  };
  return {
    form,
    opened,
    current,
    asked,
    pending,
    error: error?.code === 'record.stale' ? null : error,
    save: (change) => sendOn(opened.version, change),
    saveOnCurrent: (values) => {
      if (current === undefined) return;
      // What is not kept of one's own is theirs from now on, in the form too: a later save must not bring it back.
      const theirs = firstInput(register, current);
      const names = register.fields.map(({ name }) => name).filter((name) => !(name in values));
      if (asked.divisionNo === undefined) names.push(PLACE);
      form.setFieldsValue(Object.fromEntries(names.map((name) => [name, theirs[name]])));
      setOpened(current);
      setCurrent(undefined);
      sendOn(current.version, { ...asked, values });
    },
    forgetCurrent: () => setCurrent(undefined),
  };
}
