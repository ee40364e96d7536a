import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { query, refresh, useCommand } from '../app/index.ts'
import type { Pull, Source } from './types.ts'

/** The reading of each source that this tab follows: it stays in sight until somebody puts it away. */
const followed = new Map<string, number>()
const listeners = new Set<() => void>()

function follow(source: string, pull: number | undefined): void {
  if (pull === undefined) followed.delete(source)
  else followed.set(source, pull)
  for (const heard of listeners) heard()
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

const changes = ['showIntegration', 'listIntegrations', 'listRuns', 'listHeld'] as const
const pollMs = 400
/** How often it is asked for while nothing answers. */
const awayMs = 3_000

const isUnderWay = ({ state }: Pull): boolean => state === 'waiting' || state === 'running'

/** The reading of a source that is under way, or that ended in sight of this tab. */
export function useReading({ name, reading }: Pick<Source, 'name' | 'reading'>) {
  const mine = useSyncExternalStore(subscribe, () => followed.get(name))
  // What goes on now stands before what ended in sight.
  const id = reading ?? mine
  const pull = useQuery({
    ...query('showPull', { params: { id: id ?? 0 } }),
    enabled: id !== undefined,
    staleTime: Infinity,
    refetchInterval: ({ state: { data, error } }) => {
      if (error) return error.isAway && awayMs
      if (data && !isUnderWay(data)) return false
      // One that somebody else began stays in sight as well.
      if (id !== undefined && id !== mine) follow(name, id)
      return pollMs
    },
  })
  return { id, pull, putAway: () => follow(name, undefined) }
}

/** Starts to read a source, and follows that. */
export function useRun() {
  const start = useCommand('startPull', { invalidates: changes, undone: 'It is not read anew' })
  return {
    isStarting: start.isPending,
    start: (source: string) =>
      start.mutate({ params: { name: source } }, { onSuccess: ({ id }) => follow(source, id) }),
  }
}

/** Follows a reading that was started elsewhere on this screen. */
export function followReading(source: string, pull: number): void {
  follow(source, pull)
  void refresh(changes)
}

/** Has everything that a reading changes read anew. */
export const refreshAfterReading = (): void => void refresh(changes)
