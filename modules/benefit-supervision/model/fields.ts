import type { Codes, FieldBase, FieldKind, FieldValue } from '../../../kernel/register/field.ts';

type Rest = FieldKind & Partial<Omit<FieldBase, 'label' | 'sensitivity'>>;
const field =
  <const S extends FieldBase['sensitivity']>(sensitivity: S) =>
  <const F extends Rest>(zh: string, en: string, rest: F) => ({ label: { zh, en }, sensitivity, ...rest });
/** L2: inside the bureau. L3: of a person, covered until a purpose is given. */
export const [inner, personal] = [field('L2'), field('L3')];
export const must = { required: true } as const;
/** Set when the record is made, or by the life cycle; by hand only a correction changes it. */
export const kept = { fixed: true } as const;
/** A code list from commas of `code 名称 english`. */
export const codes = (list: string): Codes =>
  Object.fromEntries(
    list.split(',').map((item) => {
      const [code = '', zh = '', ...en] = item.trim().split(' ');
      return [code, { zh, en: en.length > 0 ? en.join(' ') : code.replaceAll('-', ' ') }];
    }),
  );
export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');
