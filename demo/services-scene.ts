import type { Division } from '../kernel/base/division.ts';
import type { RecordDefinition } from '../kernel/register/define-record.ts';
import type { Values } from '../kernel/register/field.ts';
import type { BookPerson } from './book.ts';
import type { Random } from './random.ts';
import type { NewRow } from './records.ts';

/** What the registers of the demonstration are made with. */
export interface Services {
  readonly random: Random;
  /** Communities that serve residents. */
  readonly places: readonly Division[];
  readonly nextId: () => string;
  /** A new synthetic person, not written yet. */
  readonly person: (birthYear: number, birthMonth?: number) => BookPerson;
  people(people: readonly BookPerson[]): Promise<void>;
  write(record: RecordDefinition, rows: readonly NewRow[]): Promise<void>;
}

export const rowOf = ({ nextId }: Services, division: Division, values: Values): NewRow => ({
  id: nextId(),
  division,
  values,
});

/** `numbered('YL', 7)` is YL0007. */
export const numbered = (prefix: string, serial: number, digits = 4): string =>
  `${prefix}${String(serial).padStart(digits, '0')}`;

/** A day of 2020 in the months given, both included. */
export const dayIn2020 = ({ random }: Services, from: number, to: number, lastDay = 28): string =>
  `2020-${String(random.int(from, to)).padStart(2, '0')}-${String(random.int(1, lastDay)).padStart(2, '0')}`;

/** So many times, with the number of the time from 0. */
export const times = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
