import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { pages, queryClient, refresh, useLive, type Answer } from '../app/index.ts'
import type { DeskSearch } from './desk-search.ts'

export type Entry = Answer<'listExceptions'>['exceptions'][number]

const pageSize = 500
/** More pages than these are not read again at each change: a person far down the list reads on in peace. */
const mostLivePages = 2

/** The exceptions that the filters ask for, as far as they have been read. */
export function useDeskList(search: DeskSearch) {
  const list = useInfiniteQuery(pages('listExceptions', { query: { ...search, limit: pageSize } }))
  const { data } = list
  const isShort = (data?.pages.length ?? 0) <= mostLivePages
  useLive(['desk'], isShort ? ['listExceptions', 'countExceptions'] : ['countExceptions'])
  const entries = useMemo(() => data?.pages.flatMap(({ exceptions }) => exceptions) ?? [], [data])
  return { list, entries }
}

interface Pages {
  readonly pages: readonly Answer<'listExceptions'>[]
}

/** Takes exceptions out of every list that shows them, at once; the server is asked afterwards. */
export function takeFromLists(ids: readonly number[]): void {
  const gone = new Set(ids)
  queryClient.setQueriesData<Pages>({ queryKey: ['listExceptions'] }, (held) =>
    held?.pages
      ? {
          ...held,
          pages: held.pages.map((page) => ({
            ...page,
            exceptions: page.exceptions.filter(({ id }) => !gone.has(id)),
          })),
        }
      : held,
  )
}

/** Has everything read anew that shows the desk. */
export const refreshDesk = (): Promise<void> =>
  refresh([
    'listExceptions',
    'countExceptions',
    'showException',
    'showStatus',
    'listHeld',
    'showHeld',
    'listIntegrations',
    'showIntegration',
  ])
