import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useSaveFile } from '../register/use-save-file.ts';
import { Refusal } from './refusal.tsx';

interface Props {
  readonly url: string;
  /** When the server gives no name. */
  readonly name: string;
  readonly label: string;
  readonly done: string;
}

/** Fetches a file of the server; a refusal is said beside the button. */
export function DownloadButton({ url, name, label, done }: Props) {
  const { message } = App.useApp();
  const saving = useSaveFile();
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={saving.isPending}
        onClick={() => saving.mutate({ url, name }, { onSuccess: () => void message.success(done) })}
      >
        {label}
      </Button>
      <Refusal error={saving.error} />
    </>
  );
}
