import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { PERMISSIONS, type Permission, requirePermission } from '../access/permission.ts';
import { failed } from '../base/errors.ts';
import type { Actor } from '../db/actor.ts';
import type { Database, Tx } from '../db/database.ts';
import { type Contract, pathParameters } from './define-contract.ts';
import { readInput } from './read-input.ts';

/** What the composition root hands to every handler (registry, keys, clock …), next to transaction and input. */
export type Services = object;

type Input = Readonly<Record<string, unknown>>;

/** A contract together with what answers it. */
export interface Route<S extends Services> {
  readonly contract: Contract;
  readonly answer: (call: Call<S>) => Promise<unknown>;
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

export type PublicContext<I extends z.ZodObject, S extends Services> = S & {
  readonly input: z.output<I>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** The two ways to pair a contract with its handler, for handlers that get the services `S`. */
export const routesFor = <S extends Services>() => ({
  /** A handler inside one transaction of the caller, within the caller's jurisdiction. */
  route: <I extends z.ZodObject, O extends z.ZodType>(
    contract: Contract<I, O>,
    handler: (context: HandlerContext<I, S>) => Promise<z.input<O>>,
  ): Route<S> => ({
    contract,
    answer: async ({ authorise, db, input: given, services }) => {
      const actor = await authorise();
      const input = readInput(contract.input, given);
      return readOutput(contract, await db.transaction(actor, (tx) => handler({ ...services, tx, input })));
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
        readOutput(
          contract,
          await handler({ ...services, request, reply, input: readInput(contract.input, input) }),
        ),
    };
  },
});

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
        const output = await answer({
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
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(output));
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

const isPermission = (text: string): text is Permission => Object.hasOwn(PERMISSIONS, text);

function permissionOf(contract: Contract): Permission | undefined {
  if (contract.permission === 'public') return undefined;
  if (!isPermission(contract.permission)) throw wrongPermission(contract, 'does not exist');
  return contract.permission;
}

const wrongPermission = ({ method, path, permission }: Contract, en: string) =>
  failed(
    'contract.permission',
    `接口 ${method} ${path} 的权限“${permission}”声明有误。`,
    `The permission "${permission}" of ${method} ${path} ${en}.`,
  );
