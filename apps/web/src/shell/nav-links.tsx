import { Link } from '@tanstack/react-router';
import { useSession } from '../api/use-session.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { useI18n } from '../i18n/use-i18n.ts';

interface Entry {
  readonly to:
    | '/'
    | '/tasks'
    | '/cases'
    | '/registers'
    | '/figures'
    | '/runs'
    | '/recoveries'
    | '/standards'
    | '/simulations'
    | '/findings'
    | '/ledger'
    | '/admin';
  readonly key: MessageKey;
  /** Any of them opens the page. */
  readonly permissions: readonly string[];
}

const ENTRIES: readonly Entry[] = [
  { to: '/tasks', key: 'nav.tasks', permissions: ['task.read'] },
  { to: '/cases', key: 'nav.cases', permissions: ['case.read'] },
  { to: '/registers', key: 'nav.registers', permissions: ['report.read'] },
  { to: '/', key: 'nav.reports', permissions: ['report.read'] },
  { to: '/figures', key: 'nav.figures', permissions: ['figure.read'] },
  { to: '/runs', key: 'nav.runs', permissions: ['payment.read'] },
  { to: '/recoveries', key: 'nav.recoveries', permissions: ['payment.read'] },
  { to: '/standards', key: 'nav.standards', permissions: ['policy.read'] },
  { to: '/simulations', key: 'nav.simulations', permissions: ['policy.simulate'] },
  { to: '/findings', key: 'nav.findings', permissions: ['policy.find'] },
  { to: '/ledger', key: 'nav.ledger', permissions: ['ledger.read'] },
  { to: '/admin', key: 'nav.admin', permissions: ['account.read', 'event.manage', 'audit.read'] },
];

interface Props {
  /** Path of the page that is shown. */
  readonly path: string;
  readonly onChoose?: () => void;
}

const isCurrent = (to: Entry['to'], path: string): boolean =>
  to === '/' ? path === '/' || path.startsWith('/report') : path.startsWith(to);

/** The main navigation: what the account may see; nothing while that is not known. */
export function NavLinks({ path, onChoose }: Props) {
  const { t } = useI18n();
  const held = useSession().data?.account.permissions ?? [];
  return (
    <ul className="nav-links">
      {ENTRIES.filter(({ permissions }) => permissions.some((one) => held.includes(one))).map(
        ({ to, key }) => (
          <li key={to}>
            <Link to={to} onClick={onChoose} {...(isCurrent(to, path) ? { 'aria-current': 'page' } : {})}>
              {t(key)}
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}
