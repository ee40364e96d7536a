import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { query, queryClient, shellRoute } from '../app/index.ts'
import { ContractPending, ListPending } from './pending.tsx'
import { readContractSearch } from './search.ts'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations',
  loader: () => void queryClient.prefetchQuery(query('listIntegrations')),
  pendingComponent: ListPending,
  component: lazyRouteComponent(() => import('./list-screen.tsx'), 'ListScreen'),
})

const contract = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/$contract',
  validateSearch: readContractSearch,
  loader: ({ params }) => void queryClient.prefetchQuery(query('showIntegration', { params })),
  pendingComponent: ContractPending,
  component: lazyRouteComponent(() => import('./contract-screen.tsx'), 'ContractScreen'),
})

export const integrationRoutes = [list, contract] as const
