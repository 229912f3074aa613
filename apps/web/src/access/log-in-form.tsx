import { Button, Form, Input } from 'antd';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { type LogInValues, useLogIn } from './use-log-in.ts';

interface Props {
  /** Whose session has ended: only the same person goes on. */
  readonly username?: string;
  readonly submit: string;
  readonly onSignedIn: () => void | Promise<void>;
}

/** User name and password, and the code of the second factor once it is asked for. */
export function LogInForm({ username, submit, onSignedIn }: Props) {
  const { t } = useI18n();
  const { send, error, codeAsked } = useLogIn(onSignedIn);
  const rules = [{ required: true, message: t('login.required') }];
  return (
    <Form<LogInValues>
      layout="vertical"
      requiredMark={false}
      className="log-in-form"
      onFinish={(values) => {
        if (!send.isPending) send.mutate(values);
      }}
      {...(username === undefined ? {} : { initialValues: { username } })}
    >
      <Form.Item name="username" label={t('login.username')} rules={rules}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          maxLength={40}
          readOnly={username !== undefined || codeAsked}
          autoFocus={username === undefined}
        />
      </Form.Item>
      <Form.Item name="password" label={t('login.password')} rules={rules}>
        <Input.Password autoComplete="current-password" maxLength={200} autoFocus={username !== undefined} />
      </Form.Item>
      {codeAsked && (
        <Form.Item name="code" label={t('login.code')} extra={t('login.code.hint')} rules={rules}>
          <Input autoComplete="one-time-code" maxLength={40} autoFocus />
        </Form.Item>
      )}
      <Refusal error={error} />
      <Button type="primary" htmlType="submit" block size="large" loading={send.isPending}>
        {submit}
      </Button>
    </Form>
  );
}
