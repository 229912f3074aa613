import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';
import { Notice } from './notice.tsx';

/** What is left when a page itself fails, e.g. when its file could not be loaded after an update. */
export function CrashView({ error }: ErrorComponentProps) {
  const { t } = useI18n();
  return (
    <Notice
      title={t('error.crash')}
      help={t('error.server.help')}
      note={t('error.code', { code: error instanceof Error ? error.message : String(error) })}
    >
      <Button type="primary" onClick={() => location.reload()}>
        {t('state.retry')}
      </Button>
    </Notice>
  );
}
