import { type Column, DataTable } from '../components/data-table.tsx';
import { yuanText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RegisterField } from './register-fields.ts';
import { SensitivityTag } from './sensitivity-tag.tsx';

interface Props {
  readonly caption: string;
  readonly fields: readonly RegisterField[];
}

/** The least and the most that a field takes. */
function limitsOf({ type, min, max }: RegisterField, characters: string): string {
  const shown = (value: number): string => (type === 'money' ? yuanText(value) : String(value));
  const unit = type === 'text' || type === 'note' ? characters : '';
  if (min !== null && max !== null) return `${shown(min)}–${shown(max)}${unit}`;
  if (max !== null) return `≤ ${shown(max)}${unit}`;
  return min === null ? '' : `≥ ${shown(min)}${unit}`;
}

/** How it is filled in, whether it ever changes, and its codes. */
function FieldNotes({ field: { hint, fixed, codes } }: { readonly field: RegisterField }) {
  const { t, label } = useI18n();
  return (
    <>
      {hint !== null && <span className="block">{label(hint)}</span>}
      {fixed && <span className="block quiet">{t('dictionary.fixed')}</span>}
      {codes.length > 0 && (
        <span className="code-list">
          {codes.map((each) => (
            <span key={each.code}>
              <code>{each.code}</code> {label(each.label)}
            </span>
          ))}
        </span>
      )}
    </>
  );
}

/** The fields of one register: what they are called, what they hold, how sensitive they are. */
export function FieldDictionary({ caption, fields }: Props) {
  const { t, label, code } = useI18n();
  const columns: Column<RegisterField>[] = [
    { key: 'label', title: t('dictionary.field'), width: '20%', cell: (field) => label(field.label) },
    { key: 'name', title: t('dictionary.name'), width: '14%', cell: (field) => <code>{field.name}</code> },
    {
      key: 'type',
      title: t('dictionary.type'),
      width: '18%',
      cell: (field) => (
        <>
          {code('field-type', field.type)}
          {field.unit !== null && <> ({label(field.unit)})</>}{' '}
          <span className="quiet">{limitsOf(field, t('dictionary.characters'))}</span>
        </>
      ),
    },
    {
      key: 'required',
      title: t('dictionary.required'),
      width: '8%',
      narrow: true,
      cell: (field) => (field.required ? t('yes') : t('no')),
    },
    {
      key: 'sensitivity',
      title: t('dictionary.sensitivity'),
      width: '8%',
      narrow: true,
      cell: (field) => <SensitivityTag level={field.sensitivity} />,
    },
    {
      key: 'codes',
      title: t('dictionary.note'),
      cell: (field) => <FieldNotes field={field} />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={fields}
      rowKey={(field) => field.name}
      empty={t('dictionary.empty')}
    />
  );
}
