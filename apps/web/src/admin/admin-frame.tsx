import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../components/page.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSections } from './sections.ts';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

/** A page of administration with the way to its other sections. */
export function AdminFrame({ title, lead, extra, children }: Props) {
  const { t } = useI18n();
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <Page kicker={t('nav.admin')} title={title} lead={lead} extra={extra} wide>
      <nav className="sections" aria-label={t('admin.sections')}>
        <ul>
          {useSections().map(({ to, key }) => (
            <li key={to}>
              <Link to={to} {...(to === path ? { 'aria-current': 'page' } : {})}>
                {t(key)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
