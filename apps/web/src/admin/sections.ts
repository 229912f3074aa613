import { useSession } from '../api/use-session.ts';
import type { MessageKey } from '../i18n/translate.ts';

export interface Section {
  readonly to: '/admin/accounts' | '/admin/policy' | '/admin/delegations' | '/admin/jobs' | '/admin/audit';
  readonly key: MessageKey;
  readonly permission: string;
}

const SECTIONS: readonly Section[] = [
  { to: '/admin/accounts', key: 'admin.accounts', permission: 'account.read' },
  { to: '/admin/policy', key: 'admin.policy', permission: 'account.read' },
  { to: '/admin/delegations', key: 'admin.delegations', permission: 'access.manage' },
  { to: '/admin/jobs', key: 'admin.jobs', permission: 'event.manage' },
  { to: '/admin/audit', key: 'admin.audit', permission: 'audit.read' },
];

/** The sections of administration that the account may open: each of the three administrators has others. */
export function useSections(): readonly Section[] {
  const held = useSession().data?.account.permissions ?? [];
  return SECTIONS.filter(({ permission }) => held.includes(permission));
}
