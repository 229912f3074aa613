import { Modal, Typography } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

export interface HandedOver {
  readonly username: string;
  readonly firstPassword: string;
}

interface Props {
  /** Of the account that was made or reset a moment ago. */
  readonly shown: HandedOver | undefined;
  readonly onClose: () => void;
}

/** A first password, shown this once. */
export function FirstPassword({ shown, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Modal
      open={shown !== undefined}
      title={t('admin.first-password')}
      okText={t('admin.first-password.done')}
      onOk={onClose}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={(_, { OkBtn }) => <OkBtn />}
      destroyOnHidden
    >
      {shown !== undefined && (
        <>
          <p className="dialog-lead">{t('admin.first-password.lead', { name: shown.username })}</p>
          <Typography.Text
            code
            className="secret"
            copyable={{
              text: shown.firstPassword,
              tooltips: [t('admin.first-password.copy'), t('copy.done')],
            }}
          >
            {shown.firstPassword}
          </Typography.Text>
        </>
      )}
    </Modal>
  );
}
