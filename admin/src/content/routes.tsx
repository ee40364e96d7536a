import { createRoute } from '@tanstack/react-router'
import { lazyScreen } from '../app/lazy-screen.ts'
import { shellRoute } from '../app/root-route.tsx'
import { readContentSearch, readEntrySearch } from './content-search.ts'

/** Everything there is to read, and what it earns: `/content`. */
export const catalogueRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/content',
  validateSearch: readContentSearch,
  component: lazyScreen(() => import('./catalogue-screen.tsx'), 'CatalogueScreen'),
})

/** One entry: `/content/blog/where-your-data-sleeps`. */
export const entryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/content/$collection/$slug',
  validateSearch: readEntrySearch,
  component: lazyScreen(() => import('./entry-screen.tsx'), 'EntryScreen'),
})

export const contentRoutes = [catalogueRoute, entryRoute] as const
