import { useEffect } from 'react'
import { atMostEvery } from './at-most-every.ts'
import { ApiProblem } from './problem.ts'
import { queryClient, refresh, query, type Name } from './query.ts'
import { isEntrance } from './sign-in.ts'
import { createStore, useStore } from './store.ts'
import { openStream } from './stream.ts'

/** What the server's stream speaks of. */
export type Topic = 'signals' | 'facts' | 'desk' | 'content' | 'placements' | 'runs' | 'people'

export interface LiveState {
  /** `lost`: what is shown may be old, since nobody would tell of a change. */
  readonly state: 'opening' | 'live' | 'lost'
  /** When the stream was last heard. */
  readonly asOf: Date
  /** What does not answer, when it is lost. */
  readonly away: 'app' | 'database'
}

/** The server's stream of what changes: one for the whole tab. */
export const live = createStore<LiveState>({ state: 'opening', asOf: new Date(), away: 'app' })
export const useLiveState = (): LiveState => useStore(live)

type Heard = (topics: readonly Topic[]) => void
const listeners = new Set<Heard>()
const tell: Heard = (topics) => {
  // What no screen shows listens to nothing: it is read anew when it is shown next.
  void queryClient.invalidateQueries({ type: 'inactive', refetchType: 'none' })
  for (const heard of listeners) heard(topics)
}

/**
 * Keeps what a screen shows fresh: has these endpoints asked again whenever the server says that one of
 * the topics changed.
 *
 * @param everyMs for what costs much to answer: how often it is asked again at most
 * @example useLive(['desk'], ['listExceptions', 'showStatus'])
 */
export function useLive(topics: readonly Topic[], names: readonly Name[], everyMs = 0): void {
  const [topicList, nameList] = [topics.join(), names.join()]
  useEffect(() => {
    const wanted = topicList.split(',')
    const paced = atMostEvery(everyMs, () => void refresh(nameList.split(',') as Name[]))
    const heard: Heard = (changed) => {
      if (changed.some((each) => wanted.includes(each))) paced.ask()
    }
    listeners.add(heard)
    return () => {
      listeners.delete(heard)
      paced.stop()
    }
  }, [topicList, nameList, everyMs])
}

export interface LiveOptions {
  /** Called when what the person may do was changed, with the reason in words. */
  readonly onReset: (reason: string) => void
}

/** A stream does not say why it was refused; a question does, and leads to the sign-in. */
const whoIsAway = (): Promise<LiveState['away'] | undefined> =>
  queryClient.fetchQuery({ ...query('showStatus'), staleTime: 0 }).then(
    () => undefined,
    (error: unknown) => {
      // A question that was given up says nothing of anybody.
      if (!(error instanceof ApiProblem)) return undefined
      return error.problem.status === 503 ? 'database' : 'app'
    },
  )

const firstWaitMs = 500
const longestWaitMs = 10_000

/** Opens the stream, and opens it again, ever less often, whenever it breaks. */
export function openLive({ onReset }: LiveOptions): void {
  let close = (): void => {}
  let failures = 0
  let hasMissed = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let caller: string | undefined
  let heardAt = new Date()

  const lose = (away: LiveState['away']): void => {
    const { asOf, state } = live.get()
    hasMissed = true
    live.set({ state: 'lost', asOf: state === 'live' ? heardAt : asOf, away })
  }
  const find = (): void => {
    live.set({ state: 'live', asOf: new Date(), away: 'app' })
    // Whatever changed meanwhile was told to nobody.
    if (hasMissed) void queryClient.invalidateQueries()
    hasMissed = false
  }
  const again = (): void => {
    // Until it is known who, it stays as it was said last.
    lose(live.get().away)
    failures += 1
    timer = setTimeout(open, Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs))
    void whoIsAway().then((away) => away && live.get().state === 'lost' && lose(away))
  }
  const open = (): void => {
    clearTimeout(timer)
    close()
    if (document.visibilityState === 'hidden') return
    // Nobody would be let in yet. Who is loads the page anew, or has gone back.
    if (isEntrance()) return void (timer = setTimeout(open, firstWaitMs))
    close = openStream({
      alive: () => void (heardAt = new Date()),
      hello(now) {
        failures = 0
        find()
        if (caller !== undefined && caller !== now) onReset('What you may do here was changed.')
        caller = now
      },
      database: (is) => (is === 'here' ? find() : lose('database')),
      topics: (json) => tell(JSON.parse(json) as Topic[]),
      reset(reason) {
        // It has been said: the next greeting may differ.
        caller = undefined
        close()
        timer = setTimeout(open, firstWaitMs)
        onReset(reason)
      },
      broken: again,
    })
  }

  open()
  whileSeen(open, () => {
    hasMissed = true
    clearTimeout(timer)
    close()
  })
}

/** A browser has six connections for all its tabs together: only tabs that are seen hold one. */
function whileSeen(open: () => void, rest: () => void): void {
  document.addEventListener('visibilitychange', () =>
    document.visibilityState === 'visible' ? open() : rest(),
  )
}
