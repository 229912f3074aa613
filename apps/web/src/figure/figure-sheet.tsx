import type { Figure } from '../../../../kernel/indicator/contract.ts';
import { usePermission } from '../api/use-session.ts';
import { DetailsList } from '../components/details-list.tsx';
import { Digest } from '../components/digest.tsx';
import { EmptyNote } from '../components/empty-note.tsx';
import { numberText } from '../format.ts';
import { useI18n } from '../i18n/use-i18n.ts';
import { FigureAssumptions } from './figure-assumptions.tsx';
import { exactFigureText, figurePeriodText, printedText, unitText } from './figure-text.ts';
import { FigureRows } from './figure-rows.tsx';

interface Props {
  readonly figure: Figure;
  readonly page: number;
  readonly onPage: (page: number) => void;
}

export function FigureSheet({ figure, page, onPage }: Props) {
  const { language, t, label, code } = useI18n();
  const mayOpen = usePermission('figure.open');
  const details = [
    ...(figure.value === null
      ? []
      : [
          {
            label: t('figure.exact'),
            value: exactFigureText(figure),
          },
        ]),
    { label: t('figure.period'), value: figurePeriodText(figure, language) },
    { label: t('figure.division'), value: figure.divisionName },
    { label: t('figure.records'), value: t('figure.records.count', { count: numberText(figure.rowCount) }) },
    { label: t('figure.kind'), value: code('figure.kind', figure.kind) },
    { label: t('figure.digest'), value: <Digest value={figure.definitionDigest} /> },
  ];
  return (
    <div className="figure-sheet">
      <h2>{label(figure.label)}</h2>
      <p className={figure.missing ? 'figure-value figure-value-missing' : 'figure-value'}>
        {figure.missing || figure.printed === null ? (
          t('figure.missing')
        ) : (
          <>
            {printedText(figure)} <span className="figure-unit">{unitText(figure)}</span>
          </>
        )}
      </p>
      {figure.missing && <p>{t('figure.missing.note')}</p>}
      <section className="figure-definition">
        <h3>{t('figure.definition')}</h3>
        <p>{label(figure.definition)}</p>
      </section>
      <DetailsList items={details} />
      {figure.assumptions.length > 0 && <FigureAssumptions assumptions={figure.assumptions} />}
      {!figure.missing && (
        <section>
          <h3>{t('figure.rows')}</h3>
          {mayOpen ? (
            <FigureRows figure={figure} page={page} onPage={onPage} />
          ) : (
            <EmptyNote text={t('figure.rows.forbidden')} />
          )}
        </section>
      )}
    </div>
  );
}
