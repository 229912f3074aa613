import { Button } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import type { MessageKey } from '../i18n/translate.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { Notice } from './notice.tsx';

const helpOf = (status: number): MessageKey => {
  if (status === 0) return 'error.network.help';
  if (status === 404) return 'error.not-found.help';
  if (status === 401 || status === 403) return 'error.forbidden.help';
  if (status === 429) return 'error.limit.help';
  return status === 400 ? 'error.input.help' : 'error.server.help';
};

interface Props {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

export function ErrorView({ error, onRetry }: Props) {
  const { language, t } = useI18n();
  // Outside the jurisdiction reads as absent: the two must not be told apart here either.
  const title = error.status === 404 ? t('error.not-found') : error[language];
  return (
    <Notice title={title} help={t(helpOf(error.status))} note={t('error.code', { code: error.code })}>
      <Button type="primary" onClick={onRetry}>
        {t('state.retry')}
      </Button>
    </Notice>
  );
}
