import { z } from 'zod';
import type { FormInput } from './form-values.ts';
import { isPersonal, type RegisterOutput } from './register-fields.ts';

const DraftSchema = z.object({
  at: z.string(),
  version: z.int(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
});
export type Draft = z.infer<typeof DraftSchema>;

export interface DraftName {
  readonly username: string;
  readonly record: string;
  /** The record that is being changed, or `new`. */
  readonly id: string;
  readonly what: 'create' | 'edit' | 'correct';
}

const keyOf = ({ username, record, id, what }: DraftName): string =>
  `huimin.draft.${username}.${record}.${id}.${what}`;

/** What was left unsaved under this name in this window; undefined when there is nothing. */
export function findDraft(name: DraftName): Draft | undefined {
  try {
    const read = DraftSchema.safeParse(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null'));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

interface Typed {
  readonly values: FormInput;
  readonly first: FormInput;
  readonly version: number;
}

/**
 * Keeps what was typed until the window is closed: only what differs from the form's beginning, so that taking it up
 * later changes nothing else. Personal values (L3, L4) are never written anywhere.
 */
export function keepDraft(
  name: DraftName,
  register: RegisterOutput,
  { values, first, version }: Typed,
): void {
  const personal = new Set(register.fields.filter(isPersonal).map((field) => field.name));
  const kept = Object.entries(values).filter(
    ([field, value]) => !personal.has(field) && JSON.stringify(value) !== JSON.stringify(first[field]),
  );
  if (kept.length === 0) return dropDraft(name);
  const draft = {
    at: new Date().toISOString(),
    version,
    values: Object.fromEntries(kept.map(([field, value]) => [field, value ?? null])),
  };
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // A full storage loses the draft, not the form.
  }
}

export const dropDraft = (name: DraftName): void => sessionStorage.removeItem(keyOf(name));
