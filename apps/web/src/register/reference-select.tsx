import { Select } from 'antd';
import { useState } from 'react';
import { anyRegister } from '../../../../kernel/register/contract.ts';
import { searchUnseen } from '../../../../kernel/search/contract.ts';
import { useApi } from '../api/use-api.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useSettled } from '../search/use-settled.ts';
import { fieldNamed } from './register-fields.ts';
import { useRegisters } from './use-registers.ts';

const FOUND_MAX = 20;

interface Found {
  readonly value: string;
  readonly label: string;
}

/**
 * Records of a register whose name holds what was typed; where names are covered, what the search box finds. An empty
 * query of a register with open names shows its first records.
 */
function useFound(
  record: string,
  typed: string,
): { readonly found: readonly Found[]; readonly failed: boolean } {
  const register = useRegisters().data?.registers.find(({ id }) => id === record);
  const title = register === undefined ? undefined : fieldNamed(register, register.title);
  const byName = title?.operators.includes('has') === true;
  const list = useApi(
    anyRegister.list,
    {
      record,
      limit: FOUND_MAX,
      columns: register?.title,
      ...(typed === ''
        ? {}
        : { where: JSON.stringify([{ field: register?.title, op: 'has', value: typed }]) }),
    },
    { enabled: byName, paged: true },
  );
  const searched = useApi(
    searchUnseen,
    { q: typed, kinds: record, limit: FOUND_MAX },
    { enabled: !byName && typed !== '', paged: true },
  );
  const found = byName
    ? (list.data?.records ?? []).map(({ id, title: name, divisionName }) => ({
        value: id,
        label: `${name} · ${divisionName}`,
      }))
    : (searched.data?.groups ?? []).flatMap((group) =>
        group.found.map(({ id, title: name, code, divisionName }) => ({
          value: id,
          label: [name, code, divisionName].filter((part) => part !== null).join(' · '),
        })),
      );
  return { found, failed: byName ? list.isError : searched.isError };
}

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly label?: string;
  /** The register that is referred to. */
  readonly record: string;
  /** Name of the record that is chosen already. */
  readonly title?: string | null;
  readonly disabled?: boolean;
}

/** Another record, found by typing a part of its name or its whole number. */
export function ReferenceSelect({
  id,
  value,
  onChange,
  onBlur,
  label,
  record,
  title,
  disabled = false,
}: Props) {
  const { t } = useI18n();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Found | null>(null);
  const { found, failed } = useFound(record, useSettled(typed.trim()));
  const known = chosen?.value === value ? chosen : null;
  const present =
    value === undefined ? [] : [known ?? { value, label: title ?? t('record.reference.chosen') }];
  const options = [...present, ...found.filter((each) => each.value !== value)];
  return (
    <Select
      className="full-width"
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      allowClear
      disabled={disabled}
      placeholder={t('form.reference.hint')}
      notFoundContent={t(
        failed ? 'form.reference.failed' : typed === '' ? 'form.reference.hint' : 'form.reference.none',
      )}
      value={value}
      options={typed === '' ? options : [...found]}
      onChange={(next: string | undefined) => {
        setChosen(found.find((each) => each.value === next) ?? known);
        setTyped('');
        onChange?.(next);
      }}
      onBlur={() => onBlur?.()}
    />
  );
}
