import { getSession } from '../../../../kernel/access/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from './use-api.ts';

export type Session = OutputOf<typeof getSession>;

export const useSession = () => useApi(getSession, {});

/** Whether the signed-in account holds a permission; false until the session is known. */
export function usePermission(permission: string): boolean {
  return useSession().data?.account.permissions.includes(permission) ?? false;
}
