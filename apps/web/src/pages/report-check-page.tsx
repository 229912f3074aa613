import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { type CheckedReport, CheckedReportSchema } from '../../../../kernel/indicator/check/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { uploadFile } from '../api/upload-file.ts';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { CheckResult } from '../report-check/check-result.tsx';

const NAME_MAX = 200;
const PASTED = 'pasted.txt';

const checkFile = (file: File): Promise<CheckedReport> =>
  uploadFile(
    `/api/report-checks?${new URLSearchParams({ fileName: file.name.slice(-NAME_MAX) })}`,
    file,
    CheckedReportSchema,
  );

/** Checks anybody's report: a file dropped here, or its text pasted. Nothing of it is kept. */
export function ReportCheckPage() {
  const { t } = useI18n();
  const [pasted, setPasted] = useState('');
  const check = useMutation<CheckedReport, ApiError, File>({ mutationFn: checkFile });
  return (
    <Page
      kicker={<Link to="/">{t('nav.reports')}</Link>}
      title={t('report-check.title')}
      lead={t('report-check.lead')}
    >
      <Panel title={t('report-check.source')}>
        <Upload.Dragger
          accept=".docx,.txt,.md"
          multiple={false}
          showUploadList={false}
          openFileDialogOnClick={!check.isPending}
          beforeUpload={(file) => {
            if (!check.isPending) check.mutate(file);
            return false;
          }}
        >
          <p className="upload-icon">
            <InboxOutlined aria-hidden />
          </p>
          <p role="status">{t(check.isPending ? 'report-check.checking' : 'report-check.file')}</p>
          <p className="quiet">{t('report-check.file.hint')}</p>
        </Upload.Dragger>
        <div className="check-paste">
          <Input.TextArea
            aria-label={t('report-check.paste')}
            placeholder={t('report-check.paste')}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
          <Button
            type="primary"
            disabled={pasted.trim() === ''}
            loading={check.isPending}
            onClick={() => check.mutate(new File([pasted], PASTED))}
          >
            {t('report-check.check')}
          </Button>
        </div>
        <Refusal error={check.error} />
      </Panel>
      {check.data !== undefined && <CheckResult report={check.data} />}
    </Page>
  );
}
