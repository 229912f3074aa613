import { Link } from '@tanstack/react-router';
import { EmptyNote } from '../components/empty-note.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { byArea } from '../register/by-area.ts';
import { useRegisters } from '../register/use-registers.ts';

/** The registers that one may read, by area of work. */
export function RegistersPage() {
  const { t, label } = useI18n();
  return (
    <Page
      title={t('register.list')}
      lead={t('register.list.lead')}
      extra={<Link to="/dictionary">{t('dictionary.title')}</Link>}
    >
      <QueryView query={useRegisters()}>
        {({ registers }) =>
          registers.length === 0 ? (
            <EmptyNote text={t('register.list.empty')} />
          ) : (
            byArea(registers).map(({ area, areaLabel, registers: own }) => (
              <Panel key={area} title={label(areaLabel)}>
                <ul className="register-cards">
                  {own.map((register) => (
                    <li key={register.id}>
                      <Link
                        to="/registers/$record"
                        params={{ record: register.id }}
                        className="register-card"
                      >
                        <span className="register-name">{label(register.label)}</span>
                        <span className="quiet">
                          {t('register.fields', { count: register.fields.length })}
                        </span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </Panel>
            ))
          )
        }
      </QueryView>
    </Page>
  );
}
