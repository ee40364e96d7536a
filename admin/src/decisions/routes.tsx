import { createRoute } from '@tanstack/react-router'
import { lazyScreen, shellRoute } from '../app/index.ts'

/** The list: `/decisions`, its search in the address. */
export const decisionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/decisions',
  validateSearch: (given: Record<string, unknown>): { search?: string } => {
    const { search } = given
    const text = typeof search === 'number' ? String(search) : search
    return typeof text === 'string' && text.trim() ? { search: text.slice(0, 200) } : {}
  },
  component: lazyScreen(() => import('./decisions-screen.tsx'), 'DecisionsScreen'),
})

/** One decision, to be read: `/decisions/0003-list-prices`. */
export const decisionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/decisions/$id',
  component: lazyScreen(() => import('./decision-screen.tsx'), 'DecisionScreen'),
})

export const decisionRoutes = [decisionsRoute, decisionRoute] as const
