import { ageOn, type PlainDate } from '../base/plain-date.ts';
import type { CaseFile } from '../policy/case-file.ts';
import { subjectOn } from '../policy/subject.ts';
import type { Programme, Subject } from '../policy/define-programme.ts';
import { type Forecast, outcomeOf, totalFen } from './forecast.ts';
import type { Outcome } from './scenario-schema.ts';
import type { Area, PopulationView } from './population-view.ts';

/** What all members of a cell have in common; `street` is the number of the place that totals are kept for. */
interface Place {
  readonly street: number;
  readonly programme: string;
  readonly area: Area | 'unknown';
}

/** Cost of one month; awards are those to which something is due. */
export interface MonthCell extends Place {
  /** Position in the window. */
  readonly month: number;
  baselineFen: number;
  scenarioFen: number;
  baselineAwards: number;
  scenarioAwards: number;
  baselineArrearsFen: number;
  scenarioArrearsFen: number;
  baselineOverpaidFen: number;
  scenarioOverpaidFen: number;
}

/** Who gains, loses, enters and leaves; `category` is `all` or one to which some of the members belong. */
export interface OutcomeCell extends Place {
  readonly category: string;
  readonly outcome: Outcome;
  awards: number;
  people: number;
  baselineFen: number;
  scenarioFen: number;
}

/** One award, or one subject without an award, to which the scenario makes a difference. */
export interface ChangedCase extends Place {
  readonly caseId: string;
  readonly awardId: string | null;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly division: number;
  readonly outcome: Outcome;
  readonly people: number;
  readonly baselineFen: number;
  readonly scenarioFen: number;
  /** Of the last month. */
  readonly baselineMonthFen: number;
  readonly scenarioMonthFen: number;
  readonly refusal: string | null;
}

export interface Weighed {
  readonly file: CaseFile;
  readonly awardId: string | null;
  readonly baseline: Forecast;
  readonly scenario: Forecast;
}

/** Changed cases that are kept by street, programme and outcome; the counts are of all of them. */
const KEPT_MAX = 500;

export const ALL = 'all';

/** What a forecast adds up to, in memory that does not grow with the number of awards. */
export class Tally {
  readonly months = new Map<string, MonthCell>();
  readonly outcomes = new Map<string, OutcomeCell>();
  private readonly kept = new Map<string, ChangedCase[]>();
  private readonly view: PopulationView;
  private readonly streetOf: (division: number) => number;
  private readonly day: PlainDate;
  /** Whether more cases changed than are kept. */
  truncated = false;

  constructor(view: PopulationView, streetOf: (division: number) => number, day: PlainDate) {
    this.view = view;
    this.streetOf = streetOf;
    this.day = day;
  }

  /** The case's people on the first day of the window, read with the facts of the view. */
  private subjectOf(programme: Programme, file: CaseFile): Subject {
    return subjectOn(programme, file, this.day);
  }

  /** Whether the case is of the population that was asked for. */
  includes(
    programme: Programme,
    file: CaseFile,
    area: Area | undefined,
    category: string | undefined,
  ): boolean {
    if (area === undefined && category === undefined) return true;
    const subject = this.subjectOf(programme, file);
    if (area !== undefined && this.view.areaOf(subject) !== area) return false;
    return category === undefined || this.membersOf(subject, category) > 0;
  }

  private membersOf(subject: Subject, id: string): number {
    const category = this.view.categories.find((candidate) => candidate.id === id);
    if (category === undefined) return 0;
    return subject.members.filter((member) => category.holds(member, ageOn(member.birthDate, this.day)))
      .length;
  }

  /** Adds one case. `widened` is the programme with the facts of the view. */
  add(programme: Programme, widened: Programme, { file, awardId, baseline, scenario }: Weighed): void {
    const subject = this.subjectOf(widened, file);
    const place: Place = {
      street: this.streetOf(file.division),
      programme: programme.id,
      area: this.view.areaOf(subject) ?? 'unknown',
    };
    this.addMonths(place, baseline, scenario);
    const outcome = outcomeOf(baseline, scenario);
    const [baselineFen, scenarioFen] = [totalFen(baseline), totalFen(scenario)];
    // An award that is in force for none of the months, before and after, concerns nobody.
    if (outcome === 'same' && baselineFen === 0 && scenarioFen === 0) return;
    const people = subject.members.length;
    const sums = { baselineFen, scenarioFen };
    this.addOutcome({ ...place, category: ALL, outcome }, people, sums);
    for (const { id } of this.view.categories) {
      const members = this.membersOf(subject, id);
      if (members > 0) this.addOutcome({ ...place, category: id, outcome }, members, sums);
    }
    if (outcome === 'same') return;
    this.keep({
      ...place,
      ...sums,
      caseId: file.awardId,
      awardId,
      subjectKind: programme.unit,
      subjectId: file.subjectId,
      division: file.division,
      outcome,
      people,
      baselineMonthFen: baseline.dueFen.at(-1) ?? 0,
      scenarioMonthFen: scenario.dueFen.at(-1) ?? 0,
      refusal: scenario.refusal ?? null,
    });
  }

  private addMonths(place: Place, baseline: Forecast, scenario: Forecast): void {
    for (let month = 0; month < baseline.dueFen.length; month++) {
      const [was, is] = [baseline.dueFen[month] ?? 0, scenario.dueFen[month] ?? 0];
      const settles = month === 0;
      const hasPast =
        settles &&
        baseline.arrearsFen + baseline.overpaidFen + scenario.arrearsFen + scenario.overpaidFen !== 0;
      if (was === 0 && is === 0 && !hasPast) continue;
      const cell = this.monthCell(place, month);
      cell.baselineFen += was;
      cell.scenarioFen += is;
      if (was > 0) cell.baselineAwards++;
      if (is > 0) cell.scenarioAwards++;
      if (!settles) continue;
      cell.baselineArrearsFen += baseline.arrearsFen;
      cell.scenarioArrearsFen += scenario.arrearsFen;
      cell.baselineOverpaidFen += baseline.overpaidFen;
      cell.scenarioOverpaidFen += scenario.overpaidFen;
    }
  }

  private monthCell(place: Place, month: number): MonthCell {
    const key = `${place.street}/${place.programme}/${place.area}/${month}`;
    const found = this.months.get(key);
    if (found !== undefined) return found;
    const made: MonthCell = {
      ...place,
      month,
      baselineFen: 0,
      scenarioFen: 0,
      baselineAwards: 0,
      scenarioAwards: 0,
      baselineArrearsFen: 0,
      scenarioArrearsFen: 0,
      baselineOverpaidFen: 0,
      scenarioOverpaidFen: 0,
    };
    this.months.set(key, made);
    return made;
  }

  private addOutcome(
    of: Pick<OutcomeCell, 'street' | 'programme' | 'area' | 'category' | 'outcome'>,
    people: number,
    { baselineFen, scenarioFen }: Pick<OutcomeCell, 'baselineFen' | 'scenarioFen'>,
  ): void {
    const key = `${of.street}/${of.programme}/${of.area}/${of.category}/${of.outcome}`;
    const cell = this.outcomes.get(key) ?? { ...of, awards: 0, people: 0, baselineFen: 0, scenarioFen: 0 };
    cell.awards++;
    cell.people += people;
    cell.baselineFen += baselineFen;
    cell.scenarioFen += scenarioFen;
    this.outcomes.set(key, cell);
  }

  private keep(changed: ChangedCase): void {
    const key = `${changed.street}/${changed.programme}/${changed.outcome}`;
    const list = this.kept.get(key) ?? [];
    list.push(changed);
    this.kept.set(key, list);
    // Sorted now and then only: twice the limit is as bounded as the limit.
    if (list.length >= 2 * KEPT_MAX) this.kept.set(key, this.largest(list));
  }

  private largest(list: readonly ChangedCase[]): ChangedCase[] {
    if (list.length > KEPT_MAX) this.truncated = true;
    return list.toSorted(byDifference).slice(0, KEPT_MAX);
  }

  /** The largest changes of each street, programme and outcome. */
  changes(): ChangedCase[] {
    return [...this.kept.values()].flatMap((list) => this.largest(list));
  }
}

const byDifference = (a: ChangedCase, b: ChangedCase): number =>
  Math.abs(b.scenarioFen - b.baselineFen) - Math.abs(a.scenarioFen - a.baselineFen) ||
  a.caseId.localeCompare(b.caseId);
