import type { z } from 'zod';
import { requirePermission } from '../access/permission.ts';
import { type AuditEntry, audit } from '../audit/audit.ts';
import type { Label } from '../base/label.ts';
import type { Tx } from '../db/database.ts';
import { type Contract, permissionOf } from './define-contract.ts';
import { readInput } from './read-input.ts';
import type { Reading } from './reading.ts';

/** What a use case works with: its transaction, the declarations, place names, keys and the clock. */
export interface UseCaseContext extends Reading {
  readonly tx: Tx;
}

/** What a use case did: the answer, and what the audit row says of it. Never personal data in `about`. */
export interface Outcome<O extends z.ZodType> {
  readonly output: z.input<O>;
  readonly about: Omit<AuditEntry, 'action'>;
}

/** One thing that people do in the system, called alike by the API, the command line and jobs. */
export interface UseCase<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  /** Stable name; the action of its audit rows. */
  readonly id: string;
  readonly label: Label;
  /** Method, path, permission, input and output. */
  readonly contract: Contract<I, O>;
  /** What people are paid changes: who reported what led to a proposal of it may not accept it (four eyes). */
  readonly changesMoney?: true;
  run(context: UseCaseContext, input: z.output<I>): Promise<Outcome<O>>;
}

/** Declares a use case. The compiler keeps input and output of `run` to those of the contract. */
export const defineUseCase = <I extends z.ZodObject, O extends z.ZodType>(
  useCase: UseCase<I, O>,
): UseCase<I, O> => useCase;

/**
 * Runs a use case: permission, input, work and audit row in the caller's transaction. Errors: forbidden without the
 * permission, inputError 'request.input' for wrong input, and those of the use case.
 */
export async function runUseCase<I extends z.ZodObject, O extends z.ZodType>(
  useCase: UseCase<I, O>,
  context: UseCaseContext,
  input: Readonly<Record<string, unknown>>,
): Promise<z.input<O>> {
  const permission = permissionOf(useCase.contract);
  if (permission !== undefined) requirePermission(context.tx.actor, permission);
  const { output, about } = await useCase.run(context, readInput(useCase.contract.input, input));
  await audit(context.tx, { action: useCase.id, ...about });
  return output;
}
