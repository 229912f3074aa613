import type { ValueFault } from '../../../kernel/register/define-record.ts';
import type { Codes, FieldBase, FieldKind, FieldValue } from '../../../kernel/register/field.ts';

type Rest = FieldKind & Partial<Omit<FieldBase, 'label' | 'sensitivity'>>;
const field =
  <const S extends FieldBase['sensitivity']>(sensitivity: S) =>
  <const F extends Rest>(zh: string, en: string, rest: F) => ({ label: { zh, en }, sensitivity, ...rest });
/** L1: anybody may read it. L2: inside the bureau. L3: of a person, covered until a purpose is given. */
export const [open, inner, personal] = [field('L1'), field('L2'), field('L3')];
export const day = { type: 'date', notAfterToday: true } as const;
export const must = { required: true } as const;
/** A code list from lines or commas of `code 名称 english`; without the last, English is the words of the code. */
export const codes = (list: string): Codes =>
  Object.fromEntries(
    list.split(/[,\n]/).map((item) => {
      const [code = '', zh = '', ...en] = item.trim().split(' ');
      return [code, { zh, en: en.length > 0 ? en.join(' ') : code.replaceAll(/[-_]/g, ' ') }];
    }),
  );
export const numberOf = (value: FieldValue | undefined): number => (typeof value === 'number' ? value : 0);
export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
/** The faults of those rules that are broken. */
export const faultsOf = (
  ...rules: readonly (readonly [broken: boolean, field: string, zh: string, en: string])[]
): ValueFault[] => rules.flatMap(([broken, name, zh, en]) => (broken ? [{ field: name, zh, en }] : []));
