import { Alert, Button } from 'antd';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { Draft } from './form-draft.ts';

interface Props {
  readonly draft: Draft;
  /** The record has been changed since the draft was typed. */
  readonly outdated: boolean;
  readonly onTakeUp: () => void;
  readonly onGiveUp: () => void;
}

/** Offers what was left unsaved. */
export function DraftNote({ draft, outdated, onTakeUp, onGiveUp }: Props) {
  const { t } = useI18n();
  return (
    <Alert
      className="form-draft"
      type={outdated ? 'warning' : 'info'}
      showIcon
      title={t(outdated ? 'form.draft.outdated' : 'form.draft', { at: momentText(draft.at) })}
      action={
        <span className="form-draft-actions">
          <Button size="small" type="primary" onClick={onTakeUp}>
            {t('form.draft.continue')}
          </Button>
          <Button size="small" onClick={onGiveUp}>
            {t('form.draft.drop')}
          </Button>
        </span>
      }
    />
  );
}
