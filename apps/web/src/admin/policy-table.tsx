import { changeAccessPolicy, type getAccessPolicy } from '../../../../kernel/access/admin-contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { textOf } from '../components/form-fields.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

type Rule = OutputOf<typeof getAccessPolicy>['rules'][number];

/** The rules with their bounds and grounds; the security administrator changes them one at a time. */
export function PolicyTable({ rules }: { readonly rules: readonly Rule[] }) {
  const { t, label } = useI18n();
  const mayChange = usePermission('access.manage');
  const columns: Column<Rule>[] = [
    { key: 'rule', title: t('admin.rule'), cell: (rule) => label(rule.label) },
    {
      key: 'value',
      title: t('admin.rule.value'),
      narrow: true,
      cell: (rule) => (
        <strong>
          {rule.value} {label(rule.unit)}
        </strong>
      ),
    },
    {
      key: 'bounds',
      title: t('admin.rule.bounds'),
      narrow: true,
      cell: ({ min, max }) => `${min}–${max}`,
    },
    { key: 'source', title: t('admin.rule.source'), cell: ({ source }) => source },
  ];
  if (mayChange) {
    columns.push({
      key: 'do',
      title: t('admin.actions'),
      narrow: true,
      cell: (rule) => <ChangeRule rule={rule} />,
    });
  }
  return (
    <DataTable
      caption={t('admin.policy')}
      columns={columns}
      rows={rules}
      rowKey={({ rule }) => rule}
      empty={t('admin.accounts.empty')}
    />
  );
}

function ChangeRule({ rule: { rule, label: name, value, min, max } }: { readonly rule: Rule }) {
  const { t, label } = useI18n();
  return (
    <ActionButton
      small
      contract={changeAccessPolicy}
      label={t('admin.rule.change')}
      title={t('admin.rule.change.one', { rule: label(name) })}
      submit={t('admin.rule.change')}
      fields={[
        {
          name: 'value',
          label: t('admin.rule.new', { from: min, to: max }),
          type: 'number',
          initial: value,
          min,
          max,
        },
        { name: 'reason', label: t('admin.reason'), type: 'text' },
      ]}
      inputOf={(values) => ({
        values: { [rule]: Number(values['value']) },
        reason: textOf(values, 'reason'),
      })}
      done={t('admin.done', { what: label(name) })}
    />
  );
}
