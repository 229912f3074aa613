import { z } from 'zod';
import { isPersonal, type RegisterOutput } from './register-fields.ts';

const DraftSchema = z.object({
  at: z.string(),
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

/** Keeps what was typed until the window is closed; personal values (L3, L4) are never written anywhere. */
export function keepDraft(
  name: DraftName,
  register: RegisterOutput,
  values: Readonly<Record<string, unknown>>,
): void {
  const personal = new Set(register.fields.filter(isPersonal).map((field) => field.name));
  const kept = Object.entries(values).filter(
    ([field, value]) => !personal.has(field) && value !== undefined && value !== '' && value !== null,
  );
  if (kept.length === 0) return dropDraft(name);
  const draft = { at: new Date().toISOString(), values: Object.fromEntries(kept) };
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  } catch {
    // A full storage loses the draft, not the form.
  }
}

export const dropDraft = (name: DraftName): void => sessionStorage.removeItem(keyOf(name));
