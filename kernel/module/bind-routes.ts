import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { requirePermission } from '../access/permission.ts';
import { type DomainError, failed } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import {
  type Contract,
  isReading,
  pathParameters,
  permissionOf,
  wrongPermission,
} from './define-contract.ts';
import { runUseCase, type UseCase } from './define-use-case.ts';
import { IDEMPOTENCY_HEADER, idempotently, readIdempotencyKey, REPLAY_HEADER } from './idempotency.ts';
import { readInput } from './read-input.ts';
import type { Reading } from './reading.ts';

/** What the composition root hands to every handler (registry, clock …), next to transaction and input. */
export interface Services {
  /** Labels, place names, keys and clock, for reading and for use cases. */
  readonly reading: () => Promise<Reading>;
}

type Input = Readonly<Record<string, unknown>>;

/** A contract together with what answers it. */
export interface Route<S extends Services> {
  readonly contract: Contract;
  /** The answer as JSON text. */
  readonly answer: (call: Call<S>) => Promise<string>;
}

/** One call of the API as the binding sees it. */
export interface Call<S extends Services> {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly input: Input;
  readonly services: S;
  readonly db: Database;
  /** Who calls; throws when nobody is signed in or the contract's permission is missing. */
  readonly authorise: () => Promise<Actor>;
}

export type HandlerContext<I extends z.ZodObject, S extends Services> = S & {
  readonly tx: Tx;
  readonly input: z.output<I>;
};

type OwnContext<I extends z.ZodObject, S extends Services> = S & {
  readonly db: Database;
  readonly actor: Actor;
  readonly input: z.output<I>;
};

export type PublicContext<I extends z.ZodObject, S extends Services> = S & {
  readonly input: z.output<I>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** The ways to pair a contract with what answers it, for handlers that get the services `S`. */
export const routesFor = <S extends Services>() => ({
  /** A handler inside one transaction of the caller, within the caller's jurisdiction. */
  route: <I extends z.ZodObject, O extends z.ZodType>(
    contract: Contract<I, O>,
    handler: (context: HandlerContext<I, S>) => Promise<z.input<O>>,
  ): Route<S> => ({
    contract,
    answer: async (call) => {
      const services = await prepared(call.services);
      return inTransaction(contract, call, async (tx) =>
        handler({ ...services, tx, input: readInput(contract.input, call.input) }),
      );
    },
  }),

  /**
   * A read that leaves no audit row: its transaction is read-only and needs fewer ways to the database and back. A
   * handler that writes fails.
   */
  readRoute: <I extends z.ZodObject, O extends z.ZodType>(
    contract: Contract<I, O>,
    handler: (context: HandlerContext<I, S>) => Promise<z.input<O>>,
  ): Route<S> => {
    if (!isReading(contract)) throw notARead(contract);
    return { contract, answer: (call) => inReadOnly(contract, call, handler) };
  },

  /** A use case: permission, work and audit row in one transaction of the caller. */
  useCaseRoute: <I extends z.ZodObject, O extends z.ZodType>(useCase: UseCase<I, O>): Route<S> => ({
    contract: useCase.contract,
    answer: async (call) => {
      const reading = await call.services.reading();
      return inTransaction(useCase.contract, call, (tx) =>
        runUseCase(useCase, { ...reading, tx }, call.input),
      );
    },
  }),
  /** A handler without transaction and actor, for contracts whose permission is `public`. */
  publicRoute: <I extends z.ZodObject, O extends z.ZodType>(
    contract: Contract<I, O>,
    handler: (context: PublicContext<I, S>) => Promise<z.input<O>>,
  ): Route<S> => {
    if (contract.permission !== 'public') throw wrongPermission(contract, 'is not public');
    return {
      contract,
      answer: async ({ request, reply, input, services }) =>
        JSON.stringify(
          readOutput(
            contract,
            await handler({ ...services, request, reply, input: readInput(contract.input, input) }),
          ),
        ),
    };
  },
});

/**
 * Work that opens its own transactions, because one of the caller's is not enough. It has to be safe to ask for twice
 * by itself, and checks the jurisdiction in what it opens.
 */
export const ownRouteFor =
  <S extends Services>() =>
  <I extends z.ZodObject, O extends z.ZodType>(
    contract: Contract<I, O>,
    handler: (context: OwnContext<I, S>) => Promise<z.input<O>>,
  ): Route<S> => ({
    contract,
    answer: async ({ authorise, db, input: given, services }) => {
      const actor = await authorise();
      const input = readInput(contract.input, given);
      return JSON.stringify(readOutput(contract, await handler({ ...services, db, actor, input })));
    },
  });

/**
 * Reading may have to ask the database itself. Inside a transaction it would wait for a second connection while it
 * holds one, and ten such calls would wait for each other; so it is asked for before.
 */
async function prepared<S extends Services>(services: S): Promise<S> {
  const reading = await services.reading();
  return { ...services, reading: async () => reading };
}

const notARead = ({ method, path }: Contract): DomainError =>
  failed(
    'contract.method',
    `接口 ${method} ${path} 不是读取，不能在只读事务中办理。`,
    `${method} ${path} is no read and cannot be answered in a read-only transaction.`,
  );

/** The work of a read in a read-only transaction of its caller. */
async function inReadOnly<I extends z.ZodObject, O extends z.ZodType, S extends Services>(
  contract: Contract<I, O>,
  { authorise, db, input: given, ...call }: Call<S>,
  handler: (context: HandlerContext<I, S>) => Promise<z.input<O>>,
): Promise<string> {
  const actor = await authorise();
  const input = readInput(contract.input, given);
  const services = await prepared(call.services);
  return JSON.stringify(
    readOutput(contract, await db.read(actor, (tx) => handler({ ...services, tx, input }))),
  );
}

/** The work of a call in one transaction of its caller; a write that carries an Idempotency-Key is done once. */
async function inTransaction<I extends z.ZodObject, O extends z.ZodType, S extends Services>(
  contract: Contract<I, O>,
  { request, reply, authorise, db, input, services }: Call<S>,
  work: (tx: Tx) => Promise<z.input<O>>,
): Promise<string> {
  const actor = await authorise();
  const answer = async (tx: Tx): Promise<string> => JSON.stringify(readOutput(contract, await work(tx)));
  const key = isReading(contract) ? undefined : readIdempotencyKey(request.headers[IDEMPOTENCY_HEADER]);
  if (key === undefined) return db.transaction(actor, answer);
  const { keyring } = await services.reading();
  const route = `${contract.method} ${contract.path}`;
  const { json, replayed } = await db.transaction(actor, (tx) =>
    idempotently(tx, keyring, { key, route, input }, () => answer(tx)),
  );
  if (replayed) void reply.header(REPLAY_HEADER, 'true');
  return json;
}

export interface BindOptions<S extends Services> {
  readonly db: Database;
  readonly services: S;
  /** Who calls; throws when nobody is signed in. */
  readonly actorOf: (request: FastifyRequest) => Promise<Actor>;
}

/** Binds contracts to the server: input, permission, transaction and output of every call come from the contract. */
export function bindRoutes<S extends Services>(
  app: FastifyInstance,
  routes: readonly Route<S>[],
  options: BindOptions<S>,
): void {
  for (const { contract, answer } of routes) {
    const permission = permissionOf(contract);
    const names = pathParameters(contract.path);
    app.route({
      method: contract.method,
      url: contract.path,
      handler: async (request, reply) => {
        const json = await answer({
          request,
          reply,
          input: inputOf(request, contract, names),
          services: options.services,
          db: options.db,
          authorise: async () => {
            const actor = await options.actorOf(request);
            if (permission !== undefined) requirePermission(actor, permission);
            return actor;
          },
        });
        // As bytes: a socket turns Chinese text into UTF-8 several times more slowly.
        return reply.type('application/json; charset=utf-8').send(Buffer.from(json, 'utf8'));
      },
    });
  }
}

const isObject = (value: unknown): value is Input =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Path parameters win over query and body, so that a body cannot speak of another record than the path. */
function inputOf(request: FastifyRequest, contract: Contract, names: readonly string[]): Input {
  const given = contract.method === 'GET' ? request.query : request.body;
  const params = isObject(request.params) ? request.params : {};
  return {
    ...(isObject(given) ? given : {}),
    ...Object.fromEntries(names.map((name) => [name, params[name]])),
  };
}

/** Only what the contract promises leaves the server; an answer that breaks the promise is a defect. */
function readOutput<O extends z.ZodType>(
  contract: Contract<z.ZodObject, O>,
  answer: z.input<O>,
): z.output<O> {
  const parsed = contract.output.safeParse(answer);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.slice(0, 5).map((issue) => `${issue.path.join('.')}: ${issue.code}`);
  throw failed(
    'contract.output',
    '系统答复与接口约定不符，请把请求编号告诉管理员。',
    'The answer breaks the contract: give the administrator the request id.',
    { path: contract.path, fields },
  );
}
