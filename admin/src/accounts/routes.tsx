import { createRoute } from '@tanstack/react-router'
import { lazyScreen, rootRoute } from '../app/index.ts'
import { ownPath } from './own-path.ts'

/** Signing in; `to` is where the person wanted to go. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } => {
    const path = ownPath(to, location.origin)
    return path === undefined ? {} : { to: path }
  },
  component: lazyScreen(() => import('./sign-in-screen.tsx'), 'SignInScreen'),
})

/** The link of the first owner, and of who needs a new way in. */
export const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome/$token',
  component: lazyScreen(() => import('./link-screen.tsx'), 'WelcomeScreen'),
})

export const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite/$token',
  component: lazyScreen(() => import('./link-screen.tsx'), 'InviteScreen'),
})

export const accountRoutes = [signInRoute, welcomeRoute, inviteRoute] as const
