import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { Panel } from '../components/panel.tsx';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { ReadImport, RegisterOutput } from './register-fields.ts';
import { uploadImport } from './upload-import.ts';
import { useSaveFile } from './use-save-file.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly onChecked: (id: string) => void;
}

/** The first two steps of an import: the template, and the file that is to be checked. */
export function ImportUpload({ register, onChecked }: Props) {
  const { t, label } = useI18n();
  const client = useQueryClient();
  const template = useSaveFile();
  const upload = useMutation<ReadImport, ApiError, File>({
    mutationFn: (file) => uploadImport(register.id, file),
    onSuccess: async ({ id }) => {
      onChecked(id);
      await client.invalidateQueries();
    },
  });
  return (
    <div className="import-steps">
      <Panel title={t('import.step.template')}>
        <p className="form-note">{t('import.template.lead')}</p>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={template.isPending}
          onClick={() =>
            template.mutate({
              url: `/api/registers/${register.id}/template`,
              name: `${label(register.label)}.xlsx`,
            })
          }
        >
          {t('import.template')}
        </Button>
        <Refusal error={template.error} />
      </Panel>
      <Panel title={t('import.step.file')}>
        <Upload.Dragger
          accept=".xlsx,.xls,.csv"
          multiple={false}
          showUploadList={false}
          openFileDialogOnClick={!upload.isPending}
          beforeUpload={(file) => {
            if (!upload.isPending) upload.mutate(file);
            return false;
          }}
        >
          <p className="upload-icon">
            <InboxOutlined aria-hidden />
          </p>
          <p role="status">{t(upload.isPending ? 'import.checking' : 'import.file')}</p>
          <p className="quiet">{t('import.file.hint')}</p>
        </Upload.Dragger>
        <Refusal error={upload.error} />
      </Panel>
    </div>
  );
}
