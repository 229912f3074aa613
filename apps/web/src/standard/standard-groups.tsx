import { Panel } from '../components/panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { StandardGroup } from './group-standards.ts';
import { StandardCard } from './standard-card.tsx';

export function StandardGroups({ groups }: { readonly groups: readonly StandardGroup[] }) {
  const { t, label } = useI18n();
  const nameOf = ({ programme }: StandardGroup): string =>
    programme === undefined ? t('standard.other') : label(programme);
  return (
    <div className="with-outline">
      <nav className="outline" aria-label={t('standard.outline')}>
        <p className="outline-title">{t('standard.outline')}</p>
        <ul>
          {groups.map((group) => (
            <li key={group.id}>
              <a href={`#${group.id}`}>{nameOf(group)}</a>
            </li>
          ))}
        </ul>
      </nav>
      <div>
        {groups.map((group) => (
          <div key={group.id} id={group.id} className="anchored">
            <Panel title={nameOf(group)}>
              {group.standards.map((standard) => (
                <StandardCard key={standard.key} standard={standard} />
              ))}
            </Panel>
          </div>
        ))}
      </div>
    </div>
  );
}
