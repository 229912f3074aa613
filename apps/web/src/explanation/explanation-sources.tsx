import type { ExplanationOutput } from '../../../../kernel/module/schemas.ts';
import { dateText, documentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Props = Pick<ExplanationOutput, 'sources' | 'ruleVersion'>;

export function ExplanationSources({ sources, ruleVersion }: Props) {
  const { language, t } = useI18n();
  return (
    <section className="sources">
      <h3>{t('explanation.sources')}</h3>
      {sources.length === 0 && <p>{t('explanation.sources.empty')}</p>}
      <ul>
        {sources.map(({ title, number, article, effectiveFrom }) => (
          <li key={title + number + article}>
            {documentText(title, number, article)}
            {effectiveFrom !== '' && (
              <span className="quiet">
                {' '}
                · {t('explanation.since', { date: dateText(effectiveFrom, language) })}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{t('explanation.rule', { version: ruleVersion })}</p>
    </section>
  );
}
