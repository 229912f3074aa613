import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Division, division } from '../kernel/base/division.ts';

const PlaceFile = z.object({
  streets: z.array(z.tuple([z.string(), z.string(), z.boolean()])),
  communities: z.array(z.tuple([z.string(), z.string()])),
});

export interface DemoPlace {
  readonly division: Division;
  readonly name: string;
  readonly kind: 'district' | 'street' | 'community';
  readonly parent: Division | null;
  readonly serviceUnit: boolean;
}

export const DISTRICT = division('420112');
export const DISTRICT_NAME = '东西湖区';

/** The district with its streets and communities as the statistical list has them; pseudo units serve nobody. */
export function loadPlaces(): DemoPlace[] {
  const file = PlaceFile.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, 'data/places-420112.json'), 'utf8')),
  );
  const streets = file.streets.map(([code, name, serviceUnit]): DemoPlace => ({
    division: division(code),
    name,
    kind: 'street',
    parent: DISTRICT,
    serviceUnit,
  }));
  const serving = new Map(streets.map((street) => [street.division, street.serviceUnit]));
  const communities = file.communities.map(([code, name]): DemoPlace => {
    const parent = division(code.slice(0, 9));
    return {
      division: division(code),
      name,
      kind: 'community',
      parent,
      serviceUnit: serving.get(parent) ?? false,
    };
  });
  const district: DemoPlace = {
    division: DISTRICT,
    name: DISTRICT_NAME,
    kind: 'district',
    parent: null,
    serviceUnit: true,
  };
  return [district, ...streets, ...communities];
}
