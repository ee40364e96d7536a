import { createRoute } from '@tanstack/react-router'
import { lazyScreen, query, queryClient, shellRoute } from '../app/index.ts'
import { ContractPending, ListPending } from './pending.tsx'
import { readContractSearch } from './search.ts'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations',
  loader: () => void queryClient.prefetchQuery(query('listIntegrations')),
  pendingComponent: ListPending,
  component: lazyScreen(() => import('./list-screen.tsx'), 'ListScreen'),
})

const contract = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/$contract',
  validateSearch: readContractSearch,
  loader: ({ params }) => void queryClient.prefetchQuery(query('showIntegration', { params })),
  pendingComponent: ContractPending,
  component: lazyScreen(() => import('./contract-screen.tsx'), 'ContractScreen'),
})

export const integrationRoutes = [list, contract] as const
