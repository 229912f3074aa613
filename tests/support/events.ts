import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import type { EventName } from '../../kernel/event/catalogue.ts';
import { type DeliveryCount, deliverAll } from '../../kernel/event/deliver.ts';
import { readTask, readTasks } from '../../kernel/event/read-tasks.ts';
import { reportEvent } from '../../kernel/event/report-event.ts';
import { openJobHost } from '../../kernel/event/job-service.ts';
import { listTasks } from '../../kernel/event/contract.ts';
import { runUseCase, type UseCase, type UseCaseContext } from '../../kernel/module/define-use-case.ts';
import type { Registry } from '../../kernel/module/registry.ts';
import { loadPlaceNames } from '../../kernel/party/place-names.ts';
import type { TestDatabase } from './test-database.ts';

/** Somebody who works in the system on a fixed day. */
export interface Desk {
  readonly database: TestDatabase;
  readonly registry: Registry;
  readonly today: string;
}

const readingOf = async ({ database, registry, today }: Desk) => ({
  registry,
  keyring: database.keyring,
  clock: fixedClock(today),
  places: await loadPlaceNames(database.db.pool),
});

/** Adds an account of a role in a place. */
export async function addAccount(
  { db }: TestDatabase,
  username: string,
  role: string,
  divisionNo: number,
): Promise<Actor> {
  await db.asOwner((owner) =>
    owner.query(
      'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)',
      [uuidv7(), username, role, divisionNo],
    ),
  );
  return getAccount(db.pool, username);
}

/** Runs a use case as somebody, as the API would. */
export async function act(
  desk: Desk,
  actor: Actor,
  useCase: UseCase,
  input: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const reading = await readingOf(desk);
  const output: unknown = await desk.database.db.transaction(actor, (tx) =>
    runUseCase(useCase, { ...reading, tx }, input),
  );
  return output as Readonly<Record<string, unknown>>;
}

/** Does something inside a transaction of somebody, with what every use case gets. */
export async function within<T>(
  desk: Desk,
  actor: Actor,
  work: (context: UseCaseContext) => Promise<T>,
): Promise<T> {
  const reading = await readingOf(desk);
  return desk.database.db.transaction(actor, (tx) => work({ ...reading, tx }));
}

export const report = (
  desk: Desk,
  actor: Actor,
  kind: EventName,
  subject: string,
  occurredOn: string,
  payload: Readonly<Record<string, unknown>> = {},
) => act(desk, actor, reportEvent, { kind, subject, occurredOn, source: '部门推送', payload });

/** Delivers everything that is due, as the server does. */
export async function deliver(desk: Desk): Promise<DeliveryCount> {
  const { database, registry, today } = desk;
  const { db, keyring, home } = database;
  return deliverAll(await openJobHost({ db, registry, keyring, home, clock: fixedClock(today) }));
}

export const tasksOf = (desk: Desk, actor: Actor, input: Readonly<Record<string, unknown>> = {}) =>
  within(desk, actor, ({ tx, places, clock }) =>
    readTasks(tx, { places, clock }, listTasks.input.parse(input)),
  );

export const taskOf = (desk: Desk, actor: Actor, id: string) =>
  within(desk, actor, ({ tx, ...reading }) => readTask(tx, reading, id));
