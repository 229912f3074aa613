/** What a line of support is worked out from. */
export interface SubsidyLine {
  readonly units: number;
  readonly unitFen: number;
  readonly upliftPercent: number;
  readonly cutFen: number;
}

/** Rate × units × (1 + uplift), rounded once, less what the check has cut; never below zero (handbook 03 §5 rule 3). */
export const payableFen = ({ units, unitFen, upliftPercent, cutFen }: SubsidyLine): number =>
  Math.max(0, Math.round((units * unitFen * (100 + upliftPercent)) / 100) - cutFen);
