import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Upload } from 'antd';
import type { z } from 'zod';
import type { ApiError } from '../api/api-error.ts';
import { Refusal } from '../components/refusal.tsx';
import { uploadFile } from '../api/upload-file.ts';

interface Props<T> {
  readonly label: string;
  readonly url: string;
  readonly accept: string;
  readonly answer: z.ZodType<T>;
  readonly done: (answer: T) => string;
}

/** A button that sends one file and says what came of it; a refusal stays below. */
export function UploadButton<T>({ label, url, accept, answer, done }: Props<T>) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const upload = useMutation<T, ApiError, File>({
    mutationFn: (file) => uploadFile(url, file, answer),
    onSuccess: async (told) => {
      void message.success(done(told));
      await client.invalidateQueries();
    },
  });
  return (
    <>
      <Upload
        accept={accept}
        multiple={false}
        showUploadList={false}
        beforeUpload={(file) => {
          if (!upload.isPending) upload.mutate(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={upload.isPending}>
          {label}
        </Button>
      </Upload>
      <Refusal error={upload.error} />
    </>
  );
}
