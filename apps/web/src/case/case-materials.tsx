import { noticeMissingContract } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { type FormField, optionalText } from '../components/form-fields.tsx';
import { Panel } from '../components/panel.tsx';
import { StatusTag, type Tone } from '../components/status-tag.tsx';
import { dateText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';
import { MaterialButtons } from './material-buttons.tsx';

type Material = CaseDetail['materials'][number];

const TONES: Readonly<Record<Material['stand'], Tone>> = {
  missing: 'neutral',
  received: 'good',
  waived: 'info',
  returned: 'bad',
};
const TOLD = 'notice-missing';
const isReady = ({ stand }: Material): boolean => stand === 'received' || stand === 'waived';
const isMissing = (material: Material): boolean => material.required && !isReady(material);

interface Props {
  readonly detail: CaseDetail;
  /** A closed case takes no more materials. */
  readonly closed: boolean;
}

/** The checklist of materials, each with what may be done about it. */
export function CaseMaterials({ detail, closed }: Props) {
  const { t } = useI18n();
  const mayRecord = usePermission('case.open') && !closed;
  const { materials } = detail;
  const required = materials.filter((material) => material.required);
  const columns = useColumns();
  if (mayRecord) {
    columns.push({
      key: 'do',
      title: t('admin.actions'),
      cell: (material) => <MaterialButtons detail={detail} material={material} />,
    });
  }
  return (
    <Panel title={t('case.materials')} extra={!closed && <MissingButton detail={detail} />}>
      {required.length > 0 && (
        <p className="panel-lead">
          {t('case.materials.count', {
            required: required.length,
            ready: required.filter(isReady).length,
          })}
        </p>
      )}
      <DataTable
        caption={t('case.materials')}
        columns={columns}
        rows={materials}
        rowKey={(material) => material.id}
        empty={t('case.materials.none')}
      />
    </Panel>
  );
}

function useColumns(): Column<Material>[] {
  const { language, t, code, label } = useI18n();
  return [
    {
      key: 'label',
      title: t('case.material'),
      cell: (material) => (
        <>
          {label(material.label)}{' '}
          {material.required && <StatusTag tone="warn">{t('case.material.required')}</StatusTag>}
        </>
      ),
    },
    {
      key: 'stand',
      title: t('case.material.stand'),
      narrow: true,
      cell: ({ stand }) => <StatusTag tone={TONES[stand]}>{code('material-stand', stand)}</StatusTag>,
    },
    {
      key: 'form',
      title: t('case.material.form'),
      narrow: true,
      cell: ({ form }) => (form === null ? '—' : code('material-form', form)),
    },
    {
      key: 'on',
      title: t('case.material.on'),
      narrow: true,
      cell: ({ on }) => (on === null ? '—' : dateText(on, language)),
    },
  ];
}

/** Tells the applicant once everything that is missing; a second time only for a new fact. */
function MissingButton({ detail: { id, version, materials, history } }: { readonly detail: CaseDetail }) {
  const { language, t, label } = useI18n();
  const mayHandle = usePermission('case.handle');
  const missing = materials.filter(isMissing);
  if (!mayHandle || missing.length === 0) return null;
  const told = history.some(({ action }) => action === TOLD);
  const newFact: FormField = { name: 'newFact', label: t('case.missing.fact'), type: 'textarea', max: 500 };
  return (
    <ActionButton
      contract={noticeMissingContract}
      title={t('case.missing')}
      lead={
        <>
          <p>{t(told ? 'case.missing.again' : 'case.missing.lead')}</p>
          <ul className="changes">
            {missing.map((material) => (
              <li key={material.id}>{label(material.label)}</li>
            ))}
          </ul>
        </>
      }
      fields={told ? [newFact] : []}
      inputOf={(values) => ({ id, version, ...optionalText(values, 'newFact') })}
      done={({ tellBy }) =>
        tellBy === null
          ? t('case.missing.done.plain')
          : t('case.missing.done', { date: dateText(tellBy, language) })
      }
    />
  );
}
