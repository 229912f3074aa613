import { inputError } from '../base/errors.ts';
import { getProgramme } from '../module/get-programme.ts';
import type { Registry } from '../module/registry.ts';
import type { Programme } from '../policy/define-programme.ts';

/** A programme that pays money; an error for an unknown one, or one that only recognises a status. */
export function getPayingProgramme(registry: Registry, id: string): Programme {
  const programme = getProgramme(registry, id);
  if (programme.cycle !== 'recognition') return programme;
  throw inputError(
    'payment.no-money',
    `“${programme.label.zh}”只作认定，不发放资金。`,
    `"${programme.label.en}" is a recognition and pays nothing.`,
  );
}
