import type { z } from 'zod';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { listParameters } from '../../../../kernel/policy/contract.ts';
import type { createScenario, listSimulations } from '../../../../kernel/simulation/contract.ts';

export type Choices = OutputOf<typeof listSimulations>['choices'];
type Standard = OutputOf<typeof listParameters>['parameters'][number];

/** One value that may be changed, with what is in force now. */
export interface Changeable {
  /** key/variant */
  readonly id: string;
  readonly standard: Standard;
  readonly variant: string;
  readonly now: number | null;
  /** Whether it may follow from another value instead. */
  readonly derives: boolean;
}

/** What is typed: new values by key/variant (text, yuan for money; `derived` lets it follow). */
export interface Draft {
  readonly name: string;
  readonly programmes: readonly string[];
  readonly from: string;
  readonly months: number;
  readonly area: string;
  readonly category: string;
  readonly values: Readonly<Record<string, string>>;
  /** Rule versions by programme; absent where the ones in force hold. */
  readonly rules: Readonly<Record<string, string>>;
}

export const DERIVED = 'derived';

/** The values of the chosen programmes, in the order of the register, with the one in force in the month. */
export function changeableValues(
  choices: Choices,
  standards: readonly Standard[],
  { programmes, from }: Pick<Draft, 'programmes' | 'from'>,
): Changeable[] {
  const chosen = choices.programmes.filter(({ id }) => programmes.includes(id));
  const keys = new Set(chosen.flatMap(({ parameters }) => parameters));
  const derived = new Set(chosen.flatMap((one) => one.derived));
  const day = `${from === '' ? '9999-12' : from}-01`;
  return standards
    .filter(({ key }) => keys.has(key))
    .flatMap((standard) =>
      Object.keys(standard.variants).map((variant) => {
        const id = `${standard.key}/${variant}`;
        const value = standard.values.find(
          (one) =>
            one.variant === variant &&
            one.effectiveFrom <= day &&
            (one.effectiveTo === null || day < one.effectiveTo),
        );
        return { id, standard, variant, now: value?.value ?? standard.otherwise, derives: derived.has(id) };
      }),
    );
}

/** What is wrong with a typed value; undefined when it will do. */
export const isValue = (text: string): boolean => text === DERIVED || /^\d{1,9}(\.\d{1,6})?$/.test(text);

const FEN = 100;

/** The draft as the server takes it. */
export function scenarioInput(
  draft: Draft,
  changeable: readonly Changeable[],
): z.input<typeof createScenario.input> {
  const { name, programmes, from, months, area, category } = draft;
  const parameters = changeable.flatMap(({ id, standard, variant }) => {
    const text = draft.values[id]?.trim() ?? '';
    if (text === '') return [];
    const value =
      text === DERIVED ? null : standard.unit === 'fen' ? Math.round(Number(text) * FEN) : Number(text);
    return [{ key: standard.key, variant, value, from }];
  });
  const rules = programmes.flatMap((programme) => {
    const version = draft.rules[programme];
    return version === undefined ? [] : [{ programme, version, from }];
  });
  return {
    name,
    programmes: [...programmes],
    parameters,
    rules,
    months,
    population: {
      ...(area === 'urban' || area === 'rural' ? { area } : {}),
      ...(category === '' ? {} : { category }),
    },
  };
}
