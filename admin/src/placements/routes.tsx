import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../app/root-route.tsx'
import { readPlacementSearch, readPlacementsSearch } from './placement-search.ts'

/** All placements, and the variant table that edges choose from: `/placements`. */
export const placementsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/placements',
  validateSearch: readPlacementsSearch,
  component: lazyRouteComponent(() => import('./placements-screen.tsx'), 'PlacementsScreen'),
})

/** One placement: `/placements/hero?unit=anonymous:7f3a&region=DE`. */
export const placementRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/placements/$name',
  validateSearch: readPlacementSearch,
  component: lazyRouteComponent(() => import('./placement-screen.tsx'), 'PlacementScreen'),
})

export const placementRoutes = [placementsRoute, placementRoute] as const
