import { appealContract, serveContract } from '../../../../kernel/case/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { ActionButton } from '../components/action-button.tsx';
import { optionalText, textOf } from '../components/form-fields.tsx';
import { chinaToday } from '../components/use-today.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { CaseDetail } from './case-detail.ts';

const WAYS = ['direct', 'left', 'entrusted', 'post', 'electronic', 'announcement'] as const;
const KINDS = ['reconsideration', 'litigation'] as const;

/** Proof that the decision was served, then what was filed against it. */
export function ServiceButtons({ decision }: { readonly decision: CaseDetail['decisions'][number] }) {
  const mayHandle = usePermission('case.handle');
  if (!mayHandle) return null;
  return decision.servedOn === null ? <ServeButton id={decision.id} /> : <AppealButton id={decision.id} />;
}

function ServeButton({ id }: { readonly id: string }) {
  const { t, code } = useI18n();
  return (
    <ActionButton
      contract={serveContract}
      title={t('case.decision.serve')}
      fields={[
        {
          name: 'servedOn',
          label: t('case.decision.served.on'),
          type: 'date',
          initial: chinaToday(),
        },
        {
          name: 'way',
          label: t('case.decision.way'),
          type: 'choice',
          options: WAYS.map((value) => ({ value, label: code('service-way', value) })),
        },
        { name: 'receiver', label: t('case.decision.receiver'), type: 'text', max: 50 },
      ]}
      inputOf={(values) => ({
        id,
        servedOn: textOf(values, 'servedOn'),
        way: WAYS.find((value) => value === textOf(values, 'way')) ?? 'direct',
        receiver: textOf(values, 'receiver'),
      })}
      done={t('case.decision.served.done')}
    />
  );
}

function AppealButton({ id }: { readonly id: string }) {
  const { t, code } = useI18n();
  return (
    <ActionButton
      contract={appealContract}
      title={t('case.appeal')}
      fields={[
        {
          name: 'kind',
          label: t('case.appeal.kind'),
          type: 'choice',
          options: KINDS.map((value) => ({ value, label: code('appeal-kind', value) })),
        },
        { name: 'filedOn', label: t('case.appeal.filed'), type: 'date', initial: chinaToday() },
        { name: 'authority', label: t('case.appeal.authority'), type: 'text', max: 100 },
        { name: 'fileNo', label: t('case.appeal.file-no'), type: 'text', required: false, max: 60 },
      ]}
      inputOf={(values) => ({
        id,
        kind: KINDS.find((value) => value === textOf(values, 'kind')) ?? 'reconsideration',
        filedOn: textOf(values, 'filedOn'),
        authority: textOf(values, 'authority'),
        ...optionalText(values, 'fileNo'),
      })}
      done={t('case.appealed')}
    />
  );
}
