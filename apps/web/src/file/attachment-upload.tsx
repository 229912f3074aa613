import { CloseOutlined, InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input, Progress, Radio, Upload as Dropping } from 'antd';
import { useState } from 'react';
import type { AttachmentSource } from '../../../../kernel/file/contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import type { FileOwner } from './upload-attachment.ts';
import { type Upload, type Uploads, useUploads } from './use-uploads.ts';

const ACCEPTED = '.jpg,.jpeg,.png,.webp,.tif,.tiff,.pdf,.ofd,.doc,.docx,.wps,.xls,.xlsx,.et,.txt,.csv';
const LABEL_MAX = 100;
const ENDING = /\.[^.]+$/;

/** The name of a file without its ending. */
const nameOf = ({ name }: File): string => name.replace(ENDING, '').slice(0, LABEL_MAX) || name;

/** Files are dropped or chosen, said what they are, and sent. */
export function AttachmentUpload({ owner }: { readonly owner: FileOwner }) {
  const { t } = useI18n();
  const [label, setLabel] = useState('');
  const [source, setSource] = useState<AttachmentSource>('scanned');
  const uploads = useUploads(owner);
  return (
    <div className="file-upload">
      <Form layout="vertical" className="file-upload-about">
        <Form.Item label={t('file.label')} extra={t('file.label.hint')} htmlFor="file-label">
          <Input
            id="file-label"
            value={label}
            maxLength={LABEL_MAX}
            onChange={(event) => setLabel(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('file.source')}>
          <Radio.Group
            aria-label={t('file.source')}
            value={source}
            options={(['scanned', 'uploaded'] as const).map((value) => ({
              value,
              label: t(`file.source.${value}`),
            }))}
            onChange={(event) => setSource(event.target.value === 'uploaded' ? 'uploaded' : 'scanned')}
          />
        </Form.Item>
      </Form>
      <Dropping.Dragger
        accept={ACCEPTED}
        multiple
        showUploadList={false}
        beforeUpload={(file, files) => {
          uploads.add(file, label.trim() || nameOf(file), source);
          if (file === files.at(-1)) setLabel('');
          return false;
        }}
      >
        <p className="upload-icon">
          <InboxOutlined aria-hidden />
        </p>
        <p>{t('file.drop')}</p>
        <p className="quiet">{t('file.drop.hint')}</p>
      </Dropping.Dragger>
      {uploads.uploads.length > 0 && (
        <ul className="file-uploads" aria-live="polite">
          {uploads.uploads.map((upload) => (
            <li key={upload.key}>
              <UploadRow upload={upload} uploads={uploads} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface RowProps {
  readonly upload: Upload;
  readonly uploads: Uploads;
}

function UploadRow({ upload, uploads }: RowProps) {
  const { language, t } = useI18n();
  const { name } = upload.file;
  if (upload.error === null) {
    return (
      <div className="file-sending">
        <span>{t(upload.percent === 0 ? 'file.waiting' : 'file.uploading', { name })}</span>
        <Progress percent={upload.percent} size="small" aria-label={t('file.uploading', { name })} />
      </div>
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('file.refused', { name })}
      description={upload.error[language]}
      action={
        <span className="buttons">
          {/* What the server refused for itself it would refuse again. */}
          {(upload.error.status === 0 || upload.error.status >= 500) && (
            <Button size="small" onClick={() => uploads.retry(upload)}>
              {t('file.retry')}
            </Button>
          )}
          <Button
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('file.dismiss', { name })}
            onClick={() => uploads.dismiss(upload)}
          />
        </span>
      }
    />
  );
}
