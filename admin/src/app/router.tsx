import { createRouter } from '@tanstack/react-router'
import { decisionRoutes } from '../decisions/routes.tsx'
import { deskRoutes } from '../desk/routes.tsx'
import { Failure } from './failure.tsx'
import { NotFound } from './not-found.tsx'
import { Pending } from './pending.tsx'
import { rootRoute, shellRoute } from './root-route.tsx'

const routeTree = rootRoute.addChildren([
  // Each slice of the admin brings its own piece; a screen is in the navigation once it stands here.
  shellRoute.addChildren([...deskRoutes, ...decisionRoutes]),
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
