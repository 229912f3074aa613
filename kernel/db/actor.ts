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
  /** Sees no record of any place: administrators, and accounts to which nothing has been granted. */
  readonly withoutRecords?: boolean;
  /** The colleague on leave for whom this account acts; audit rows name both. */
  readonly onBehalfOf?: Principal | undefined;
  /** Accounts that count as the same person in two-person rules: own delegates and principals of these days. */
  readonly hands?: ReadonlySet<string>;
}

/** Somebody for whom a delegate acts. */
export interface Principal {
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string;
}
