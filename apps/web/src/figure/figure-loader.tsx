import { getFigure } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { FigureSheet } from './figure-sheet.tsx';

interface Props {
  readonly id: string;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

/** A figure that was linked to but is not one of the page's own. */
export const FigureLoader = ({ id, page, onPage }: Props) => (
  <QueryView query={useApi(getFigure, { id })}>
    {(figure) => <FigureSheet figure={figure} page={page} onPage={onPage} />}
  </QueryView>
);
