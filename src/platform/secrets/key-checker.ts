import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import type { Key, KeyKind } from './key.ts'
import { markUsed, selectLiveKeys } from './store.ts'

export interface KeyChecker {
  /**
   * The key, or undefined when there is none of that kind or it was revoked before the question.
   * @throws when the database did not answer
   */
  readonly check: (kind: KeyKind, key: string) => Promise<Key | undefined>
  close(): Promise<void>
}

export interface KeyCheckerDeps {
  readonly db: Database
  readonly clock?: Clock
}

const noteUseMs = 5_000

/**
 * Checks keys against the database at every question, so that a revoked key fails at the very next
 * request. Nothing is believed from memory; questions that come while one is asked are put together,
 * so that a flood of them, or of made-up keys, is one small query at a time.
 */
export function keyChecker({ db, clock = systemClock }: KeyCheckerDeps): KeyChecker {
  const find = askTogether((digests) => selectLiveKeys(db, digests))
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
      // A digest tells nothing of keys near it, so that looking it up by equality gives nothing away.
      const key = await find(createHash('sha256').update(text).digest('hex'))
      if (key?.kind !== kind) return undefined
      used.set(key.id, clock.now())
      return key
    },
    async close() {
      clearInterval(noting)
      await noteUse()
    },
  }
}

/** Puts questions together: those that come while one round is asked share the next, which starts after they came. */
function askTogether<Answer extends { readonly digest: string }>(
  ask: (digests: readonly string[]) => Promise<readonly Answer[]>,
): (digest: string) => Promise<Answer | undefined> {
  let gathering: { readonly digests: Set<string>; readonly answers: Promise<Map<string, Answer>> }
  let isOpen = false
  let before: Promise<unknown> = Promise.resolve()
  const gather = () => {
    const digests = new Set<string>()
    const answers = before.then(async () => {
      isOpen = false
      return new Map((await ask([...digests])).map((answer) => [answer.digest, answer]))
    })
    before = answers.catch(() => {})
    isOpen = true
    return { digests, answers }
  }
  return async (digest) => {
    if (!isOpen) gathering = gather()
    gathering.digests.add(digest)
    return (await gathering.answers).get(digest)
  }
}
