import { useState } from 'react';
import { z } from 'zod';
import type { RegisterOutput } from './register-fields.ts';

/** Columns that every register has besides its fields. */
export const OWN_COLUMNS = ['divisionName', 'createdAt', 'changedAt', 'endedOn'] as const;
export type OwnColumn = (typeof OWN_COLUMNS)[number];
export const isOwnColumn = (name: string): name is OwnColumn => OWN_COLUMNS.some((each) => each === name);

const NamesSchema = z.array(z.string()).min(1).max(100);

const keyOf = (register: RegisterOutput): string => `huimin.columns.${register.id}`;

/** The title is the first column and the way into the record, so it is always there. */
const ordered = (register: RegisterOutput, names: readonly string[]): readonly string[] => {
  const all = [...register.fields.map(({ name }) => name), ...OWN_COLUMNS];
  return [register.title, ...all.filter((name) => name !== register.title && names.includes(name))];
};

export const defaultColumns = (register: RegisterOutput): readonly string[] => [
  register.title,
  ...register.list.filter((name) => name !== register.title),
  'divisionName',
];

function storedColumns(register: RegisterOutput): readonly string[] | undefined {
  try {
    const read = NamesSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(register)) ?? 'null'));
    return read.success ? ordered(register, read.data) : undefined;
  } catch {
    return undefined;
  }
}

interface ColumnChoice {
  readonly columns: readonly string[];
  /** Undefined: as the register proposes it. */
  readonly choose: (names: readonly string[] | undefined) => void;
}

/** Which columns of a register's list somebody wants to see; kept in this browser. */
export function useColumnChoice(register: RegisterOutput): ColumnChoice {
  const [chosen, setChosen] = useState(() => storedColumns(register));
  return {
    columns: chosen ?? defaultColumns(register),
    choose: (names) => {
      if (names === undefined) localStorage.removeItem(keyOf(register));
      else localStorage.setItem(keyOf(register), JSON.stringify(names));
      setChosen(names === undefined ? undefined : ordered(register, names));
    },
  };
}
