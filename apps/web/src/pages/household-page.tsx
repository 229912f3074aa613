import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { getHousehold } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { OpenCaseButtons } from '../case/open-case-buttons.tsx';
import { DetailsList } from '../components/details-list.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { AttachmentsPanel } from '../file/attachments-panel.tsx';
import { moneyText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type Award, AwardTable } from '../party/award-table.tsx';
import { FactTable } from '../party/fact-table.tsx';
import { MemberCard } from '../party/member-card.tsx';
import { PaymentNoticePanel } from '../party/payment-notice-panel.tsx';
import { SupersededSwitch } from '../party/superseded-switch.tsx';
import { PositionTabs } from '../position/position-tabs.tsx';

const route = getRouteApi('/households/$id');

/** What awards were paid in all; one that stands with the household and with a member counts once. */
const paidFen = (
  awards: readonly Award[],
  members: readonly { readonly awards: readonly Award[] }[],
): number => {
  const all = [...awards, ...members.flatMap((member) => member.awards)];
  const byId = new Map(all.map((award) => [award.id, award.paidFen]));
  return [...byId.values()].reduce((sum, fen) => sum + fen, 0);
};

/** One household, one file (一户一档). */
export function HouseholdPage() {
  const { language, t } = useI18n();
  const { id } = route.useParams();
  const [withSuperseded, setWithSuperseded] = useState(false);
  return (
    <QueryView query={useApi(getHousehold, { id })}>
      {({ address, awards, divisionName, facts, headName, householdNo, members }) => (
        <Page
          kicker={`${t('household.page')} · ${householdNo}`}
          title={t('household.title', { name: headName })}
          extra={
            <div className="buttons">
              <OpenCaseButtons kind="household" id={id} name={t('household.title', { name: headName })} />
              <SupersededSwitch checked={withSuperseded} onChange={setWithSuperseded} />
            </div>
          }
        >
          <PositionTabs kind="household" id={id}>
            <Panel title={t('party.basics')}>
              <DetailsList
                items={[
                  { label: t('household.no'), value: householdNo },
                  { label: t('party.division'), value: divisionName },
                  { label: t('household.address'), value: address },
                  {
                    label: t('household.total'),
                    value: <strong>{moneyText(paidFen(awards, members), language)}</strong>,
                  },
                ]}
              />
            </Panel>
            <Panel title={t('household.awards')}>
              <AwardTable caption={t('household.awards')} awards={awards} />
            </Panel>
            <PaymentNoticePanel kind="household" id={id} />
            <Panel
              title={t('household.members', { count: members.filter((member) => member.to === null).length })}
            >
              {members.length === 0 && <EmptyNote text={t('household.members.empty')} />}
              {members.map((member) => (
                <MemberCard
                  key={`${member.personId}${member.from}`}
                  member={member}
                  withSuperseded={withSuperseded}
                />
              ))}
            </Panel>
            <AttachmentsPanel objectKind="household" objectId={id} />
            <Panel title={t('household.facts')}>
              <FactTable caption={t('household.facts')} facts={facts} withSuperseded={withSuperseded} />
            </Panel>
          </PositionTabs>
        </Page>
      )}
    </QueryView>
  );
}
