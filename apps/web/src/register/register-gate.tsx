import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Notice } from '../components/notice.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { RegisterOutput } from './register-fields.ts';
import { useRegisters } from './use-registers.ts';

interface Props {
  /** Name of the register in the address. */
  readonly record: string;
  readonly children: (register: RegisterOutput) => ReactNode;
}

/** The declaration that a page is made from; a register that may not be read is as absent as one that does not exist. */
export function RegisterGate({ record, children }: Props) {
  const { t } = useI18n();
  return (
    <QueryView query={useRegisters()}>
      {({ registers }) => {
        const register = registers.find(({ id }) => id === record);
        if (register !== undefined) return children(register);
        return (
          <Notice title={t('register.missing')} help={t('register.missing.help')}>
            <Link to="/registers">{t('register.list')}</Link>
          </Notice>
        );
      }}
    </QueryView>
  );
}
