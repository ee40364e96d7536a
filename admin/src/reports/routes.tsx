import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../app/lazy-screen.ts'
import { shellRoute } from '../app/root-route.tsx'
import { readReportSearch } from './report-search.ts'

/** The reports, and one of them. */
export const reportRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports',
    component: lazyScreen(() => import('./reports-screen.tsx'), 'ReportsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/reports/$name',
    validateSearch: readReportSearch,
    component: lazyScreen(() => import('./report-screen.tsx'), 'ReportScreen'),
  }),
] as const
