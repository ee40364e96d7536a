import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router'
import { draftsBelongTo } from './drafts.ts'
import { Failure } from './failure.tsx'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'
import { Pending } from './pending.tsx'
import { query, queryClient } from './query.ts'

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

/** Drafts are offered to whom they belong to, so it is asked whose these screens are, once. */
async function knowWhose(): Promise<void> {
  try {
    const me = await queryClient.ensureQueryData(query('showMe'))
    draftsBelongTo(me.person?.id ?? me.name)
  } catch {
    // Each screen says by itself that nothing answers; who is not signed in is led to do so.
  }
}
