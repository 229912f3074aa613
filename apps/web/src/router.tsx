import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { CrashView } from './components/crash-view.tsx';
import { LoadingView } from './components/loading-view.tsx';
import { MissingPage } from './components/missing-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { recoverySearch } from './recovery/recovery-search.ts';
import { importSearch, recordSearch, registerSearch } from './register/register-search.ts';
import { figureSearch, idsSearch, monthSearch, runSearch, textSearch, yearSearch } from './search-params.ts';
import { AppShell } from './shell/app-shell.tsx';
import { auditSearch, caseSearch, deliverySearch, loginSearch, taskSearch } from './work-search.ts';

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
    path: '/report-check',
    component: lazyRouteComponent(() => import('./pages/report-check-page.tsx'), 'ReportCheckPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/figures',
    validateSearch: figureSearch,
    component: lazyRouteComponent(() => import('./pages/figures-page.tsx'), 'FiguresPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/registers',
    component: lazyRouteComponent(() => import('./pages/registers-page.tsx'), 'RegistersPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/dictionary',
    validateSearch: textSearch,
    component: lazyRouteComponent(() => import('./pages/dictionary-page.tsx'), 'DictionaryPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/registers/$record',
    validateSearch: registerSearch,
    component: lazyRouteComponent(() => import('./pages/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/registers/$record/new',
    component: lazyRouteComponent(() => import('./pages/register-new-page.tsx'), 'RegisterNewPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/registers/$record/import',
    validateSearch: importSearch,
    component: lazyRouteComponent(() => import('./pages/register-import-page.tsx'), 'RegisterImportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/registers/$record/$id',
    validateSearch: recordSearch,
    component: lazyRouteComponent(() => import('./pages/register-record-page.tsx'), 'RegisterRecordPage'),
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
    path: '/recoveries',
    validateSearch: recoverySearch,
    component: lazyRouteComponent(() => import('./pages/recoveries-page.tsx'), 'RecoveriesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/recoveries/$id',
    component: lazyRouteComponent(() => import('./pages/recovery-page.tsx'), 'RecoveryPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/standards',
    validateSearch: textSearch,
    component: lazyRouteComponent(() => import('./pages/standards-page.tsx'), 'StandardsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/simulations',
    component: lazyRouteComponent(() => import('./pages/simulations-page.tsx'), 'SimulationsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/simulations/new',
    component: lazyRouteComponent(() => import('./pages/simulation-new-page.tsx'), 'SimulationNewPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/simulations/compare',
    validateSearch: idsSearch,
    component: lazyRouteComponent(
      () => import('./pages/simulation-comparison-page.tsx'),
      'SimulationComparisonPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/simulations/$id',
    component: lazyRouteComponent(() => import('./pages/simulation-page.tsx'), 'SimulationPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/findings',
    component: lazyRouteComponent(() => import('./pages/findings-page.tsx'), 'FindingsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/ledger',
    component: lazyRouteComponent(() => import('./pages/ledger-page.tsx'), 'LedgerPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/login',
    validateSearch: loginSearch,
    component: lazyRouteComponent(() => import('./pages/login-page.tsx'), 'LoginPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/account',
    component: lazyRouteComponent(() => import('./pages/security-page.tsx'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/tasks',
    validateSearch: taskSearch,
    component: lazyRouteComponent(() => import('./pages/tasks-page.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/tasks/$id',
    component: lazyRouteComponent(() => import('./pages/task-page.tsx'), 'TaskPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/cases',
    validateSearch: caseSearch,
    component: lazyRouteComponent(() => import('./pages/cases-page.tsx'), 'CasesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/cases/$id',
    component: lazyRouteComponent(() => import('./pages/case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/notices',
    component: lazyRouteComponent(() => import('./pages/public-notices-page.tsx'), 'PublicNoticesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin',
    component: lazyRouteComponent(() => import('./pages/admin-page.tsx'), 'AdminPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/accounts',
    validateSearch: textSearch,
    component: lazyRouteComponent(() => import('./pages/admin-accounts-page.tsx'), 'AdminAccountsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/policy',
    component: lazyRouteComponent(() => import('./pages/admin-policy-page.tsx'), 'AdminPolicyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/delegations',
    component: lazyRouteComponent(() => import('./pages/admin-delegations-page.tsx'), 'AdminDelegationsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/jobs',
    validateSearch: deliverySearch,
    component: lazyRouteComponent(() => import('./pages/admin-jobs-page.tsx'), 'AdminJobsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/admin/audit',
    validateSearch: auditSearch,
    component: lazyRouteComponent(() => import('./pages/admin-audit-page.tsx'), 'AdminAuditPage'),
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
