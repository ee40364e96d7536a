import { getRouteApi } from '@tanstack/react-router'
import { readContractSearch, type ContractSearch } from './search.ts'

const route = getRouteApi('/shell/integrations/$contract')

type Change = { readonly [Name in keyof ContractSearch]?: ContractSearch[Name] | undefined }

/** What the address of a contract's screen says, and how to change a part of it; `undefined` takes it out. */
export function useContractSearch() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return {
    search,
    /** @param change `replace`: going back skips what was before */
    change: (change: Change, { replace = false } = {}) =>
      void navigate({
        search: readContractSearch({ ...search, ...change }),
        replace,
        resetScroll: false,
      }),
  }
}

export const useContractName = (): string => route.useParams().contract
