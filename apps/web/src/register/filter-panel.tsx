import { Button, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../i18n/use-i18n.ts';
import { type Asked, conditionsOf, FIRST_ASKED, waysOf } from './filter-ways.ts';
import { FilterValue } from './filter-value.tsx';
import { fieldNamed, isPersonal, type RegisterOutput } from './register-fields.ts';
import type { Condition } from '../../../../kernel/register/condition-contract.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly onAdd: (conditions: readonly Condition[]) => void;
  readonly onClose: () => void;
}

/** Asks for one condition: a field, how to compare, and with what. */
export function FilterPanel({ register, onAdd, onClose }: Props) {
  const { t, label } = useI18n();
  const [asked, setAsked] = useState<Asked>(FIRST_ASKED);
  const field = fieldNamed(register, asked.field);
  const ways = field === undefined ? [] : waysOf(field);
  const conditions = field === undefined ? [] : conditionsOf(field, asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (conditions.length > 0) onAdd(conditions);
  };
  return (
    <form className="filter-panel" aria-label={t('filter.add')} onSubmit={submit}>
      <Select
        className="filter-field"
        autoFocus
        aria-label={t('filter.field')}
        placeholder={t('filter.field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={asked.field === '' ? undefined : asked.field}
        options={register.fields.map((each) => ({ value: each.name, label: label(each.label) }))}
        onChange={(name: string) => {
          const next = fieldNamed(register, name);
          setAsked({ field: name, way: next === undefined ? 'is' : (waysOf(next)[0] ?? 'is') });
        }}
      />
      {field !== undefined && (
        <>
          <Select
            className="filter-way"
            aria-label={t('filter.way')}
            value={asked.way}
            options={ways.map((way) => ({ value: way, label: t(`filter.way.${way}`) }))}
            onChange={(way) => setAsked({ field: asked.field, way })}
          />
          <FilterValue field={field} asked={asked} onAsk={setAsked} />
        </>
      )}
      <div className="filter-actions">
        <Button type="primary" htmlType="submit" disabled={conditions.length === 0}>
          {t('filter.apply')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
      {field !== undefined && isPersonal(field) && (
        <p className="quiet filter-note">{t('filter.personal')}</p>
      )}
    </form>
  );
}
