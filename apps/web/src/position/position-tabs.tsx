import { Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { getHouseholdPosition, getPersonPosition } from '../../../../kernel/payment/position-contract.ts';
import { useApi } from '../api/use-api.ts';
import { usePermission } from '../api/use-session.ts';
import { MonthPicker } from '../award/month-picker.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { PositionView } from './position-view.tsx';

interface Props {
  readonly kind: 'household' | 'person';
  readonly id: string;
  /** The file itself, which the page opens with. */
  readonly children: ReactNode;
}

/** The file and, for those who may see payments, the whole position; that is worked out only when it is opened. */
export function PositionTabs({ kind, id, children }: Props) {
  const { t } = useI18n();
  if (!usePermission('payment.read')) return children;
  return (
    <Tabs
      destroyOnHidden
      items={[
        { key: 'file', label: t(kind === 'household' ? 'position.file' : 'position.person-file'), children },
        { key: 'position', label: t('position.tab'), children: <PositionTab kind={kind} id={id} /> },
      ]}
    />
  );
}

function PositionTab({ kind, id }: Pick<Props, 'kind' | 'id'>) {
  const [month, setMonth] = useState<string>();
  const contract = kind === 'household' ? getHouseholdPosition : getPersonPosition;
  return (
    <QueryView query={useApi(contract, { id, month }, { paged: true })}>
      {(position) => (
        <>
          <MonthPicker month={position.month} firstDay={undefined} onMonth={setMonth} />
          <PositionView position={position} />
        </>
      )}
    </QueryView>
  );
}
