import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../app/lazy-screen.ts'
import { shellRoute } from '../app/root-route.tsx'
import { readPlacementSearch, readPlacementsSearch } from './placement-search.ts'

/** All placements, and the variant table that edges choose from: `/placements`. */
export const placementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/placements',
  validateSearch: readPlacementsSearch,
  component: lazyScreen(() => import('./placements-screen.tsx'), 'PlacementsScreen'),
})

/** One placement: `/placements/hero?unit=anonymous:7f3a&region=DE`. */
export const placementRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/placements/$name',
  validateSearch: readPlacementSearch,
  component: lazyScreen(() => import('./placement-screen.tsx'), 'PlacementScreen'),
})

export const placementRoutes = [placementsRoute, placementRoute] as const
