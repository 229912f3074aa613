import { Link } from '@tanstack/react-router';
import type { listTasks } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { DueDay } from '../components/due-day.tsx';
import { Lamp } from '../components/lamp.tsx';
import { useReadingDay } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { TaskState } from './task-state.tsx';

type Task = OutputOf<typeof listTasks>['tasks'][number];

interface Props {
  readonly tasks: readonly Task[];
  readonly closed: boolean;
  readonly empty: string;
}

/** Tasks, the most urgent first; a row opens its task. */
export function TaskTable({ tasks, closed, empty }: Props) {
  const { t, label } = useI18n();
  const today = useReadingDay();
  const columns: Column<Task>[] = [
    {
      key: 'title',
      title: t('task.title'),
      cell: (task) => (
        <Link className="row-link" to="/tasks/$id" params={{ id: task.id }}>
          {label(task.title)}
        </Link>
      ),
    },
    ...(closed
      ? []
      : [
          {
            key: 'lamp',
            title: t('lamp.title'),
            narrow: true,
            cell: (task: Task) => <Lamp lamp={task.lamp} />,
          },
        ]),
    {
      key: 'due',
      title: t('task.due'),
      narrow: true,
      cell: (task) => <DueDay dueOn={task.dueOn} today={today} counted={!closed} />,
    },
    { key: 'place', title: t('task.place'), cell: (task) => task.divisionName },
    {
      key: 'assignee',
      title: t('task.assignee'),
      narrow: true,
      cell: (task) => task.assignee?.displayName ?? '—',
    },
    { key: 'state', title: t('task.state'), narrow: true, cell: (task) => <TaskState state={task.state} /> },
  ];
  return (
    <DataTable
      caption={t('task.list')}
      columns={columns}
      rows={tasks}
      rowKey={(task) => task.id}
      rowClass={() => 'row-linked'}
      empty={empty}
    />
  );
}
