import { App, Button, Form } from 'antd';
import { changePassword } from '../../../../kernel/access/contract.ts';
import { useSend } from '../api/use-send.ts';
import { FormFields, type FormValues } from '../components/form-fields.tsx';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

// A password may begin or end with a blank: it is sent as typed.
const typed = (values: FormValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : '';
};

/** Changes the own password; the rules are the server's, which names each that is broken. */
export function PasswordForm() {
  const { t } = useI18n();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const send = useSend(changePassword, {
    onDone: () => {
      form.resetFields();
      void message.success(t('password.done'));
    },
  });
  const submit = (values: FormValues): void => {
    if (typed(values, 'next') !== typed(values, 'repeat')) {
      form.setFields([{ name: 'repeat', errors: [t('password.differs')] }]);
    } else if (!send.isPending) {
      send.mutate({ current: typed(values, 'current'), next: typed(values, 'next') });
    }
  };
  const fresh = { type: 'password', autoComplete: 'new-password' } as const;
  return (
    <Form<FormValues>
      form={form}
      layout="vertical"
      requiredMark={false}
      className="narrow-form"
      onFinish={submit}
    >
      <FormFields
        fields={[
          {
            name: 'current',
            label: t('password.current'),
            type: 'password',
            autoComplete: 'current-password',
          },
          { name: 'next', label: t('password.next'), hint: t('password.hint'), ...fresh },
          { name: 'repeat', label: t('password.repeat'), ...fresh },
        ]}
      />
      <Refusal error={send.error} />
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('password.submit')}
      </Button>
    </Form>
  );
}
