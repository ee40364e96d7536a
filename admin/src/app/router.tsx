import { createRoute, createRouter } from '@tanstack/react-router'
import { contentRoutes } from '../content/routes.tsx'
import { accountRoutes } from '../accounts/routes.tsx'
import { decisionRoutes } from '../decisions/routes.tsx'
import { deskRoutes } from '../desk/routes.tsx'
import { experimentRoutes } from '../experiments/routes.tsx'
import { integrationRoutes } from '../integrations/routes.tsx'
import { overviewRoutes } from '../overview/routes.tsx'
import { placementRoutes } from '../placements/routes.tsx'
import { reportRoutes } from '../reports/routes.tsx'
import { settingsRoutes } from '../settings/routes.tsx'
import { Failure } from './failure.tsx'
import { NotFound } from './not-found.tsx'
import { Pending } from './pending.tsx'
import { rootRoute, shellRoute } from './root-route.tsx'

// An address that leads nowhere still shows the way elsewhere.
const nowhereRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '$',
  component: NotFound,
})

const routeTree = rootRoute.addChildren([
  ...accountRoutes,
  // Each slice of the admin brings its own piece; a screen is in the navigation once it stands here.
  shellRoute.addChildren([
    ...overviewRoutes,
    ...integrationRoutes,
    ...contentRoutes,
    ...placementRoutes,
    ...deskRoutes,
    ...decisionRoutes,
    ...experimentRoutes,
    ...reportRoutes,
    // The last, since it takes whatever the others leave.
    ...settingsRoutes,
    nowhereRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  defaultErrorComponent: Failure,
  defaultNotFoundComponent: NotFound,
  defaultPendingComponent: Pending,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  // The code of a screen is fetched when the pointer or the focus comes near.
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
