import { Skeleton } from 'antd';
import { useI18n } from '../i18n/use-i18n.ts';

export function LoadingView({ rows = 8 }: { readonly rows?: number }) {
  const { t } = useI18n();
  return (
    <div className="loading" role="status" aria-label={t('state.loading')}>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
