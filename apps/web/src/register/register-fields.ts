import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { anyRegister, RegisterField, RegisterOutput } from '../../../../kernel/register/contract.ts';

export type { RecordOutput, RegisterField, RegisterOutput } from '../../../../kernel/register/contract.ts';

type HistoryOutput = OutputOf<typeof anyRegister.history>;
export type Change = HistoryOutput['changes'][number];
export type Correction = HistoryOutput['corrections'][number];
export type ImportOutput = OutputOf<typeof anyRegister.imports>['imports'][number];
export type ReadImport = OutputOf<typeof anyRegister.readImport>;
export type FieldValue = Change['before'][string];
export type Values = Readonly<Record<string, FieldValue>>;

/** Shown covered, and kept nowhere in the browser but in the page's memory. */
export const isPersonal = (field: Pick<RegisterField, 'sensitivity'>): boolean =>
  field.sensitivity === 'L3' || field.sensitivity === 'L4';

export const fieldNamed = (register: RegisterOutput, name: string): RegisterField | undefined =>
  register.fields.find((field) => field.name === name);

/** Fields that can be shown in full for a purpose; a bank account never is. */
export const canUnmask = (field: RegisterField): boolean =>
  isPersonal(field) && field.type !== 'bank-account';
