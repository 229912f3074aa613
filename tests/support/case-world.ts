import { getAccount } from '../../kernel/access/account.ts';
import { fixedClock } from '../../kernel/base/clock.ts';
import { division } from '../../kernel/base/division.ts';
import { uuidv7 } from '../../kernel/base/ids.ts';
import { getCaseContract } from '../../kernel/case/contract.ts';
import { useCases } from '../../kernel/case/use-cases.ts';
import { readCase } from '../../kernel/case/read-cases.ts';
import type { OutputOf } from '../../kernel/module/define-contract.ts';
import type { Actor } from '../../kernel/db/actor.ts';
import { runUseCase, type UseCaseContext } from '../../kernel/module/define-use-case.ts';
import { loadPlaceNames } from '../../kernel/party/place-names.ts';
import { registry } from '../../modules/index.ts';
import { addFamily, type Bureau, createBureau, type Family, type FamilyOptions } from './builders.ts';
import { expectWords, refusalOf } from './expectations.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A bureau with two streets and everybody who takes part in an application. */
export interface CaseWorld extends Bureau {
  readonly database: TestDatabase;
  readonly street: Actor;
  readonly colleague: Actor;
  readonly reviewer: Actor;
  readonly otherStreet: Actor;
  readonly leader: Actor;
  /** Runs a use case as somebody on a day. */
  does(
    actor: Actor,
    on: string,
    useCase: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<CaseFacts>;
  /** Takes an action with the present version of the case. */
  acts(actor: Actor, on: string, id: string, action: string, more?: ActionFacts): Promise<CaseFacts>;
  reads(actor: Actor, on: string, id: string): Promise<OutputOf<typeof getCaseContract>>;
  within<T>(actor: Actor, on: string, work: (context: UseCaseContext) => Promise<T>): Promise<T>;
  family(options?: FamilyOptions): Promise<Family>;
}

export interface ActionFacts {
  readonly input?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}

/** What a use case answers, as far as tests look at it. */
export interface CaseFacts {
  readonly id: string;
  readonly caseNo: string;
  readonly state: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

const STREETS = [division('420112001'), division('420112002')] as const;
const ACCOUNTS = [
  ['street', 'street_clerk', STREETS[0]],
  ['colleague', 'street_clerk', STREETS[0]],
  ['reviewer', 'street_reviewer', STREETS[0]],
  ['other_street', 'street_clerk', STREETS[1]],
  ['leader', 'bureau_leader', division('420112')],
] as const;

export async function createCaseWorld(): Promise<CaseWorld> {
  const database = await createTestDatabase();
  const bureau = await createBureau(database);
  const { db, keyring } = database;
  await db.asOwner(async (owner) => {
    await owner.query(
      `insert into place (division_no, parent_no, kind, name, valid_from) values ($1, $2, 'street', '第二街道', '2009-01-01')`,
      [STREETS[1], division('420112')],
    );
    for (const [username, role, place] of ACCOUNTS) {
      await owner.query(
        'insert into account (id, username, display_name, role, division_no) values ($1, $2, $2, $3, $4)',
        [uuidv7(), username, role, place],
      );
    }
  });
  const places = await loadPlaceNames(db.pool);
  const within: CaseWorld['within'] = (actor, on, work) =>
    db.transaction(actor, (tx) => work({ tx, registry, places, keyring, clock: fixedClock(`${on}T10:00`) }));
  const does: CaseWorld['does'] = async (actor, on, id, input) => {
    const useCase = useCases.find((candidate) => candidate.id === id);
    if (useCase === undefined) throw new RangeError(`no use case ${id}`);
    const output = await within(actor, on, (context) => runUseCase(useCase, context, input));
    return useCase.contract.output.parse(output) as CaseFacts;
  };
  const reads: CaseWorld['reads'] = async (actor, on, id) =>
    getCaseContract.output.parse(await within(actor, on, (context) => readCase(context, id)));
  const acts: CaseWorld['acts'] = async (actor, on, id, action, more = {}) => {
    const { version } = await reads(bureau.chief, on, id);
    return does(actor, on, 'case.act', { id, version, action, ...more });
  };
  return {
    ...bureau,
    street: await getAccount(db.pool, 'street'),
    colleague: await getAccount(db.pool, 'colleague'),
    reviewer: await getAccount(db.pool, 'reviewer'),
    otherStreet: await getAccount(db.pool, 'other_street'),
    leader: await getAccount(db.pool, 'leader'),
    within,
    does,
    acts,
    reads,
    family: (options) => addFamily(bureau, options),
  };
}

const MATERIALS = [
  ['application-form', 'original'],
  ['authorisation', 'original'],
  ['identity', 'share'],
  ['income-statement', 'pledge'],
] as const;

/** Opens an application, for dibao unless said otherwise, with the given materials; all of them when nothing else is said. */
export async function apply(
  world: CaseWorld,
  subject: string,
  on: string,
  {
    materials = MATERIALS.length,
    by = world.street,
    programme = 'dibao',
  }: { readonly materials?: number; readonly by?: Actor; readonly programme?: string } = {},
): Promise<string> {
  let { id, version } = await world.does(by, on, 'case.open', {
    lifecycle: 'assistance-application',
    subject,
    data: { programme },
  });
  for (const [material, form] of MATERIALS.slice(0, materials)) {
    ({ id, version } = await world.does(world.street, on, 'case.material', {
      id,
      version,
      material,
      action: 'received',
      form,
    }));
  }
  return id;
}

/** Brings an accepted application through verification: visited by two, checked, both recorded by the street. */
export async function verify(world: CaseWorld, id: string, on: string): Promise<void> {
  await world.acts(world.street, on, id, 'start-verification');
  await world.acts(world.street, on, id, 'record-visit', {
    input: { visitedOn: on, visitors: ['street', 'colleague'] },
  });
  await world.acts(world.street, on, id, 'record-check', {
    input: { receivedOn: on, result: 'match', sources: ['税务', '社保'] },
  });
}

/** An application whose notice was posted on a day. */
export async function noticed(
  world: CaseWorld,
  subject: string,
  openedOn: string,
  postedOn: string,
): Promise<string> {
  const id = await apply(world, subject, openedOn);
  await world.acts(world.street, openedOn, id, 'accept');
  await verify(world, id, openedOn);
  await world.acts(world.reviewer, openedOn, id, 'review', { input: { agree: true }, reason: '情况属实' });
  await world.acts(world.street, postedOn, id, 'post-notice');
  return id;
}

/** The code of the refusal that something ends in, which says what is wrong in both languages. */
export const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await refusalOf(work);
  expectWords(error);
  return error.code;
};
