import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { confirmTotp, enrolTotp } from '../../../../kernel/access/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { callApi } from '../api/client.ts';
import { Refusal } from '../components/refusal.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { TotpSecret } from './totp-secret.tsx';

interface Secret {
  readonly secret: string;
  readonly url: string;
}

/** Draws the secret as a QR code, asks for its first code, then shows the recovery codes this once. */
export function TotpEnrolment() {
  const { language, t } = useI18n();
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>();
  // Without reading the page anew: it would take the codes away before they have been seen.
  const enrol = useMutation<Secret, ApiError>({ mutationFn: () => callApi(enrolTotp, {}, { language }) });
  const confirm = useMutation<{ recoveryCodes: string[] }, ApiError, string>({
    mutationFn: (code) => callApi(confirmTotp, { code }, { language }),
    onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
  });
  if (codes !== undefined) {
    return <RecoveryCodes codes={codes} onSaved={() => void client.invalidateQueries()} />;
  }
  if (enrol.data === undefined) {
    return (
      <>
        <p className="panel-lead">{t('totp.off.lead')}</p>
        <Refusal error={enrol.error} />
        <Button type="primary" loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {t('totp.start')}
        </Button>
      </>
    );
  }
  return (
    <ol className="enrolment">
      <li>
        <TotpSecret {...enrol.data} />
      </li>
      <li>
        <Form<{ code: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ code }) => {
            if (!confirm.isPending) confirm.mutate(code);
          }}
        >
          <Form.Item
            name="code"
            label={t('totp.step.code')}
            rules={[{ required: true, message: t('login.required') }]}
          >
            <Input className="short" autoComplete="one-time-code" inputMode="numeric" maxLength={10} />
          </Form.Item>
          <Refusal error={confirm.error} />
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {t('totp.confirm')}
          </Button>
        </Form>
      </li>
    </ol>
  );
}
