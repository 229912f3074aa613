import { EyeOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { unmaskPersonal } from '../../../../kernel/access/contract.ts';
import type { OutputOf } from '../../../../kernel/module/define-contract.ts';
import { useSend } from '../api/use-send.ts';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { canUnmask, type RecordOutput, type RegisterField, type RegisterOutput } from './register-fields.ts';

export type Unmasked = OutputOf<typeof unmaskPersonal>['fields'];

const PURPOSES = unmaskPersonal.input.shape.purpose.options;

interface Asked {
  readonly fields: string[];
  readonly purpose: (typeof PURPOSES)[number];
  readonly note: string;
  readonly caseNo?: string;
}

interface Props {
  readonly register: RegisterOutput;
  readonly record: RecordOutput;
  readonly onShown: (fields: Unmasked) => void;
}

/** Covered values in full, for a stated purpose; every showing is recorded. */
export function UnmaskButton({ register, record, onShown }: Props) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Asked>();
  const unmasking = useSend(unmaskPersonal, {
    onDone: ({ fields }) => {
      setOpen(false);
      onShown(fields);
    },
  });
  const fields = register.fields.filter((field) => record.covered.includes(field.name) && canUnmask(field));
  if (fields.length === 0) return null;
  return (
    <>
      <Button icon={<EyeOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('unmask.do')}
      </Button>
      <Modal
        open={open}
        title={t('unmask.title')}
        okText={t('unmask.show')}
        cancelText={t('form.cancel')}
        confirmLoading={unmasking.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        afterClose={unmasking.reset}
        closable={{ 'aria-label': t('form.close') }}
        destroyOnHidden
      >
        <p className="dialog-lead">{t('unmask.lead')}</p>
        <Form<Asked>
          form={form}
          layout="vertical"
          requiredMark={false}
          preserve={false}
          initialValues={{ fields: fields.map(({ name }) => name) }}
          onFinish={({ caseNo = '', ...asked }) => {
            unmasking.mutate({
              objectKind: register.id,
              id: record.id,
              ...asked,
              ...(caseNo.trim() === '' ? {} : { caseNo }),
            });
          }}
        >
          <UnmaskFields fields={fields} />
        </Form>
        <Refusal error={unmasking.error} />
      </Modal>
    </>
  );
}

/** What is asked for: which fields, why, and for what exactly. */
function UnmaskFields({ fields }: { readonly fields: readonly RegisterField[] }) {
  const { t, label } = useI18n();
  return (
    <>
      <Form.Item<Asked>
        name="fields"
        label={t('unmask.fields')}
        rules={[{ type: 'array', min: 1, message: t('form.required', { field: t('unmask.fields') }) }]}
      >
        <Checkbox.Group options={fields.map((field) => ({ value: field.name, label: label(field.label) }))} />
      </Form.Item>
      <Form.Item<Asked>
        name="purpose"
        label={t('unmask.purpose')}
        rules={[{ required: true, message: t('form.required', { field: t('unmask.purpose') }) }]}
      >
        <Radio.Group options={PURPOSES.map((value) => ({ value, label: t(`unmask.purpose.${value}`) }))} />
      </Form.Item>
      <Form.Item<Asked>
        name="note"
        label={t('unmask.note')}
        rules={[{ required: true, min: 4, whitespace: true, message: t('unmask.note.short') }]}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item<Asked> name="caseNo" label={`${t('unmask.case')}${t('form.optional')}`}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </>
  );
}
