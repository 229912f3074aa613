import { DownloadOutlined, DownOutlined, FileSearchOutlined, PrinterOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Dropdown, Select } from 'antd';
import { listReports } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { momentText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';

const FORMATS = ['docx', 'html', 'md', 'json'] as const;

interface Props {
  readonly year: number;
  readonly asOf: string;
  readonly knownAt: string;
}

/** Above the sheet: which year, what it was computed from, and taking it away. */
export function ReportBar({ year, asOf, knownAt }: Props) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const reports = useApi(listReports, {}).data?.reports ?? [];
  const downloads = FORMATS.map((format) => ({
    key: format,
    label: (
      <a href={`/api/reports/${year}/download/${format}`} download>
        {t(`report.download.${format}`)}
      </a>
    ),
  }));
  return (
    <div className="report-bar">
      <p className="quiet report-source">
        {t('report.as-of', { at: asOf })} · {t('report.known-at', { at: momentText(knownAt) })}
      </p>
      <div className="report-actions">
        {reports.length > 1 && (
          <Select
            aria-label={t('report.year')}
            value={year}
            options={reports.map((report) => ({ value: report.year, label: String(report.year) }))}
            onChange={(chosen) => void navigate({ to: '/reports/$year', params: { year: String(chosen) } })}
          />
        )}
        <Button icon={<FileSearchOutlined />} onClick={() => void navigate({ to: '/report-check' })}>
          {t('report-check.title')}
        </Button>
        <Button icon={<PrinterOutlined />} onClick={() => print()}>
          {t('report.print')}
        </Button>
        <Dropdown trigger={['click']} menu={{ items: downloads }}>
          <Button type="primary" icon={<DownloadOutlined />}>
            {t('report.download')} <DownOutlined />
          </Button>
        </Dropdown>
      </div>
    </div>
  );
}
