import { readReset, resetChannel, resetWords, type Reset } from '../../accounts/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { inTime } from '../../platform/in-time.ts'
import type { Log } from '../../platform/log.ts'
import { isMeant, type Standpoint } from './resets.ts'
import { changedTopics, readStamps, type Stamps, type Topic } from './stamps.ts'

/** An open screen that wants to be told. */
export interface Subscriber extends Standpoint {
  topics(topics: readonly Topic[]): void
  database(is: 'here' | 'away'): void
  reset(reason: string): void
  /** Ends it; whoever was told asks again, and learns anew what it may do. */
  end(): void
}

export interface Changes {
  /** Returns how to be told no more. */
  subscribe(subscriber: Subscriber): () => void
  close(): Promise<void>
}

export interface ChangesDeps {
  readonly db: Database
  readonly log: Log
  /** Up to where the facts reach; undefined where this process does not hold them. */
  readonly factsPosition: () => number | undefined
}

const lookMs = 1_000
const patienceMs = 3_000

/**
 * Tells every open screen of this process what changes: one question a second to the database however
 * many there are, and none when there is none.
 */
export async function watchChanges(deps: ChangesDeps): Promise<Changes> {
  const subscribers = new Set<Subscriber>()
  const tell = (what: (subscriber: Subscriber) => void): void => {
    // Ending one takes it out of the set.
    for (const each of Array.from(subscribers)) what(each)
  }
  const looks = lookEachSecond(deps, tell, () => subscribers.size > 0)
  const stopListening = await deps.db.listen(resetChannel, (payload) => {
    const reset = readReset(payload)
    // After a reconnection: what was said meanwhile, every screen finds out by asking anew.
    if (!reset) return tell((each) => each.end())
    tell((each) => {
      if (isMeant(reset, each)) tellReset(reset, each)
    })
  })
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber)
      looks.begin(subscriber)
      return () => void subscribers.delete(subscriber)
    },
    async close() {
      tell((each) => each.end())
      looks.stop()
      await stopListening()
    },
  }
}

/** What only gives disturbs nobody; anything else ends the stream, so that it is asked for anew. */
function tellReset({ reason }: Reset, screen: Subscriber): void {
  if (reason === 'role raised') return screen.topics(['people'])
  screen.reset(resetWords[reason])
  screen.end()
}

function lookEachSecond(
  deps: ChangesDeps,
  tell: (what: (subscriber: Subscriber) => void) => void,
  isWanted: () => boolean,
): { begin(subscriber: Subscriber): void; stop(): void } {
  let before: Stamps | undefined
  let isAway = false
  let isLooking = false
  let timer: NodeJS.Timeout | undefined
  let asked: Promise<Stamps> | undefined

  const look = async (): Promise<void> => {
    try {
      // A database that hangs is asked once, and not once a second.
      asked ??= readAll(deps).finally(() => (asked = undefined))
      const stamps = await inTime(asked, patienceMs, 'the database does not answer')
      if (isAway) tell((each) => each.database('here'))
      isAway = false
      const topics = before ? changedTopics(before, stamps) : []
      before = stamps
      if (topics.length > 0) tell((each) => each.topics(topics))
    } catch (error) {
      if (!isAway) {
        deps.log.warn({ err: error }, 'open screens are not told of changes at the moment')
        tell((each) => each.database('away'))
      }
      isAway = true
    }
    isLooking = isWanted()
    // Whoever comes next reads everything anyway.
    if (isLooking) timer = setTimeout(() => void look(), lookMs)
    else before = undefined
  }
  return {
    begin(subscriber) {
      if (isAway) subscriber.database('away')
      if (isLooking) return
      isLooking = true
      void look()
    },
    stop: () => clearTimeout(timer),
  }
}

async function readAll({ db, factsPosition }: ChangesDeps): Promise<Stamps> {
  const stamps = await readStamps(db)
  // A process that stands by does not know: there the facts are taken to follow the signals.
  return { ...stamps, facts: String(factsPosition() ?? stamps.signals) }
}
