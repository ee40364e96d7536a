import {
  pull,
  RetryOvertakenError,
  SourceBusyError,
  type Progress,
  type PullDeps,
  type PullOptions,
  type RunResult,
} from '../pipeline/ingestion/index.ts'
import type { Source } from '../pipeline/ingestion/define.ts'
import type { Log } from '../platform/log.ts'

/** A reading of a source, under way or over. */
export interface PullState {
  readonly id: number
  readonly source: string
  readonly state: 'running' | 'done' | 'failed'
  /** Of the file that is being read. */
  readonly progress?: Progress
  readonly result?: RunResult
  /** Why it ended without a result. What it had read until then has landed. */
  readonly error?: string
}

export interface Pulls {
  /** Starts to read a source. While it is being read here already, this is that reading. */
  start(source: Source, options?: Omit<PullOptions, 'onProgress'>): PullState
  find(id: number): PullState | undefined
  /** The reading of a source that is under way in this process. */
  current(source: string): PullState | undefined
}

const mostKept = 200

/** The readings of sources in this process. Their runs are in the database; here is what is going on. */
export function openPulls(deps: PullDeps & { readonly log: Log }): Pulls {
  const states = new Map<number, PullState>()
  const running = new Map<string, number>()
  let last = 0

  const update = (id: number, change: Partial<PullState>): void => {
    states.set(id, { ...states.get(id)!, ...change })
  }
  const read = async (id: number, source: Source, options: PullOptions): Promise<void> => {
    try {
      const onProgress = (progress: Progress) => update(id, { progress })
      const result = await pull(deps, source, { ...options, onProgress })
      update(id, { state: result.state, result })
    } catch (error) {
      // Another process reads it, or has: nothing has gone wrong.
      if (!(error instanceof SourceBusyError || error instanceof RetryOvertakenError)) {
        deps.log.error({ error, source: source.name }, 'a source could not be read')
      }
      update(id, { state: 'failed', error: (error as Error).message })
    } finally {
      running.delete(source.name)
    }
  }
  return {
    start(source, options = {}) {
      const current = running.get(source.name)
      if (current !== undefined) return states.get(current)!
      last += 1
      const state: PullState = { id: last, source: source.name, state: 'running' }
      states.set(last, state)
      states.delete(last - mostKept)
      running.set(source.name, last)
      void read(last, source, options)
      return state
    },
    find: (id) => states.get(id),
    current: (source) => states.get(running.get(source) ?? 0),
  }
}
