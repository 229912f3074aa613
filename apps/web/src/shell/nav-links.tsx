import { Link } from '@tanstack/react-router';
import { useSession } from '../api/use-session.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { useI18n } from '../i18n/use-i18n.ts';

interface Entry {
  readonly to: '/' | '/figures' | '/runs' | '/standards' | '/ledger';
  readonly key: MessageKey;
  readonly permission: string;
}

const ENTRIES: readonly Entry[] = [
  { to: '/', key: 'nav.reports', permission: 'report.read' },
  { to: '/figures', key: 'nav.figures', permission: 'figure.read' },
  { to: '/runs', key: 'nav.runs', permission: 'payment.read' },
  { to: '/standards', key: 'nav.standards', permission: 'policy.read' },
  { to: '/ledger', key: 'nav.ledger', permission: 'ledger.read' },
];

interface Props {
  /** Path of the page that is shown. */
  readonly path: string;
  readonly onChoose?: () => void;
}

const isCurrent = (to: Entry['to'], path: string): boolean =>
  to === '/' ? path === '/' || path.startsWith('/reports') : path.startsWith(to);

/** The main navigation: what the account may see, everything while that is not known yet. */
export function NavLinks({ path, onChoose }: Props) {
  const { t } = useI18n();
  const permissions = useSession().data?.account.permissions;
  return (
    <ul className="nav-links">
      {ENTRIES.filter(({ permission }) => permissions?.includes(permission) ?? true).map(({ to, key }) => (
        <li key={to}>
          <Link to={to} onClick={onChoose} {...(isCurrent(to, path) ? { 'aria-current': 'page' } : {})}>
            {t(key)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
