import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { CrashView } from './components/crash-view.tsx';
import { LoadingView } from './components/loading-view.tsx';
import { MissingPage } from './components/missing-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { figureSearch, monthSearch, runSearch, textSearch, yearSearch } from './search-params.ts';
import { AppShell } from './shell/app-shell.tsx';

const root = createRootRoute({ component: AppShell, notFoundComponent: MissingPage });
const getParentRoute = () => root;

const routeTree = root.addChildren([
  createRoute({ getParentRoute, path: '/', component: HomePage }),
  createRoute({
    getParentRoute,
    path: '/reports/$year',
    validateSearch: figureSearch,
    component: lazyRouteComponent(() => import('./pages/report-page.tsx'), 'ReportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/figures',
    validateSearch: figureSearch,
    component: lazyRouteComponent(() => import('./pages/figures-page.tsx'), 'FiguresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/lines/$runId/$seq',
    component: lazyRouteComponent(() => import('./pages/line-page.tsx'), 'LinePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/awards/$id',
    validateSearch: monthSearch,
    component: lazyRouteComponent(() => import('./pages/award-page.tsx'), 'AwardPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/households/$id',
    component: lazyRouteComponent(() => import('./pages/household-page.tsx'), 'HouseholdPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/people/$id',
    component: lazyRouteComponent(() => import('./pages/person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/runs',
    validateSearch: yearSearch,
    component: lazyRouteComponent(() => import('./pages/runs-page.tsx'), 'RunsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/runs/$id',
    validateSearch: runSearch,
    component: lazyRouteComponent(() => import('./pages/run-page.tsx'), 'RunPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/standards',
    validateSearch: textSearch,
    component: lazyRouteComponent(() => import('./pages/standards-page.tsx'), 'StandardsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger',
    component: lazyRouteComponent(() => import('./pages/ledger-page.tsx'), 'LedgerPage'),
  }),
]);

export const router = createRouter({
  routeTree,
  scrollRestoration: true,
  defaultPendingComponent: LoadingView,
  defaultErrorComponent: CrashView,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
