import type { Division } from '../base/division.ts';

/** Who acts: an account with its permissions inside one jurisdiction. Every transaction carries one. */
export interface Actor {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
  readonly role: string;
  readonly permissions: ReadonlySet<string>;
  /** The place whose range of division numbers this actor may see. */
  readonly division: Division;
}
