import { springBand } from '../modules/social-assistance/model/parameters.ts';
import { demoParameters } from './parameters.ts';

/** The assumed Spring Festival band of a kind of household, fen. */
export function springBandFen(variant: keyof typeof springBand.variants): number {
  const found = demoParameters.find(
    (row) => row.definition.key === springBand.key && row.variant === variant,
  );
  if (found === undefined) throw new Error(`demonstration: no Spring Festival band for ${variant}`);
  return found.value;
}
