import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { listPlaces } from '../../../../kernel/party/contract.ts';
import { useApi } from '../api/use-api.ts';

export type Place = OutputOf<typeof listPlaces>['places'][number];

const NONE: readonly Place[] = [];

/** The places of the own jurisdiction; none while they are on their way. */
export const usePlaces = (): readonly Place[] => useApi(listPlaces, {}).data?.places ?? NONE;

/** Its name as people say it; a place outside the jurisdiction is known by its number only. */
export const placeText = (places: readonly Place[], divisionNo: number): string =>
  places.find((place) => place.divisionNo === divisionNo)?.fullName ?? String(divisionNo);
