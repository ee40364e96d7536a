import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  type UseMutationResult,
} from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Api } from '../../../src/app/api.ts'
import { call, type Answer, type Given } from './client.ts'
import { toast } from '../ui/toast.ts'
import { sentence } from '../ui/read-fault.ts'
import { ApiProblem, failureTitle, problemOf } from './problem.ts'
import { readAnew } from './read-anew.ts'
import { askToReset, askToSignIn } from './sign-in.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: ApiProblem
  }
}

export type Name = keyof Api

const onError = (error: unknown): void => {
  if (!(error instanceof ApiProblem)) return
  if (error.problem.status === 401) askToSignIn()
  if (error.problem['reset'] !== undefined) askToReset()
}

/** Everything that was read, until the live stream says that it changed. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // The app is on this machine or on ours: whether there is an internet says nothing.
      networkMode: 'always',
      retry: (failures, error) => error instanceof ApiProblem && error.isAway && failures < 1,
      retryDelay: 300,
      // What is away comes back: until then the screen says so, and asks again.
      refetchInterval: ({ state }) =>
        state.error instanceof ApiProblem && state.error.isAway ? 3_000 : false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

/** A question to the API, for `useQuery` and `useSuspenseQuery`. */
export const query = <N extends Name>(name: N, given: Given<N> = {}) =>
  queryOptions({
    queryKey: [name, given] as const,
    queryFn: ({ signal }) => call(name, given, signal),
  })

/** The endpoints that answer page by page. */
type Paged = { [N in Name]: Answer<N> extends { next?: string | number } ? N : never }[Name]

/** A list that is read page by page, for `useInfiniteQuery` and `useSuspenseInfiniteQuery`. */
export const pages = <N extends Paged>(name: N, given: Given<N> = {}) =>
  infiniteQueryOptions({
    queryKey: [name, given, 'pages'] as const,
    queryFn: ({ signal, pageParam }) =>
      call(
        name,
        { ...given, query: { ...given.query, after: pageParam } } as unknown as Given<N>,
        signal,
      ),
    initialPageParam: undefined as string | number | undefined,
    getNextPageParam: (page) => (page as { next?: string | number }).next,
  })

/** Reads a list to its end, for what must hold all of it, such as a file. */
export async function readAll<N extends Paged>(
  name: N,
  given: Given<N> = {},
): Promise<readonly Answer<N>[]> {
  const all: Answer<N>[] = []
  let after: string | number | undefined
  do {
    const page = await call(name, {
      ...given,
      query: { ...given.query, after },
    } as unknown as Given<N>)
    all.push(page)
    after = (page as { next?: string | number }).next
  } while (after !== undefined)
  return all
}

/** Has every shown answer of these endpoints read anew. */
export const refresh = (names: readonly Name[]): Promise<void> => readAnew(queryClient, names)

export interface CommandOptions<N extends Name> {
  /** The endpoints whose answers it changes. */
  readonly invalidates?: readonly Name[]
  /** Told what came of it, also when the screen that asked is gone. */
  readonly onDone?: (answer: Answer<N>, asker: { readonly isGone: boolean }) => void
  /**
   * What is so when nothing was done: "The key still works". It is told, with the reason, wherever the
   * person is by then. Left out, the screen that asks says it itself, unless it is gone.
   */
  readonly undone?: string
}

/** Something that a person does: its mutation takes what the endpoint is given. */
export function useCommand<N extends Name>(
  name: N,
  { invalidates = [], onDone, undone }: CommandOptions<N> = {},
): UseMutationResult<Answer<N>, ApiProblem, Given<N>> {
  const asker = useRef({ isGone: false })
  useEffect(() => {
    const { current } = asker
    current.isGone = false
    return () => void (current.isGone = true)
  }, [])
  return useMutation({
    mutationKey: [name],
    mutationFn: (given: Given<N>) => call(name, given),
    onSuccess: (answer) => onDone?.(answer, asker.current),
    onError(error) {
      if (undone === undefined && !asker.current.isGone) return
      const problem = problemOf(error)
      toast({
        title: failureTitle(problem, undone ?? 'It was not done'),
        about: sentence(problem.detail),
        tone: 'bad',
      })
    },
    // Also after a failure: what came of it may differ from what the screen shows.
    onSettled: () => void refresh(invalidates),
  })
}
