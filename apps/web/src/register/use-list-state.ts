import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { fieldNamed, isPersonal, type RegisterOutput } from './register-fields.ts';
import type { Condition } from '../../../../kernel/register/condition-contract.ts';
import type { RegisterSearch } from './register-search.ts';

export interface ListState {
  readonly search: RegisterSearch;
  /** All that must hold: those in the address and those that are kept out of it. */
  readonly conditions: readonly Condition[];
  readonly change: (changes: Partial<RegisterSearch>) => void;
  readonly addConditions: (conditions: readonly Condition[]) => void;
  readonly removeCondition: (condition: Condition) => void;
  readonly clear: () => void;
  readonly onFirst: (() => void) | undefined;
  readonly onPrevious: (() => void) | undefined;
  readonly nextTo: (cursor: string | null) => (() => void) | undefined;
}

/**
 * What a list shows, kept in the address; conditions on personal values are kept in memory only, since addresses end
 * up in histories and logs. Every change but a turn of the page starts from the first page.
 */
export function useListState(register: RegisterOutput, search: RegisterSearch): ListState {
  const navigate = useNavigate();
  const [personal, setPersonal] = useState<readonly Condition[]>([]);
  const before = useRef(new Map<string, string | undefined>());
  const open = search.where ?? [];
  const go = (next: RegisterSearch, replace = false): void =>
    void navigate({
      to: '/registers/$record',
      params: { record: register.id },
      search: next,
      replace,
      resetScroll: false,
    });
  const change = (changes: Partial<RegisterSearch>): void => go({ ...search, after: undefined, ...changes });
  const isHidden = ({ field, value }: Condition): boolean => {
    const declared = fieldNamed(register, field);
    return declared !== undefined && isPersonal(declared) && value !== undefined;
  };
  const where = (conditions: readonly Condition[]) => (conditions.length === 0 ? undefined : conditions);
  const { after } = search;
  return {
    search,
    conditions: [...open, ...personal],
    change,
    addConditions: (conditions) => {
      setPersonal([...personal, ...conditions.filter(isHidden)]);
      change({ where: where([...open, ...conditions.filter((condition) => !isHidden(condition))]) });
    },
    removeCondition: (condition) => {
      setPersonal(personal.filter((each) => each !== condition));
      change({ where: where(open.filter((each) => each !== condition)) });
    },
    clear: () => {
      setPersonal([]);
      change({ where: undefined, division: undefined, ended: undefined });
    },
    onFirst: after === undefined ? undefined : () => go({ ...search, after: undefined }),
    onPrevious:
      after !== undefined && before.current.has(after)
        ? () => go({ ...search, after: before.current.get(after) })
        : undefined,
    nextTo: (cursor) =>
      cursor === null
        ? undefined
        : () => {
            before.current.set(cursor, after);
            go({ ...search, after: cursor });
          },
  };
}
