import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../app/root-route.tsx'
import { readExperimentSearch } from './experiment-search.ts'

/** The experiments, and one of them. */
export const experimentRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/experiments',
    component: lazyRouteComponent(() => import('./experiments-screen.tsx'), 'ExperimentsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/experiments/$name',
    validateSearch: readExperimentSearch,
    component: lazyRouteComponent(() => import('./experiment-screen.tsx'), 'ExperimentScreen'),
  }),
] as const
