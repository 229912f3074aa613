import { getRouteApi } from '@tanstack/react-router';
import { Input } from 'antd';
import { type Figure, listFigures } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { Page } from '../components/page.tsx';
import { QueryView } from '../components/query-view.tsx';
import { FigureDrawer } from '../figure/figure-drawer.tsx';
import { FigureTable } from '../figure/figure-table.tsx';
import { useI18n } from '../i18n/use-i18n.ts';

const route = getRouteApi('/figures');

const matches = (figure: Figure, words: readonly string[]): boolean => {
  const { id, label, definition } = figure;
  const text = [id, label.zh, label.en, definition.zh, definition.en].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
};

export function FiguresPage() {
  const { t } = useI18n();
  const { figure, page = 1, q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const words = q.toLowerCase().split(/\s+/);
  const query = q === '' ? undefined : q;
  return (
    <Page title={t('figure.list')} lead={t('figure.list.lead')}>
      <Input.Search
        className="search"
        aria-label={t('figure.search')}
        placeholder={t('figure.search.hint')}
        allowClear
        value={q}
        onChange={(event) =>
          void navigate({
            to: '.',
            search: { q: event.target.value || undefined },
            replace: true,
            resetScroll: false,
          })
        }
      />
      <QueryView query={useApi(listFigures, {})}>
        {({ figures }) => (
          <>
            <FigureTable
              figures={figures.filter((candidate) => matches(candidate, words))}
              search={(id) => ({ figure: id, q: query })}
            />
            <FigureDrawer
              id={figure}
              page={page}
              figures={figures}
              onPage={(next) =>
                void navigate({
                  to: '.',
                  search: { figure, page: next, q: query },
                  replace: true,
                  resetScroll: false,
                })
              }
              onClose={() =>
                void navigate({ to: '.', search: { q: query }, replace: true, resetScroll: false })
              }
            />
          </>
        )}
      </QueryView>
    </Page>
  );
}
