import { Link } from '@tanstack/react-router';
import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { AssumptionTag } from '../components/assumption-tag.tsx';
import { useI18n } from '../i18n/use-i18n.ts';
import type { FigureSearch } from '../search-params.ts';

interface Props {
  readonly figure: Figure;
  /** The page's address with the figure open. */
  readonly search: FigureSearch;
}

export function FigureName({ figure, search }: Props) {
  const { label } = useI18n();
  return (
    <>
      <Link className="row-link" to="/figures" search={search} resetScroll={false}>
        {label(figure.label)}
      </Link>{' '}
      {figure.assumptions.length > 0 && <AssumptionTag note={null} />}
    </>
  );
}
