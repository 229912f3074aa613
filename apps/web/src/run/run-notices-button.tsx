import { DownloadButton } from '../components/download-button.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

interface Props {
  readonly run: {
    readonly id: string;
    readonly runNo: string;
    readonly state: string;
    readonly approvedBy: string | null;
  };
}

/** The payment notices of a whole run, once it has been approved. */
export function RunNoticesButton({ run: { id, runNo, state, approvedBy } }: Props) {
  const { t } = useI18n();
  if (approvedBy === null || state === 'void') return null;
  return (
    <DownloadButton
      url={`/api/runs/${id}/notices`}
      name={`${runNo}.docx`}
      label={t('pay-notice.run')}
      done={t('pay-notice.downloaded')}
    />
  );
}
