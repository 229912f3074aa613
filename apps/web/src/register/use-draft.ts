import type { FormInstance } from 'antd';
import { useState } from 'react';
import { type Draft, type DraftName, dropDraft, findDraft, keepDraft } from './form-draft.ts';
import type { FormInput } from './form-values.ts';
import type { RegisterOutput } from './register-fields.ts';

interface Options {
  readonly name: DraftName;
  readonly register: RegisterOutput;
  readonly form: FormInstance<FormInput>;
  /** What the form starts with; only what differs from it is kept. */
  readonly first: FormInput;
  /** Of the record that is changed; 0 for a new one. */
  readonly version: number;
}

interface DraftState {
  /** What was left unsaved and has not been decided on. */
  readonly draft: Draft | undefined;
  readonly takeUp: () => void;
  readonly giveUp: () => void;
  readonly keep: (values: FormInput) => void;
}

/** What somebody typed and did not save, offered when the form is opened again. */
export function useDraft({ name, register, form, first, version }: Options): DraftState {
  const [draft, setDraft] = useState<Draft | undefined>(() => findDraft(name));
  return {
    draft,
    takeUp: () => {
      if (draft !== undefined) form.setFieldsValue(draft.values);
      setDraft(undefined);
    },
    giveUp: () => {
      dropDraft(name);
      setDraft(undefined);
    },
    // An old draft that has not been decided on is not overwritten by the first letter.
    keep: (values) => {
      if (draft === undefined) keepDraft(name, register, { values, first, version });
    },
  };
}
