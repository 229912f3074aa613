import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { fieldColumns, selectionOf } from './record-list.tsx';
import type { RegisterOutput } from './register-fields.ts';
import type { ListState } from './use-list-state.ts';
import { useSaveFile } from './use-save-file.ts';

interface Props {
  readonly register: RegisterOutput;
  readonly state: ListState;
  readonly columns: readonly string[];
}

/** What the list shows as a file: the same records, masked alike. */
export function ExportButton({ register, state, columns }: Props) {
  const { t, label } = useI18n();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [wide, setWide] = useState(false);
  const saving = useSaveFile();
  const save = (): void => {
    const { where, division, ended } = selectionOf(state);
    const query = new URLSearchParams({
      format,
      ended,
      ...(where === undefined ? {} : { where }),
      ...(division === undefined ? {} : { division: String(division) }),
      ...(wide ? {} : { columns: fieldColumns(columns) }),
    });
    saving.mutate(
      { url: `/api/registers/${register.id}/export?${query}`, name: `${label(register.label)}.${format}` },
      {
        onSuccess: () => {
          setOpen(false);
          void message.success(t('export.done'));
        },
      },
    );
  };
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('export.do')}
      </Button>
      <Modal
        open={open}
        title={t('export.title', { name: label(register.label) })}
        okText={t('export.do')}
        cancelText={t('form.cancel')}
        confirmLoading={saving.isPending}
        onOk={save}
        onCancel={() => setOpen(false)}
        afterClose={saving.reset}
        closable={{ 'aria-label': t('form.close') }}
      >
        <Alert className="dialog-lead" type="info" showIcon title={t('export.masked')} />
        <fieldset className="choice">
          <legend>{t('export.format')}</legend>
          <Radio.Group
            value={format}
            onChange={(event) => setFormat(event.target.value === 'csv' ? 'csv' : 'xlsx')}
            options={[
              { value: 'xlsx', label: t('export.format.xlsx') },
              { value: 'csv', label: t('export.format.csv') },
            ]}
          />
        </fieldset>
        <fieldset className="choice">
          <legend>{t('register.columns')}</legend>
          <Radio.Group
            value={wide}
            onChange={(event) => setWide(event.target.value === true)}
            options={[
              { value: false, label: t('export.columns.shown') },
              { value: true, label: t('export.columns.all', { count: register.fields.length }) },
            ]}
          />
        </fieldset>
        <p className="quiet">
          {t(state.conditions.length === 0 ? 'export.scope.all' : 'export.scope.filter')}
        </p>
        <Refusal error={saving.error} />
      </Modal>
    </>
  );
}
