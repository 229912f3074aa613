import { firstDay, monthFromIndex, startIndex } from '../base/month.ts';
import type { CaseFile, FactList } from './case-file.ts';
import type { Programme, Subject } from './define-programme.ts';
import { subjectOn } from './subject.ts';

/** A case file cut into stretches of months in which nothing on file changes; each stretch has one subject. */
export interface Timeline {
  readonly division: number;
  /** Months in which the award is in force: from, and the first one after. */
  readonly inForce: readonly (readonly [from: number, before: number])[];
  /** Indices of the months with which a stretch begins, in order; the first one is before everything. */
  readonly starts: readonly number[];
  /** The subject of each stretch, made when it is first asked for: most of the past is never looked at again. */
  readonly subject: (stretch: number) => Subject;
}

/** Cuts a case file into stretches. All comparisons of days are done here, once, whatever the number of months. */
export function timelineOf(programme: Programme, file: CaseFile): Timeline {
  const starts = startsOf(file);
  const subjects: (Subject | undefined)[] = [];
  return {
    division: file.division,
    inForce: inForce(file.status),
    starts,
    subject(stretch) {
      const known = subjects[stretch];
      if (known !== undefined) return known;
      const made = subjectOn(programme, file, firstDayOf(starts[stretch] ?? BEGINNING));
      subjects[stretch] = made;
      return made;
    },
  };
}

const DAYS = new Map<number, ReturnType<typeof firstDay>>();

function firstDayOf(index: number): ReturnType<typeof firstDay> {
  const known = DAYS.get(index);
  if (known !== undefined) return known;
  const day = firstDay(monthFromIndex(index));
  DAYS.set(index, day);
  return day;
}

/** Rows may overlap (an award that is its own other award is loaded twice); a month is in force once. */
function inForce(status: FactList): [number, number][] {
  const rows = status
    .filter(({ code }) => code === 'active')
    .map(({ validFrom, validTo }): [number, number] => [
      startIndex(validFrom),
      validTo === null ? Number.POSITIVE_INFINITY : startIndex(validTo),
    ]);
  if (rows.length < 2) return rows;
  const ranges: [number, number][] = [];
  for (const [from, before] of rows.toSorted(([a], [b]) => a - b)) {
    const last = ranges.at(-1);
    if (last === undefined || from > last[1]) ranges.push([from, before]);
    else last[1] = Math.max(last[1], before);
  }
  return ranges;
}

/** January of the year 1: nothing is on file before it, and there may be awards older than the first fact. */
const BEGINNING = 12;

function startsOf(file: CaseFile): readonly number[] {
  const starts: number[] = [BEGINNING];
  collect(file.awardFacts, starts);
  collect(file.householdFacts, starts);
  for (const member of file.members) {
    collect(member.membership, starts);
    collect(member.facts, starts);
  }
  for (const name in file.enrolments)
    for (const other of file.enrolments[name] ?? []) collect(other.status, starts);
  return starts.toSorted((a, b) => a - b);
}

/** Few distinct months among many rows: a look at those that are there is cheaper than a set. */
function collect(rows: FactList, starts: number[]): void {
  for (const { validFrom, validTo } of rows) {
    const from = startIndex(validFrom);
    if (!starts.includes(from)) starts.push(from);
    if (validTo === null) continue;
    const to = startIndex(validTo);
    if (!starts.includes(to)) starts.push(to);
  }
}
