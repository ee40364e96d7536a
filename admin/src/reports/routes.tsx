import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../app/root-route.tsx'
import { readReportSearch } from './report-search.ts'

/** The reports, and one of them. */
export const reportRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports',
    component: lazyRouteComponent(() => import('./reports-screen.tsx'), 'ReportsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports/$name',
    validateSearch: readReportSearch,
    component: lazyRouteComponent(() => import('./report-screen.tsx'), 'ReportScreen'),
  }),
] as const
