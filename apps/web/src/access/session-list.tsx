import { endOwnSessions, listOwnSessions } from '../../../../kernel/access/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { SendButton } from '../components/send-button.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

type Session = OutputOf<typeof listOwnSessions>['sessions'][number];

/** What an official knows a device by: browser and system, not the whole line that a browser says. */
function deviceText(device: string): string {
  const browser = /Edg\/|Firefox\/|Chrome\/|Safari\//.exec(device)?.[0];
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux|HarmonyOS/.exec(device)?.[0];
  const name = browser?.replace('/', '').replace('Edg', 'Edge');
  return [name, system].filter((part) => part !== undefined).join(' · ') || device.slice(0, 60);
}

/** Where the account is signed in, each with a way to end it. */
export function SessionList() {
  const { t, code } = useI18n();
  const columns: Column<Session>[] = [
    {
      key: 'device',
      title: t('session.device'),
      cell: (one) => (
        <span title={one.device}>
          {deviceText(one.device)} {one.current && <StatusTag tone="good">{t('session.current')}</StatusTag>}
        </span>
      ),
    },
    { key: 'address', title: t('session.address'), narrow: true, cell: (one) => one.address },
    {
      key: 'method',
      title: t('account.signed-in-by'),
      narrow: true,
      cell: (one) => code('sign-in-method', one.method),
    },
    { key: 'since', title: t('session.since'), narrow: true, cell: (one) => momentText(one.createdAt) },
    { key: 'seen', title: t('session.seen'), narrow: true, cell: (one) => momentText(one.lastSeenAt) },
    {
      key: 'end',
      title: t('admin.actions'),
      narrow: true,
      cell: (one) => (one.current ? '—' : <EndSessions id={one.id} label={t('session.end')} small />),
    },
  ];
  const query = useApi(listOwnSessions, {});
  const others = (query.data?.sessions.length ?? 0) > 1;
  return (
    <Panel title={t('session.title')} extra={others && <EndSessions label={t('session.end-others')} />}>
      <QueryView query={query}>
        {({ sessions }) => (
          <DataTable
            caption={t('session.title')}
            columns={columns}
            rows={sessions}
            rowKey={(one) => one.id}
            empty={t('session.empty')}
          />
        )}
      </QueryView>
    </Panel>
  );
}

interface EndProps {
  /** All others when none is named. */
  readonly id?: string;
  readonly label: string;
  readonly small?: boolean;
}

function EndSessions({ id, label, small = false }: EndProps) {
  const { t } = useI18n();
  return (
    <SendButton
      contract={endOwnSessions}
      input={{ id }}
      label={label}
      done={({ ended }) => t('session.ended', { count: ended })}
      small={small}
    />
  );
}
