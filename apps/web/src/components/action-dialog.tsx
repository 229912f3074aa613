import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Contract } from '../../../../kernel/module/define-contract.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { type FormField, FormFields, type FormValues } from './form-fields.tsx';
import { Refusal } from './refusal.tsx';
import { type Announced, useAnnouncedSend } from './use-announced-send.ts';

export interface Asking<I extends z.ZodObject, O extends z.ZodType> extends Announced<z.output<O>> {
  readonly contract: Contract<I, O>;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly fields?: readonly FormField[];
  readonly inputOf: (values: FormValues) => z.input<I>;
  /** The word on the button that sends; the title without it. */
  readonly submit?: string;
  readonly danger?: boolean;
}

interface Props<I extends z.ZodObject, O extends z.ZodType> extends Asking<I, O> {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Asks for what an action needs, sends it once and closes; a refusal stays beside what was typed. */
export function ActionDialog<I extends z.ZodObject, O extends z.ZodType>(props: Props<I, O>) {
  const { contract, title, lead, fields = [], inputOf, submit, danger = false, open, onClose } = props;
  const { t } = useI18n();
  const [form] = Form.useForm<FormValues>();
  const { send, wordsOf } = useAnnouncedSend(contract, props);
  return (
    <Modal
      open={open}
      title={title}
      okText={submit ?? title}
      cancelText={t('form.cancel')}
      okButtonProps={{ danger }}
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
      closable={{ 'aria-label': t('form.close') }}
      mask={{ closable: false }}
      afterClose={send.reset}
      destroyOnHidden
    >
      {lead !== undefined && <div className="dialog-lead">{lead}</div>}
      <Form<FormValues>
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        onFinish={(values) => {
          // Closed once the page is read anew: whoever acts next acts on what now stands, not on what stood before.
          if (!send.isPending) send.mutate(inputOf(values), { onSuccess: onClose });
        }}
      >
        <FormFields fields={fields} />
      </Form>
      <Refusal error={send.error} {...(send.error === null ? {} : { text: wordsOf(send.error) })} />
    </Modal>
  );
}
