import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { getPerson } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { OpenCaseButtons } from '../case/open-case-buttons.tsx';
import { DetailsList } from '../components/details-list.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { AttachmentsPanel } from '../file/attachments-panel.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { AwardTable } from '../party/award-table.tsx';
import { FactTable } from '../party/fact-table.tsx';
import { PaymentNoticePanel } from '../party/payment-notice-panel.tsx';
import { SupersededSwitch } from '../party/superseded-switch.tsx';
import { PositionTabs } from '../position/position-tabs.tsx';

const route = getRouteApi('/people/$id');

/** One person, one file (一人一档). */
export function PersonPage() {
  const { t, code } = useI18n();
  const { id } = route.useParams();
  const [withSuperseded, setWithSuperseded] = useState(false);
  return (
    <QueryView query={useApi(getPerson, { id })}>
      {({ account, age, awards, divisionName, facts, householdId, householdNo, idNumber, name, sex }) => (
        <Page
          kicker={t('person.page')}
          title={name}
          extra={
            <div className="buttons">
              <OpenCaseButtons kind="person" id={id} name={name} />
              <SupersededSwitch checked={withSuperseded} onChange={setWithSuperseded} />
            </div>
          }
        >
          <PositionTabs kind="person" id={id}>
            <Panel title={t('party.basics')}>
              <DetailsList
                items={[
                  { label: t('party.sex'), value: code('sex', sex) },
                  { label: t('party.age'), value: t('party.age.years', { age }) },
                  { label: t('party.id-number'), value: <span className="id-number">{idNumber}</span> },
                  { label: t('party.account'), value: account ?? t('party.account.none') },
                  { label: t('party.division'), value: divisionName },
                  {
                    label: t('person.household'),
                    value:
                      householdId === null ? (
                        t('none')
                      ) : (
                        <Link to="/households/$id" params={{ id: householdId }}>
                          {householdNo ?? t('household.page')}
                        </Link>
                      ),
                  },
                ]}
              />
            </Panel>
            <Panel title={t('party.awards')}>
              <AwardTable caption={t('party.awards')} awards={awards} />
            </Panel>
            <PaymentNoticePanel kind="person" id={id} />
            <AttachmentsPanel objectKind="person" objectId={id} />
            <Panel title={t('party.facts')}>
              <FactTable caption={t('party.facts')} facts={facts} withSuperseded={withSuperseded} />
            </Panel>
          </PositionTabs>
        </Page>
      )}
    </QueryView>
  );
}
