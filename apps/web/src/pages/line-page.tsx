import { getRouteApi } from '@tanstack/react-router';
import { getLine } from '../../../../kernel/payment/contract.ts';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { LineRecord } from '../line/line-record.tsx';

const route = getRouteApi('/lines/$runId/$seq');

export function LinePage() {
  const { language } = useI18n();
  const { runId, seq } = route.useParams();
  const line = useApi(getLine, { runId, seq, language });
  return <QueryView query={line}>{(record) => <LineRecord record={record} />}</QueryView>;
}
