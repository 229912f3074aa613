import { getRouteApi } from '@tanstack/react-router';
import { getTask } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useApi } from '../api/use-api.ts';
import { DetailsList } from '../components/details-list.tsx';
import { DueDay } from '../components/due-day.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { Lamp } from '../components/lamp.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useReadingDay } from '../components/use-today.ts';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { AboutLink } from '../task/about-link.tsx';
import { ProposalView } from '../task/proposal-view.tsx';
import { TaskActions } from '../task/task-actions.tsx';
import { TaskReasons } from '../task/task-reasons.tsx';
import { TaskState } from '../task/task-state.tsx';

const route = getRouteApi('/tasks/$id');

export function TaskPage() {
  const { t, label } = useI18n();
  const { id } = route.useParams();
  const today = useReadingDay();
  return (
    <QueryView query={useApi(getTask, { id })}>
      {(task) => {
        const open = task.closedAt === null;
        return (
          <Page
            kicker={`${t('task.page')} · ${task.divisionName}`}
            title={label(task.title)}
            extra={<TaskState state={task.state} />}
          >
            <Panel title={t(open ? 'task.do' : 'task.closing')} extra={open && <Lamp lamp={task.lamp} />}>
              <DetailsList
                items={[
                  { label: t('task.about'), value: <AboutLink task={task} /> },
                  {
                    label: t('task.due'),
                    value: <DueDay dueOn={task.dueOn} today={today} counted={open} />,
                  },
                  { label: t('task.role'), value: label(task.roleLabel) },
                  {
                    label: t('task.assignee'),
                    value: task.assignee?.displayName ?? t('task.assignee.none'),
                  },
                  { label: t('task.created'), value: momentText(task.createdAt) },
                  ...(task.note === null ? [] : [{ label: t('task.note'), value: task.note }]),
                  ...(task.closedAt === null
                    ? []
                    : [
                        { label: t('task.closed-by'), value: task.closedBy ?? '—' },
                        { label: t('task.closed-at'), value: momentText(task.closedAt) },
                        { label: t('task.closing-reason'), value: task.closingReason ?? '—' },
                      ]),
                ]}
              />
              {open && <TaskActions task={task} />}
            </Panel>
            <Panel title={t('task.reasons')}>
              <TaskReasons reasons={task.reasons} />
            </Panel>
            <ProposalPanel task={task} />
          </Page>
        );
      }}
    </QueryView>
  );
}

/** What accepting changes; where nothing is proposed, how the task ends. */
function ProposalPanel({ task: { proposal, endsWith } }: { readonly task: OutputOf<typeof getTask> }) {
  const { t, label } = useI18n();
  const ending = endsWith === null ? t('task.proposal.none') : `${label(endsWith)}${t('sentence.end')}`;
  return (
    <Panel title={t('task.proposal')}>
      {proposal === null ? <EmptyNote text={ending} /> : <ProposalView proposal={proposal} />}
    </Panel>
  );
}
