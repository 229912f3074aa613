import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef, useState } from 'react';
import { type AttachmentSource, FILE_BYTES_MAX, listAttachments } from '../../../../kernel/file/contract.ts';
import { ApiError } from '../api/api-error.ts';
import { newIdempotencyKey } from '../api/client.ts';
import { translate } from '../i18n/translate.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type FileOwner, type NewFile, uploadAttachment } from './upload-attachment.ts';

export interface Upload extends NewFile {
  readonly percent: number;
  readonly error: ApiError | null;
}

export interface Uploads {
  /** Files on their way, and those that were refused. */
  readonly uploads: readonly Upload[];
  readonly add: (file: File, label: string, source: AttachmentSource) => void;
  readonly retry: (upload: Upload) => void;
  readonly dismiss: (upload: Upload) => void;
}

const tooLarge = (): ApiError =>
  new ApiError('file.too-large', 400, translate('zh', 'file.too-large'), translate('en', 'file.too-large'));

/** Files that are sent one after the other; a refused one stays until it is tried again or removed. */
export function useUploads(owner: FileOwner): Uploads {
  const { t } = useI18n();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const queue = useRef(Promise.resolve());
  const change = (key: string, to: Partial<Upload>): void =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...to } : each)));
  const drop = (key: string): void => setUploads((all) => all.filter((each) => each.key !== key));
  const run = async (upload: NewFile): Promise<void> => {
    try {
      if (upload.file.size > FILE_BYTES_MAX) throw tooLarge();
      const { label } = await uploadAttachment(upload, (percent) => change(upload.key, { percent }));
      drop(upload.key);
      void message.success(t('file.added', { name: label }));
      await client.invalidateQueries({ queryKey: [listAttachments.path] });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      change(upload.key, { error });
    }
  };
  const enqueue = (upload: NewFile): void => {
    queue.current = queue.current.then(() => run(upload));
  };
  return {
    uploads,
    add: (file, label, source) => {
      const upload = { ...owner, file, label, source, key: newIdempotencyKey() };
      setUploads((all) => [...all, { ...upload, percent: 0, error: null }]);
      enqueue(upload);
    },
    retry: (upload) => {
      change(upload.key, { percent: 0, error: null });
      enqueue(upload);
    },
    dismiss: ({ key }) => drop(key),
  };
}
