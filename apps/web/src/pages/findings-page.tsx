import { Link } from '@tanstack/react-router';
import { Select, Switch } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { declineFinding, findPeople, listFindings } from '../../../../kernel/simulation/take-up-contract.ts';
import { useApi } from '../api/use-api.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { Money } from '../components/money.tsx';
import { Page } from '../components/page.tsx';
import { Pager } from '../components/pager.tsx';
import { QueryView } from '../components/query-view.tsx';
import { SendButton } from '../components/send-button.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { TaskState } from '../task/task-state.tsx';

type Finding = OutputOf<typeof listFindings>['findings'][number];
const PAGE_SIZE = 50;

/** Who may be entitled and does not receive; each is a task, nothing is granted. */
export function FindingsPage() {
  const { t, label } = useI18n();
  const [programme, setProgramme] = useState('dibao');
  const [closed, setClosed] = useState(false);
  const [page, setPage] = useState(1);
  const query = useApi(
    listFindings,
    { programme, closed: closed ? 'true' : 'false', page, limit: PAGE_SIZE },
    { paged: true },
  );
  return (
    <Page title={t('finding.list')} lead={t('finding.list.lead')} wide>
      <QueryView query={query}>
        {({ programmes, findings, count }) => (
          <>
            <div className="filters">
              <Select
                aria-label={t('finding.programme')}
                className="search"
                value={programme}
                options={programmes.map((one) => ({ value: one.id, label: label(one.label) }))}
                onChange={(value) => {
                  setProgramme(value);
                  setPage(1);
                }}
              />
              <SendButton
                primary
                contract={findPeople}
                input={{ programme }}
                label={t('finding.search')}
                done={({ looked, entitled, found }) => t('finding.searched', { looked, entitled, found })}
              />
              <label className="switch">
                <Switch checked={closed} onChange={setClosed} aria-label={t('finding.closed')} />
                <span>{t('finding.closed')}</span>
              </label>
            </div>
            <FindingTable findings={findings} closed={closed} />
            <Pager name={t('finding.list')} page={page} size={PAGE_SIZE} total={count} onPage={setPage} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Who({ finding: { subjectKind, subjectId, name, divisionName } }: { readonly finding: Finding }) {
  const params = { id: subjectId };
  return (
    <>
      {subjectKind === 'person' ? (
        <Link to="/people/$id" params={params}>
          {name}
        </Link>
      ) : (
        <Link to="/households/$id" params={params}>
          {name}
        </Link>
      )}
      <span className="quiet block">{divisionName}</span>
    </>
  );
}

function FindingTable({
  findings,
  closed,
}: {
  readonly findings: readonly Finding[];
  readonly closed: boolean;
}) {
  const { t, label } = useI18n();
  const columns: Column<Finding>[] = [
    { key: 'who', title: t('finding.who'), cell: (finding) => <Who finding={finding} /> },
    {
      key: 'amount',
      title: t('finding.amount'),
      number: true,
      cell: ({ amountFen }) => <Money amountFen={amountFen} />,
    },
    { key: 'reason', title: t('finding.reason'), width: '34%', cell: ({ reason }) => label(reason) },
    {
      key: 'missing',
      title: t('finding.missing'),
      cell: ({ missing }) =>
        missing.map((one) => (
          <span key={one.en} className="block">
            {label(one)}
          </span>
        )),
    },
    {
      key: 'task',
      title: t('finding.task'),
      cell: ({ id, taskId, taskState, closingReason }) => (
        <>
          <TaskState state={taskState} />
          {closingReason !== null && <span className="quiet block">{closingReason}</span>}
          {!closed && (
            <div className="buttons">
              <Link to="/tasks/$id" params={{ id: taskId }}>
                {t('finding.open')}
              </Link>
              <DeclineButton id={id} />
            </div>
          )}
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('finding.list')}
      columns={columns}
      rows={findings}
      rowKey={({ id }) => id}
      empty={t('finding.empty')}
    />
  );
}

function DeclineButton({ id }: { readonly id: string }) {
  const { t } = useI18n();
  return (
    <ActionButton
      small
      contract={declineFinding}
      title={t('finding.decline')}
      lead={t('finding.decline.lead')}
      fields={[{ name: 'reason', label: t('form.reason'), type: 'textarea', max: 1000 }]}
      inputOf={(values) => ({ id, reason: textOf(values, 'reason') })}
      done={t('finding.declined')}
    />
  );
}
