import { createRoute } from '@tanstack/react-router'
import { lazyScreen, shellRoute } from '../app/index.ts'
import { readDeskSearch } from './desk-search.ts'

/** The list: `/desk`, its filters in the address. */
export const deskRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/desk',
  validateSearch: readDeskSearch,
  component: lazyScreen(() => import('./desk-screen.tsx'), 'DeskScreen'),
})

/** One exception: `/desk/12`; `record` names the held record that is shown. */
export const exceptionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/desk/$id',
  validateSearch: (search: Record<string, unknown>): { record?: number } =>
    Number.isSafeInteger(search['record']) ? { record: Number(search['record']) } : {},
  component: lazyScreen(() => import('./exception-screen.tsx'), 'ExceptionScreen'),
})

export const deskRoutes = [deskRoute, exceptionRoute] as const
