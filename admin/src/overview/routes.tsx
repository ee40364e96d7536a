import { createRoute } from '@tanstack/react-router'
import { lazyScreen, query, queryClient, shellRoute } from '../app/index.ts'
import { OverviewPending } from './pending.tsx'
import { urgentExceptions } from './urgent.ts'

/** The loop, which is the home: `/`. */
const overview = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  loader: () => {
    void queryClient.prefetchQuery(query('showOverview'))
    void queryClient.prefetchQuery(urgentExceptions)
  },
  pendingComponent: OverviewPending,
  component: lazyScreen(() => import('./overview-screen.tsx'), 'OverviewScreen'),
})

export const overviewRoutes = [overview] as const
