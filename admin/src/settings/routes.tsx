import { createRoute, redirect } from '@tanstack/react-router'
import { lazyScreen, shellRoute } from '../app/index.ts'

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
  component: lazyScreen(() => import('./people-screen.tsx'), 'PeopleScreen'),
})
const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/sessions',
  component: lazyScreen(() => import('./sessions-screen.tsx'), 'SessionsScreen'),
})
const keysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/keys',
  component: lazyScreen(() => import('./keys-screen.tsx'), 'KeysScreen'),
})
const workspaceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/workspace',
  component: lazyScreen(() => import('./workspace-screen.tsx'), 'WorkspaceScreen'),
})
const enginesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/engines',
  component: lazyScreen(() => import('./engines-screen.tsx'), 'EnginesScreen'),
})
const auditRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings/audit',
  component: lazyScreen(() => import('./audit-screen.tsx'), 'AuditScreen'),
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
