import { z } from 'zod';
import type { ApiError } from '../api/api-error.ts';
import { type RecordOutput, RecordSchema } from '../../../../kernel/register/contract.ts';

const FaultSchema = z.object({ field: z.string(), zh: z.string(), en: z.string() });
export type Fault = z.infer<typeof FaultSchema>;

/** The fields that the server found wrong; none when it named none. */
export function faultsOf(error: ApiError | null): readonly Fault[] {
  const read = z.array(FaultSchema).safeParse(error?.details.faults);
  return read.success ? read.data : [];
}

/** Of a stale edit: the record as it is now; undefined when the server did not send it. */
export function currentOf(error: ApiError): RecordOutput | undefined {
  const read = RecordSchema.safeParse(error.details.current);
  return read.success ? read.data : undefined;
}
