import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../app/lazy-screen.ts'
import { shellRoute } from '../app/root-route.tsx'
import { readExperimentSearch } from './experiment-search.ts'

/** The experiments, and one of them. */
export const experimentRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/experiments',
    component: lazyScreen(() => import('./experiments-screen.tsx'), 'ExperimentsScreen'),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/experiments/$name',
    validateSearch: readExperimentSearch,
    component: lazyScreen(() => import('./experiment-screen.tsx'), 'ExperimentScreen'),
  }),
] as const
