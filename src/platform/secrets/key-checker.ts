import { createHash, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import type { Key, KeyKind } from './key.ts'
import { markUsed, selectLiveKeys } from './store.ts'

export interface KeyChecker {
  /**
   * The key, or undefined when there is none of that kind or it was revoked.
   * @throws when it had to ask the database and the database did not answer
   */
  readonly check: (kind: KeyKind, key: string) => Promise<Key | undefined>
  close(): Promise<void>
}

export interface KeyCheckerDeps {
  readonly db: Database
  readonly clock?: Clock
  /**
   * How long what is held is believed while nobody says a word. With 0 every check asks the database,
   * so that not even the milliseconds that the word takes are left open. Default 30,000.
   */
  readonly trustMs?: number
}

const channel = 'linchpin_access_key'
/** A connection can die silently, so what is held is read again after a while. */
const standardTrustMs = 30_000
const noteUseMs = 5_000

/**
 * Checks keys against those held in memory. A change is heard from the database as soon as it is
 * committed; while nobody can hear, every check asks the database. So does a key that is not held,
 * since it may have been made a moment ago; such questions are put together, so that a flood of
 * made-up keys is one small query at a time.
 */
export function keyChecker({
  db,
  clock = systemClock,
  trustMs = standardTrustMs,
}: KeyCheckerDeps): KeyChecker {
  const held = heldKeys(db, clock, trustMs)
  const used = new Map<number, Date>()
  const noteUse = async (): Promise<void> => {
    if (used.size === 0) return
    const batch = new Map(used)
    used.clear()
    // When a key was last used is a comfort; losing one note of it hurts nobody.
    await markUsed(db, batch).catch(() => {})
  }
  const noting = setInterval(() => void noteUse(), noteUseMs).unref()

  return {
    async check(kind, text) {
      if (!/^lp_(write|api)_[\w-]{43}$/.test(text)) return undefined
      const digest = createHash('sha256').update(text).digest()
      const key = await held.find(digest)
      if (key?.kind !== kind) return undefined
      used.set(key.id, clock.now())
      return key
    },
    async close() {
      clearInterval(noting)
      await held.close()
      await noteUse()
    },
  }
}

/** The live keys, read from the database when they may have changed. */
function heldKeys(db: Database, clock: Clock, trustMs: number) {
  let keys = new Map<string, { digest: Buffer; key: Key }>()
  let readAt = -Infinity
  let changes = 0
  const read = async (): Promise<void> => {
    const [seen, at] = [changes, clock.now().getTime()]
    const rows = await selectLiveKeys(db)
    keys = new Map(
      rows.map(({ digest, ...key }) => [digest, { digest: Buffer.from(digest, 'hex'), key }]),
    )
    // What changed while it was read may not be in it.
    readAt = seen === changes ? at : -Infinity
  }
  const readOnce = oneAtATime(read)
  const ears = listening(db, () => {
    changes += 1
    readAt = -Infinity
  })
  const isCurrent = () => ears.hear() && clock.now().getTime() - readAt < trustMs

  const lookUp = (digest: Buffer): Key | undefined => {
    // A digest tells nothing of keys near it, and what is found is still compared in constant time.
    const found = keys.get(digest.toString('hex'))
    return found && timingSafeEqual(found.digest, digest) ? found.key : undefined
  }
  return {
    async find(digest: Buffer): Promise<Key | undefined> {
      const known = isCurrent() ? lookUp(digest) : undefined
      if (known) return known
      await readOnce()
      return lookUp(digest)
    },
    close: () => ears.close(),
  }
}

/** Callers that come while it runs share one further run, which starts after they asked. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    next = undefined
    running = work().finally(() => (running = undefined))
    return running
  }
  return () => {
    if (!running) return start()
    next ??= running.then(start, start)
    return next
  }
}

/** Listens for changes, and knows whether it can hear. */
function listening(db: Database, changed: () => void) {
  let hears = false
  let stop: Promise<(() => Promise<void>) | undefined>
  let retry: NodeJS.Timeout | undefined
  let closed = false
  const begin = (): void => {
    stop = db
      .listen(
        channel,
        () => {
          hears = true
          changed()
        },
        () => (hears = false),
      )
      .then((end) => {
        hears = true
        changed()
        return end
      })
      .catch(() => {
        if (!closed) retry = setTimeout(begin, 1_000).unref()
        return undefined
      })
  }
  begin()
  return {
    hear: () => hears,
    async close() {
      closed = true
      clearTimeout(retry)
      await (
        await stop
      )?.()
    },
  }
}
