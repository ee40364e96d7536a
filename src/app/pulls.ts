import {
  pull,
  reportUnread,
  RetryOvertakenError,
  RunTakenOverError,
  SourceBusyError,
  type Progress,
  type PullDeps,
  type PullOptions,
  type RunResult,
} from '../pipeline/ingestion/index.ts'
import type { Source } from '../pipeline/ingestion/define.ts'
import type { Log } from '../platform/log.ts'
import { runInTurn } from './run-in-turn.ts'

/** A reading of a source, under way or over. */
export interface PullState {
  readonly id: number
  readonly source: string
  /** `waiting`: as many sources as are read at once are being read, and its turn comes. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** Of the file that is being read. */
  readonly progress?: Progress
  readonly result?: RunResult
  /** Why it ended without a result. What it had read until then has landed. */
  readonly error?: string
}

export interface Pulls {
  /**
   * Starts to read a source, or puts it in the queue. While it is there already, this is that reading; but
   * a reading of an upload comes behind that one, which may have looked for uploads before it was there,
   * and so does one that reads everything anew, which that one need not do.
   */
  start(source: Source, options?: Omit<PullOptions, 'onProgress'>): PullState
  find(id: number): PullState | undefined
  /** The reading of a source that is under way in this process, or waits its turn. */
  current(source: string): PullState | undefined
}

const mostKept = 200
/** Each holds a connection of the pool while it lands a batch, and the others need theirs. */
const mostAtOnce = 3

/** The readings of sources in this process. Their runs are in the database; here is what is going on. */
export function openPulls(deps: PullDeps & { readonly log: Log }): Pulls {
  const states = new Map<number, PullState>()
  const current = new Map<string, number>()
  const ends = new Map<string, Promise<void>>()
  const begin = runInTurn(mostAtOnce)
  // A screen that follows a reading over a restart must not find another under its number.
  let last = deps.clock.now().getTime()

  const update = (id: number, change: Partial<PullState>): void => {
    states.set(id, { ...states.get(id)!, ...change })
  }
  const read = async (id: number, source: Source, options: PullOptions): Promise<void> => {
    update(id, { state: 'running' })
    try {
      const onProgress = (progress: Progress) => update(id, { progress })
      const result = await pull(deps, source, { ...options, onProgress })
      update(id, { state: result.state, result })
    } catch (error) {
      // Another process reads it, or has: nothing has gone wrong.
      const elsewhere = [SourceBusyError, RetryOvertakenError, RunTakenOverError]
      const isElsewhere = elsewhere.some((kind) => error instanceof kind)
      if (!isElsewhere) await report(deps, source, error as Error)
      update(id, { state: 'failed', error: (error as Error).message })
    } finally {
      if (current.get(source.name) === id) current.delete(source.name)
    }
  }
  const forget = (): void => {
    for (const [id, { state }] of states) {
      if (states.size <= mostKept) return
      if (state === 'done' || state === 'failed') states.delete(id)
    }
  }
  return {
    start(source, options = {}) {
      const known = current.get(source.name)
      const { upload, again = false } = options
      if (known !== undefined && upload === undefined && !again) return states.get(known)!
      last += 1
      const id = last
      states.set(id, { id, source: source.name, state: 'waiting' })
      forget()
      current.set(source.name, id)
      const before = known === undefined ? undefined : ends.get(source.name)
      const { promise, resolve } = Promise.withResolvers<void>()
      ends.set(source.name, promise)
      begin(async () => {
        if (before) await before
        await read(id, source, options).finally(resolve)
      })
      return states.get(id)!
    },
    find: (id) => states.get(id),
    current: (source) => states.get(current.get(source) ?? 0),
  }
}

/** Says what broke a reading off: in the log whole, and at the desk, unless the database itself is away. */
async function report(
  deps: PullDeps & { readonly log: Log },
  source: Source,
  error: Error,
): Promise<void> {
  deps.log.error({ error, source: source.name }, 'a source could not be read')
  try {
    await reportUnread(deps, source, error.message)
  } catch (failure) {
    deps.log.warn({ error: failure, source: source.name }, 'and the desk does not know it yet')
  }
}
