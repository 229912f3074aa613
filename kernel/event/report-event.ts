import { inputError } from '../base/errors.ts';
import { type PlainDate, plainDate } from '../base/plain-date.ts';
import type { Tx } from '../db/database.ts';
import { findRow } from '../db/rows.ts';
import { defineUseCase } from '../module/define-use-case.ts';
import { readInput } from '../module/read-input.ts';
import { absentRecord } from '../module/reading.ts';
import { readingDay } from '../party/reading-day.ts';
import { findSubject } from '../policy/find-subject.ts';
import { type EventKind, type EventName, EVENTS, isEventName, type PayloadOf } from './catalogue.ts';
import { sql } from 'drizzle-orm';
import { reportEvent as contract } from './contract.ts';
import { emit } from './emit.ts';

/**
 * Reports what happened to a person or household, as a paper or another department told it. It records no fact that
 * policy depends on: reactions propose what follows from it to the person in charge. Errors: a kind that nobody
 * reports, another subject than the kind's, a day that has not come or lies before the birth.
 */
export const reportEvent = defineUseCase({
  id: 'event.report',
  label: { zh: '登记生活事件', en: 'report an event' },
  contract,
  run: async (context, input) => {
    const { tx } = context;
    const kind = reportable(input.kind);
    const definition: EventKind = EVENTS[kind];
    const subject = await findSubject(tx, context.keyring, input.subject);
    if (subject.kind !== definition.subject) throw wrongSubject(definition);
    const occurredOn = plainDate(input.occurredOn);
    await checkDay(tx, await readingDay(tx, context.clock), subject, occurredOn);
    const payload = readPayload(kind, definition, { ...input.payload, source: input.source });
    await checkNamedPerson(tx, payload);
    const id = await emit(tx, {
      kind,
      subjectId: subject.id,
      divisionNo: subject.division,
      occurredOn,
      payload,
    });
    return {
      output: { id, kind, subjectKind: subject.kind, subjectId: subject.id },
      about: { objectKind: subject.kind, objectId: subject.id, details: { event: id, kind } },
    };
  },
});

function reportable(kind: string): EventName {
  if (isEventName(kind) && EVENTS[kind].reported) return kind;
  const kinds = Object.entries(EVENTS).flatMap(([name, { reported }]) => (reported ? [name] : []));
  throw inputError(
    'event.kind',
    `“${kind}”不是可以登记的事件：可登记 ${kinds.join('、')}。`,
    `"${kind}" is no event that people report; there are: ${kinds.join(', ')}.`,
  );
}

const wrongSubject = ({ subject, label }: EventKind) =>
  inputError(
    'event.subject',
    `“${label.zh}”是${subject === 'person' ? '个人' : '家庭'}的事件，请填${subject === 'person' ? '身份证号或人员标识' : '家庭编号'}。`,
    `"${label.en}" happens to a ${subject}: give a ${subject}.`,
  );

/** Only the system itself knows when something was recorded: a report is of what is not on record yet. */
function readPayload<K extends EventName>(
  kind: K,
  definition: EventKind,
  given: Readonly<Record<string, unknown>>,
): PayloadOf<K> {
  if ('recordedAt' in given) {
    throw inputError(
      'event.payload',
      '登记事件时不填 recordedAt。',
      'A report does not say recordedAt: leave it out.',
      { kind },
    );
  }
  // The definition is that of the kind: the cast only ties the two together again.
  return readInput(definition.payload, given) as PayloadOf<K>;
}

async function checkDay(
  tx: Tx,
  today: PlainDate,
  subject: { readonly kind: string; readonly id: string },
  occurredOn: PlainDate,
): Promise<void> {
  if (occurredOn > today) {
    throw inputError(
      'event.future',
      '发生日期不能晚于今天。',
      'The day it happened may not lie in the future.',
    );
  }
  if (subject.kind !== 'person') return;
  const person = await findRow<{ birthDate: PlainDate }>(
    tx,
    sql`select birth_date as "birthDate" from person where id = ${subject.id}::uuid`,
  );
  if (person === undefined || occurredOn >= person.birthDate) return;
  throw inputError(
    'event.before-birth',
    '发生日期早于出生日期。',
    'The day it happened lies before the birth.',
  );
}

/** Somebody the payload names must be in the jurisdiction of whoever reports. */
async function checkNamedPerson(tx: Tx, payload: object): Promise<void> {
  if (!('personId' in payload) || typeof payload.personId !== 'string') return;
  const found = await findRow(tx, sql`select 1 from person where id = ${payload.personId}::uuid`);
  if (found === undefined) throw absentRecord();
}
