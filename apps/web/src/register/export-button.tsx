import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { ExportQuery } from '../../../../kernel/register/contract.ts';
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

/** The list's selection as the export takes it; all fields when no columns are given. */
const exportQuery = (
  state: ListState,
  format: 'xlsx' | 'csv',
  columns: readonly string[] | undefined,
): z.input<typeof ExportQuery> => ({
  ...selectionOf(state),
  format,
  ...(columns === undefined ? {} : { columns: fieldColumns(columns) }),
});

/** What the list shows as a file: the same records, masked alike. */
export function ExportButton({ register, state, columns }: Props) {
  const { t, label } = useI18n();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx');
  const [wide, setWide] = useState(false);
  const saving = useSaveFile();
  const isWhole = state.conditions.length === 0 && state.search.division === undefined;
  const close = (): void => {
    setOpen(false);
    void message.success(t('export.done'));
  };
  const save = (): void => {
    const body = exportQuery(state, format, wide ? undefined : columns);
    const url = `/api/registers/${register.id}/export`;
    saving.mutate({ url, body, name: `${label(register.label)}.${format}` }, { onSuccess: close });
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
        <Choice
          legend={t('export.format')}
          value={format}
          options={[
            { value: 'xlsx', label: t('export.format.xlsx') },
            { value: 'csv', label: t('export.format.csv') },
          ]}
          onChoose={setFormat}
        />
        <Choice
          legend={t('register.columns')}
          value={wide}
          options={[
            { value: false, label: t('export.columns.shown') },
            { value: true, label: t('export.columns.all', { count: register.fields.length }) },
          ]}
          onChoose={setWide}
        />
        <p className="quiet">{t(isWhole ? 'export.scope.all' : 'export.scope.filter')}</p>
        <Refusal error={saving.error} />
      </Modal>
    </>
  );
}

interface ChoiceProps<V> {
  readonly legend: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChoose: (value: V) => void;
}

const Choice = <V extends string | boolean>({ legend, value, options, onChoose }: ChoiceProps<V>) => (
  <fieldset className="choice">
    <legend>{legend}</legend>
    <Radio.Group
      value={value}
      options={[...options]}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen !== undefined) onChoose(chosen.value);
      }}
    />
  </fieldset>
);
