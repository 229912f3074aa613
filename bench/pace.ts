/** How long each part of the kernel's measurement takes. */
export interface Pace {
  readonly readRounds: number;
  readonly readSeconds: number;
  readonly openRounds: number;
  readonly openSeconds: number;
  /** Of fifty users at one kind of call. */
  readonly userSeconds: number;
  /** Searches of each way of searching. */
  readonly searches: number;
  readonly sheetRounds: number;
  readonly exportRows: number;
  readonly importRows: number;
}

const WHOLE: Pace = {
  readRounds: 5,
  readSeconds: 4,
  openRounds: 5,
  openSeconds: 8,
  userSeconds: 10,
  searches: 200,
  sheetRounds: 5,
  exportRows: 1_000_000,
  importRows: 100_000,
};
/** Tells whether everything runs; its figures are coarse. */
const BRIEF: Pace = {
  readRounds: 2,
  readSeconds: 1,
  openRounds: 2,
  openSeconds: 3,
  userSeconds: 2,
  searches: 60,
  sheetRounds: 1,
  exportRows: 20_000,
  importRows: 10_000,
};
const WHOLE_FROM_PEOPLE = 100_000;

/** A small population is for trying the benchmark. */
export const paceOf = (people: number): Pace => (people >= WHOLE_FROM_PEOPLE ? WHOLE : BRIEF);
