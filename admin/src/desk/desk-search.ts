import type { Given } from '../app/index.ts'

type Filter = NonNullable<Given<'listExceptions'>['query']>

/** The desk's filters, as they stand in the address; what is usual is left out. */
export interface DeskSearch {
  readonly state?: 'resolved'
  readonly owner?: string
  readonly mode?: NonNullable<Filter['mode']>
  readonly contract?: string
  readonly overdue?: true
  readonly search?: string
}

const text = (value: unknown): string | undefined => {
  // An address may hold `?owner=7`, which is read as a number.
  const written = typeof value === 'number' ? String(value) : value
  return typeof written === 'string' && written.trim() !== '' ? written.slice(0, 200) : undefined
}

/** Reads the filters out of an address; what makes no sense is left out. */
export function readDeskSearch(given: Record<string, unknown>): DeskSearch {
  const [owner, mode, contract, search] = ['owner', 'mode', 'contract', 'search'].map((each) =>
    text(given[each]),
  )
  return {
    ...(given['state'] === 'resolved' ? { state: 'resolved' } : {}),
    ...(owner ? { owner } : {}),
    // A mode that there is none of is refused by the API, which names those that there are.
    ...(mode ? { mode: mode as NonNullable<DeskSearch['mode']> } : {}),
    ...(contract ? { contract } : {}),
    ...(given['overdue'] === true ? { overdue: true } : {}),
    ...(search ? { search } : {}),
  }
}

export const hasFilter = ({ owner, mode, contract, overdue, search }: DeskSearch): boolean =>
  Boolean(owner ?? mode ?? contract ?? overdue ?? search)
