import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import type { getHousehold } from '../../../../kernel/payment/contract.ts';
import { StatusTag } from '../components/status-tag.tsx';
import { periodText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AwardTable } from './award-table.tsx';
import { FactTable } from './fact-table.tsx';

interface Props {
  readonly member: OutputOf<typeof getHousehold>['members'][number];
  readonly withSuperseded: boolean;
}

/** A member of a household: masked identity, facts and own awards. */
export function MemberCard({ member, withSuperseded }: Props) {
  const { language, t, code } = useI18n();
  const { age, awards, facts, from, idNumber, name, personId, sex, to } = member;
  return (
    <article className="member">
      <h3>
        <Link to="/people/$id" params={{ id: personId }}>
          {name}
        </Link>{' '}
        {to !== null && <StatusTag>{t('household.member-left')}</StatusTag>}
      </h3>
      <p className="quiet">
        {code('sex', sex)} · {t('party.age.years', { age })} · <span className="id-number">{idNumber}</span> ·{' '}
        {t('household.member-since', { period: periodText(from, to, language) })}
      </p>
      <FactTable caption={`${name} ${t('party.facts')}`} facts={facts} withSuperseded={withSuperseded} />
      {awards.length > 0 && <AwardTable caption={`${name} ${t('party.awards')}`} awards={awards} />}
    </article>
  );
}
