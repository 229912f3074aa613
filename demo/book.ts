import type { Division } from '../kernel/base/division.ts';
import { deterministicIds } from '../kernel/base/ids.ts';
import { period, subtract } from '../kernel/base/period.ts';
import { plainDate, type PlainDate } from '../kernel/base/plain-date.ts';
import { AWARD_STATUS, HOUSEHOLD_MEMBER, type FactRow } from '../kernel/policy/case-file.ts';
import type { FactDefinition } from '../kernel/party/define-fact.ts';
import type { Programme } from '../kernel/policy/define-programme.ts';
import { bankAccount, type Identity } from './identity.ts';

export interface BookPerson extends Identity {
  readonly id: string;
  readonly division: Division;
  readonly account: string;
}

export interface BookHousehold {
  readonly id: string;
  readonly no: string;
  readonly division: Division;
  readonly head: BookPerson;
}

export interface BookAward {
  readonly id: string;
  readonly no: string;
  readonly programme: string;
  readonly subjectKind: 'person' | 'household';
  readonly subjectId: string;
  readonly division: Division;
  readonly payee: BookPerson;
  readonly basis: string;
}

export interface BookFact extends Omit<FactRow, 'num'> {
  num: number | null;
  readonly id: string;
  readonly subjectKind: 'person' | 'household' | 'award';
  readonly division: Division;
  readonly reason: string | null;
  recordedUntil: string;
}

type Value = { readonly num?: number; readonly code?: string; readonly ref?: string };
export interface Told {
  /** When it was recorded, as `2019-12-15 10:00:00+08`. */
  readonly at: string;
  readonly source: string;
  readonly reason?: string;
}

interface Subject {
  readonly id: string;
  readonly division: Division;
}

const FOREVER = 'infinity';
export const BASE: Told = { at: '2019-12-15 10:00:00+08', source: '历史台账导入' };

/** The demonstration's inputs in memory: people, households, awards and what was known of them when. */
export class Book {
  readonly people: BookPerson[] = [];
  readonly households: BookHousehold[] = [];
  readonly awards: BookAward[] = [];
  readonly facts: BookFact[] = [];
  private readonly current = new Map<string, BookFact[]>();
  private readonly awardNumbers = new Map<string, number>();
  private readonly nextId = deterministicIds('huimin-demonstration');

  person(identity: Identity, division: Division): BookPerson {
    const person = { ...identity, id: this.nextId(), division, account: bankAccount(this.people.length + 1) };
    this.people.push(person);
    return person;
  }

  household(
    members: readonly BookPerson[],
    hukou: 'urban' | 'rural',
    facts: { readonly household: FactDefinition; readonly person: FactDefinition },
    since: PlainDate,
    told = BASE,
  ): BookHousehold {
    const head = members[0];
    if (head === undefined) throw new Error('a household needs a head');
    const household = {
      id: this.nextId(),
      no: `H420112${String(this.households.length + 1).padStart(6, '0')}`,
      division: head.division,
      head,
    };
    this.households.push(household);
    this.fact('household', household, facts.household.kind, since, { code: hukou }, told);
    for (const member of members) {
      this.fact('person', member, HOUSEHOLD_MEMBER, since, { ref: household.id, code: 'counted' }, told);
      this.fact('person', member, facts.person.kind, since, { code: hukou }, told);
    }
    return household;
  }

  award(
    programme: Programme,
    subject: BookPerson | BookHousehold,
    from: PlainDate,
    to: PlainDate | null,
    basis: string,
    told = BASE,
  ): BookAward {
    const isHousehold = 'head' in subject;
    const year = from.slice(0, 4);
    const series = `${programme.code}420112${year}`;
    const serial = (this.awardNumbers.get(series) ?? 0) + 1;
    this.awardNumbers.set(series, serial);
    const award: BookAward = {
      id: this.nextId(),
      no: `${series}${String(serial).padStart(6, '0')}`,
      programme: programme.id,
      subjectKind: isHousehold ? 'household' : 'person',
      subjectId: subject.id,
      division: subject.division,
      payee: isHousehold ? subject.head : subject,
      basis,
    };
    this.awards.push(award);
    this.fact('award', award, AWARD_STATUS, from, { code: 'active' }, told, to);
    return award;
  }

  /** Records a fact; what was known of the period before is superseded, exactly as in the register itself. */
  fact(
    subjectKind: BookFact['subjectKind'],
    subject: Subject,
    kind: string,
    from: PlainDate,
    value: Value,
    told: Told = BASE,
    to: PlainDate | null = null,
  ): void {
    this.close(subject, kind, from, to, told);
    this.add({
      id: this.nextId(),
      subjectKind,
      subjectId: subject.id,
      kind,
      division: subject.division,
      validFrom: from,
      validTo: to,
      num: value.num ?? null,
      code: value.code ?? null,
      ref: value.ref ?? null,
      source: told.source,
      reason: told.reason ?? null,
      recordedAt: told.at,
      recordedUntil: FOREVER,
    });
  }

  /** From `from` on the fact no longer holds. */
  end(subject: Subject, kind: string, from: PlainDate, told: Told): void {
    this.close(subject, kind, from, null, told);
  }

  private close(subject: Subject, kind: string, from: PlainDate, to: PlainDate | null, told: Told): void {
    const key = `${subject.id}|${kind}`;
    const valid = period(from, to);
    for (const row of this.current.get(key) ?? []) {
      const rest = subtract(period(row.validFrom, row.validTo), valid);
      if (rest.length === 1 && rest[0]?.from === row.validFrom && rest[0].to === row.validTo) continue;
      row.recordedUntil = told.at;
      for (const piece of rest) {
        this.add({
          ...row,
          id: this.nextId(),
          validFrom: piece.from,
          validTo: piece.to,
          recordedAt: told.at,
          recordedUntil: FOREVER,
          reason: told.reason ?? row.reason,
        });
      }
    }
  }

  private add(row: BookFact): void {
    this.facts.push(row);
    const key = `${row.subjectId}|${row.kind}`;
    this.current.set(key, [
      ...(this.current.get(key) ?? []).filter((other) => other.recordedUntil === FOREVER),
      row,
    ]);
  }
}

/** First day of a month that is written short: `day('2020-04')`. */
export const day = (text: string): PlainDate => plainDate(text.length === 7 ? `${text}-01` : text);
