import { Link } from '@tanstack/react-router';
import type { getTask } from '../../../../kernel/event/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { useRegisters } from '../register/use-registers.ts';

const CORRECTION = 'record.correction';

interface Props {
  readonly task: Pick<OutputOf<typeof getTask>, 'about' | 'kind'>;
}

/** To what a task is about, where it has a page; a correction is decided on the page of the register. */
export function AboutLink({ task: { about, kind: taskKind } }: Props) {
  const { kind, id } = about;
  const { t } = useI18n();
  if (taskKind === CORRECTION) return <RegisterLink kind={kind} id={id} />;
  switch (kind) {
    case 'person':
      return (
        <Link to="/people/$id" params={{ id }}>
          {t('task.about.person')}
        </Link>
      );
    case 'household':
      return (
        <Link to="/households/$id" params={{ id }}>
          {t('task.about.household')}
        </Link>
      );
    case 'award':
      return (
        <Link to="/awards/$id" params={{ id }}>
          {t('task.about.award')}
        </Link>
      );
    case 'case':
      return (
        <Link to="/cases/$id" params={{ id }}>
          {t('task.about.case')}
        </Link>
      );
    default:
      return <RegisterLink kind={kind} id={id} />;
  }
}

const IMPORT = 'import.';

/** A record of a register, or a checked file of one; what belongs to no register is only named. */
function RegisterLink({ kind, id }: { readonly kind: string; readonly id: string }) {
  const { t, label } = useI18n();
  const name = kind.startsWith(IMPORT) ? kind.slice(IMPORT.length) : kind;
  const register = useRegisters().data?.registers.find((each) => each.id === name);
  if (register === undefined) return <>{id}</>;
  const params = { record: name };
  return kind === name ? (
    <Link to="/registers/$record/$id" params={{ ...params, id }}>
      {label(register.label)}
    </Link>
  ) : (
    <Link to="/registers/$record/import" params={params} search={{ id }}>
      {t('task.about.import', { name: label(register.label) })}
    </Link>
  );
}
