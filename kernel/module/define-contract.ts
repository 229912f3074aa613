import type { z } from 'zod';
import { permissionLabel } from '../access/permission.ts';
import { type DomainError, failed } from '../base/errors.ts';

export type Method = 'GET' | 'POST';

export interface Contract<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly method: Method;
  /** Fastify path; `:name` segments are fields of the input. */
  readonly path: `/api/${string}`;
  readonly summary: string;
  /** A POST that only reads: what it asks with is personal and may not stand in an address. */
  readonly reads?: true;
  /** Permission of the signed-in account, or `public` for what needs none. */
  readonly permission: string;
  readonly input: I;
  readonly output: O;
}

/**
 * Declares one call of the API: method, path, input, output and permission as data. Path parameters, query and body
 * are one input object; the server's routes, OpenAPI and the web's typed client all come from it.
 */
export const defineContract = <I extends z.ZodObject, O extends z.ZodType>(
  contract: Contract<I, O>,
): Contract<I, O> => contract;

/** Whether a call changes nothing. */
export const isReading = ({ method, reads }: Pick<Contract, 'method' | 'reads'>): boolean =>
  method === 'GET' || reads === true;

export type OutputOf<C> = C extends Contract<z.ZodObject, infer O> ? z.output<O> : never;

/** Names of the path's parameters: `/api/runs/:id` → `['id']`. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '');

/** The permission that a contract asks for; undefined when it is public. Throws when nobody declares it. */
export function permissionOf(contract: Contract): string | undefined {
  if (contract.permission === 'public') return undefined;
  if (permissionLabel(contract.permission) === undefined) throw wrongPermission(contract, 'does not exist');
  return contract.permission;
}

export const wrongPermission = ({ method, path, permission }: Contract, en: string): DomainError =>
  failed(
    'contract.permission',
    `接口 ${method} ${path} 的权限“${permission}”声明有误。`,
    `The permission "${permission}" of ${method} ${path} ${en}.`,
  );
