import { MenuOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useSession } from '../api/use-session.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { SearchButton } from '../search/search-button.tsx';
import { useIsNarrow } from '../use-is-phone.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { NavLinks } from './nav-links.tsx';

export function AppHeader() {
  const { t } = useI18n();
  const narrow = useIsNarrow();
  const { data: session, isError } = useSession();
  const path = useLocation({ select: (location) => location.pathname });
  const [menuOpen, setMenuOpen] = useState(false);
  const closeMenu = () => setMenuOpen(false);
  return (
    <header className="app-header">
      <div className="app-header-inner">
        {narrow && (
          <Button
            type="text"

            icon={<MenuOutlined />}
            aria-label={t('app.menu')}
            aria-expanded={menuOpen}
            onClick={() => setMenuOpen(true)}
          />
        )}
        <Link to="/" className="wordmark">
          <span className="wordmark-name">{t('app.name')}</span>
          <span className="wordmark-district">{session?.district.name}</span>
        </Link>
        {session?.district.demonstration === true && (
          <span className="demonstration" title={t('app.demonstration-note')}>
            {t('app.demonstration')}
          </span>
        )}
        {!narrow && (
          <nav className="main-nav" aria-label={t('app.main-nav')}>
            <NavLinks path={path} />
          </nav>
        )}
        <div className="header-end">
          <SearchButton />
          <LanguageSwitch />
          {session !== undefined && <AccountMenu session={session} />}
          {session === undefined && isError && path !== '/login' && (
            <Link to="/login" className="header-link">
              {t('login.in')}
            </Link>
          )}
        </div>
      </div>
      <Drawer open={narrow && menuOpen} onClose={closeMenu} placement="left" size={264} title={t('app.menu')}>
        <nav className="menu-nav" aria-label={t('app.main-nav')}>
          <NavLinks path={path} onChoose={closeMenu} />
        </nav>
      </Drawer>
    </header>
  );
}
