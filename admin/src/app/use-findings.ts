import { useQuery } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import type { Action } from './actions.ts'
import { matching } from './match.ts'
import { query } from './query.ts'

const fewest = 2
const most = 5

interface Found {
  readonly label: string
  readonly kind: string
  /** The route that shows it, and its address. */
  readonly route: string
  readonly href: string
}

interface Findings<Thing> {
  readonly found: readonly Thing[]
  readonly isSearching: boolean
  /** Not everything could be searched. */
  readonly isPartial: boolean
}

/**
 * What the workspace holds under the words that were typed: exceptions, content, contracts, reports,
 * placements, experiments and decisions, each of which opens on its screen.
 */
export function useFindings(typed: string): Findings<Action> {
  const words = useDeferredValue(typed.trim())
  const { routesByPath } = useRouter()
  const navigate = useNavigate()
  const things = useThings(words)
  const found = things.found
    .filter(({ route }) => route in routesByPath)
    .map(({ label, kind, href }): Action => ({
      label,
      group: kind,
      href,
      run: () => void navigate({ href }),
    }))
  return { ...things, found, isSearching: things.isSearching || words !== typed.trim() }
}

function useThings(words: string): Findings<Found> {
  const enabled = words.length >= fewest
  const exceptions = useQuery({
    ...query('listExceptions', { query: { search: words, limit: most } }),
    enabled,
  })
  const entries = useQuery({
    ...query('searchEntries', { query: { text: words, limit: most } }),
    enabled,
  })
  const decisions = useQuery({ ...query('listDecisions', { query: { search: words } }), enabled })
  const contracts = useQuery({ ...query('listContracts'), enabled })
  const reports = useQuery({ ...query('listReports'), enabled })
  const placements = useQuery({ ...query('listPlacements'), enabled })
  const experiments = useQuery({ ...query('listExperiments'), enabled })
  if (!enabled) return { found: [], isSearching: false, isPartial: false }

  const found = [
    ...(exceptions.data?.exceptions ?? []).map(({ id, title }) => ({
      label: title,
      kind: 'Exception',
      route: '/desk/$id',
      href: `/desk/${id}`,
    })),
    ...(entries.data?.entries ?? []).map(({ collection, slug, title }) => ({
      label: title,
      kind: 'Content',
      route: '/content/$collection/$slug',
      href: `/content/${encodeURIComponent(collection)}/${encodeURIComponent(slug)}`,
    })),
    ...named(contracts.data?.contracts, 'Contract', '/integrations/$contract', words),
    ...named(reports.data?.reports, 'Report', '/reports/$name', words),
    ...named(placements.data?.placements, 'Placement', '/placements/$name', words),
    ...named(
      experiments.data?.experiments.map(({ name }) => ({ name })),
      'Experiment',
      '/experiments/$name',
      words,
    ),
    ...(decisions.data?.decisions ?? []).slice(0, most).map(({ id, title }) => ({
      label: title,
      kind: 'Decision',
      route: '/decisions/$id',
      href: `/decisions/${encodeURIComponent(id)}`,
    })),
  ]
  const all = [exceptions, entries, decisions, contracts, reports, placements, experiments]
  return {
    found,
    isSearching: all.some(({ isFetching, data }) => isFetching && !data),
    isPartial: all.some(({ isError, data }) => isError && !data),
  }
}

/** Those of a short list whose title, or else name, fits. */
function named(
  all: readonly { readonly name: string; readonly title?: string }[] | undefined,
  kind: string,
  route: string,
  words: string,
): Found[] {
  const labelled = (all ?? []).map(({ name, title }) => ({ label: title ?? name, name }))
  return matching(labelled, words)
    .slice(0, most)
    .map(({ label, name }) => ({
      label,
      kind,
      route,
      href: route.replace(/\$\w+/, encodeURIComponent(name)),
    }))
}
