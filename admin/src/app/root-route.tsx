import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router'
import { Failure } from './failure.tsx'
import { knowWhose } from './know-whose.ts'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'
import { Pending } from './pending.tsx'

/** The root: screens that stand alone, such as signing in, are its children. */
export const rootRoute = createRootRoute({
  component: Outlet,
  errorComponent: Failure,
  notFoundComponent: NotFound,
})

/** The frame with the navigation: every other screen is its child. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: knowWhose,
  component: () => <Layout />,
  // The frame stands at once, however slow the answer is.
  pendingComponent: () => (
    <Layout>
      <Pending />
    </Layout>
  ),
})
