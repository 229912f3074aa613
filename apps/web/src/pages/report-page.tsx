import { getRouteApi } from '@tanstack/react-router';
import { getReport } from '../../../../kernel/indicator/contract.ts';
import { useApi } from '../api/use-api.ts';
import { QueryView } from '../components/query-view.tsx';
import { usePageTitle } from '../components/use-page-title.ts';
import { FigureDrawer } from '../figure/figure-drawer.tsx';
import { ReportBar } from '../report/report-bar.tsx';
import { ReportLegend } from '../report/report-legend.tsx';
import { ReportSheet } from '../report/report-sheet.tsx';

const route = getRouteApi('/reports/$year');

export function ReportPage() {
  const { year } = route.useParams();
  const { figure, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const report = useApi(getReport, { year });
  usePageTitle(report.data?.title ?? '');
  return (
    <QueryView query={report}>
      {({ title, html, figures, asOf, knownAt }) => (
        <div className="report-page">
          <ReportBar year={Number(year)} asOf={asOf} knownAt={knownAt} />
          <ReportLegend />
          <ReportSheet
            title={title}
            html={html}
            onFigure={(id) =>
              void navigate({ to: '.', search: { figure: id }, hash: true, resetScroll: false })
            }
          />
          <FigureDrawer
            id={figure}
            page={page}
            figures={figures}
            onPage={(next) =>
              void navigate({
                to: '.',
                search: { figure, page: next },
                hash: true,
                replace: true,
                resetScroll: false,
              })
            }
            onClose={() =>
              void navigate({ to: '.', search: {}, hash: true, replace: true, resetScroll: false })
            }
          />
        </div>
      )}
    </QueryView>
  );
}
