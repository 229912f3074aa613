import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Change } from '../../../../modules/social-assistance/contract.ts';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { PersonName } from './person-name.tsx';
import { WithNode } from './with-node.tsx';

type Fact = Change['facts'][number];

/** What a life event changes in social assistance, in plain words; the amounts stand among the reasons. */
export function ChangeView({ change }: { readonly change: Change }) {
  const { language, t } = useI18n();
  const { facts, endAwards, endFrom, successorId, source } = change;
  return (
    <>
      <ul className="changes">
        {facts.map((fact) => (
          <li key={`${fact.kind}${fact.personId}${fact.from}`}>
            <FactChange fact={fact} />
          </li>
        ))}
        {endAwards.map((id) => (
          <li key={id}>
            <WithNode
              text={t('change.award.ended', { date: dateText(endFrom, language) })}
              name="award"
              node={
                <Link to="/awards/$id" params={{ id }}>
                  {t('task.about.award')}
                </Link>
              }
            />
          </li>
        ))}
        {successorId !== undefined && (
          <li>
            <WithNode text={t('change.payee')} name="who" node={<PersonName id={successorId} />} />
          </li>
        )}
      </ul>
      <p className="quiet">{t('change.source', { source })}</p>
    </>
  );
}

function FactChange({ fact }: { readonly fact: Fact }) {
  const { language, t, code } = useI18n();
  const date = dateText(fact.from, language);
  const sentence = (text: string): ReactNode => (
    <WithNode text={text} name="who" node={<PersonName id={fact.personId} />} />
  );
  switch (fact.kind) {
    case 'person.life':
      return sentence(t('change.person.life', { date }));
    case 'disability.level':
      return sentence(
        fact.code === null
          ? t('change.disability.ended', { date })
          : t('change.disability.level', { date, value: fact.code }),
      );
    case 'household.member':
      return sentence(
        fact.code === null
          ? t('change.household.left', { date })
          : t('change.household.member', { date, value: code('member-class', fact.code) }),
      );
  }
}
