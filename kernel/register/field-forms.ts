import type { ValueFault } from './define-record.ts';
import type { Codes, FieldBase, FieldKind, FieldValue } from './field.ts';

type Rest = FieldKind & Partial<Omit<FieldBase, 'label' | 'sensitivity'>>;
const field =
  <const S extends FieldBase['sensitivity']>(sensitivity: S) =>
  <const F extends Rest>(zh: string, en: string, rest: F) => ({ label: { zh, en }, sensitivity, ...rest });
/** L1: anybody may read it. L2: inside the bureau. L3 and L4: of a person, covered until a purpose is given. */
export const [open, inner, personal, intimate] = [field('L1'), field('L2'), field('L3'), field('L4')];

export const must = { required: true } as const;
/** Set when the record is made, or by a use case; by hand only a correction changes it. */
export const kept = { fixed: true } as const;
/** A day of what has happened. */
export const day = { type: 'date', notAfterToday: true } as const;
export const short = { type: 'text', max: 80 } as const;
/** What tells one record from another in a file. */
export const code = { ...short, ...must, ...kept, search: 'code', sort: true } as const;

/** A code list from lines or commas of `code 名称 english`; without the last, English is the words of the code. */
export const codes = (list: string): Codes =>
  Object.fromEntries(
    list.split(/[,\n]/).map((item) => {
      const [id = '', zh = '', ...en] = item.trim().split(' ');
      return [id, { zh, en: en.length > 0 ? en.join(' ') : id.replaceAll(/[-_]/g, ' ') }];
    }),
  );

export const numberOf = (value: FieldValue | undefined): number => (typeof value === 'number' ? value : 0);
/** Whether both days are given and the second lies before the first. */
export const isBefore = (later: FieldValue | undefined, earlier: FieldValue | undefined): boolean =>
  typeof later === 'string' && typeof earlier === 'string' && later < earlier;

/** The faults of those rules that are broken. */
export const faultsOf = (
  ...rules: readonly (readonly [broken: boolean, field: string, zh: string, en: string])[]
): ValueFault[] => rules.flatMap(([broken, name, zh, en]) => (broken ? [{ field: name, zh, en }] : []));
