import { Alert } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly error: ApiError | null;
  /** Better words than the server's, where the page knows more. */
  readonly text?: string;
}

/** Why something was refused, beside what was asked for. */
export function Refusal({ error, text }: Props) {
  const { language } = useI18n();
  if (error === null) return null;
  return <Alert className="refusal" type="error" showIcon role="alert" title={text ?? error[language]} />;
}
