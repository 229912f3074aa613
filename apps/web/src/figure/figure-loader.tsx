import { getFigure } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { EmptyNote } from '../components/empty-note.tsx';
import { QueryView } from '../components/query-view.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import { FigureSheet } from './figure-sheet.tsx';

interface Props {
  readonly id: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** A figure that is not one of the page's own: linked to, or printed in a report before anybody defined it. */
export function FigureLoader({ id, page, onPage }: Props) {
  const { t } = useI18n();
  const figure = useApi(getFigure, { id });
  if (figure.error?.status === 404) return <EmptyNote text={t('figure.missing.note')} />;
  return (
    <QueryView query={figure}>
      {(found) => <FigureSheet figure={found} page={page} onPage={onPage} />}
    </QueryView>
  );
}
