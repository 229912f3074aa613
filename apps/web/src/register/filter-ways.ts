import { yuanFen } from './check-input.ts';
import type { RegisterField } from './register-fields.ts';
import type { Condition } from '../../../../kernel/register/condition-contract.ts';
import { readTypedDate, readTypedMonth } from './typed-date.ts';

/** How a condition is asked for; `range` becomes a `from` and a `to`. */
export const WAYS = ['has', 'is', 'starts', 'range', 'in', 'within', 'filled', 'empty'] as const;
export type Way = (typeof WAYS)[number];

/** A condition while it is being asked for, as typed. */
export interface Asked {
  readonly field: string;
  readonly way: Way;
  readonly text?: string | undefined;
  readonly to?: string | undefined;
  readonly codes?: readonly string[] | undefined;
  readonly flag?: boolean | undefined;
  readonly place?: number | undefined;
}

export const FIRST_ASKED: Asked = { field: '', way: 'is' };

/** The ways that fit a field, the usual one first. */
export function waysOf({ type, operators }: RegisterField): readonly Way[] {
  const has = (operator: string): boolean => operators.includes(operator);
  const usual: Way[] = has('from') ? ['range'] : has('in') ? ['in'] : has('within') ? ['within'] : [];
  const covers = usual.length > 0 && (type === 'code' || type === 'place');
  const rest = WAYS.filter((way) => way !== 'range' && !usual.includes(way) && has(way));
  return [...usual, ...rest.filter((way) => !(covers && way === 'is'))];
}

/** The typed text as the API takes it; undefined while it is none. */
function typedValue({ type }: RegisterField, text: string | undefined): string | number | undefined {
  const plain = (text ?? '').trim();
  if (plain === '') return undefined;
  switch (type) {
    case 'money':
      return yuanFen(plain);
    case 'integer':
      return /^-?\d{1,15}$/.test(plain) ? Number(plain) : undefined;
    case 'date':
      return readTypedDate(plain);
    case 'month':
      return readTypedMonth(plain);
    default:
      return plain;
  }
}

/** What is asked for as conditions of the API; none while something is missing. */
export function conditionsOf(field: RegisterField, asked: Asked): readonly Condition[] {
  const { name } = field;
  const { way } = asked;
  if (way === 'empty' || way === 'filled') return [{ field: name, op: way }];
  if (way === 'in') {
    return asked.codes === undefined || asked.codes.length === 0
      ? []
      : [{ field: name, op: 'in', value: [...asked.codes] }];
  }
  if (way === 'range') {
    const from = typedValue(field, asked.text);
    const to = typedValue(field, asked.to);
    return [
      ...(from === undefined ? [] : [{ field: name, op: 'from' as const, value: from }]),
      ...(to === undefined ? [] : [{ field: name, op: 'to' as const, value: to }]),
    ];
  }
  const value =
    field.type === 'place' ? asked.place : field.type === 'flag' ? asked.flag : typedValue(field, asked.text);
  return value === undefined ? [] : [{ field: name, op: way, value }];
}
