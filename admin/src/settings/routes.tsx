import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shellRoute } from '../app/index.ts'

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/people', replace: true })
  },
})
const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./people-screen.tsx'), 'PeopleScreen'),
})
const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/sessions',
  component: lazyRouteComponent(() => import('./sessions-screen.tsx'), 'SessionsScreen'),
})
const keysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/keys',
  component: lazyRouteComponent(() => import('./keys-screen.tsx'), 'KeysScreen'),
})
const workspaceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/workspace',
  component: lazyRouteComponent(() => import('./workspace-screen.tsx'), 'WorkspaceScreen'),
})
const enginesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/engines',
  component: lazyRouteComponent(() => import('./engines-screen.tsx'), 'EnginesScreen'),
})
const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  component: lazyRouteComponent(() => import('./audit-screen.tsx'), 'AuditScreen'),
})

export const settingsRoutes = [
  settingsRoute,
  peopleRoute,
  sessionsRoute,
  keysRoute,
  workspaceRoute,
  enginesRoute,
  auditRoute,
] as const
