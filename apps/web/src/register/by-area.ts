import type { RegisterOutput } from './register-fields.ts';

export interface Area extends Pick<RegisterOutput, 'area' | 'areaLabel'> {
  readonly registers: readonly RegisterOutput[];
}

/** The registers under the area of work that each belongs to, in the order in which they come. */
export function byArea(registers: readonly RegisterOutput[]): readonly Area[] {
  const areas = new Map(registers.map(({ area, areaLabel }) => [area, areaLabel]));
  return [...areas].map(([area, areaLabel]) => ({
    area,
    areaLabel,
    registers: registers.filter((register) => register.area === area),
  }));
}
