import type { listAccounts } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';

export type AccountRow = OutputOf<typeof listAccounts>['accounts'][number];
export type GrantableRole = OutputOf<typeof listAccounts>['roles'][number];
