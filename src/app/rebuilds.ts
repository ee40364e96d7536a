import type { KeptWarehouse } from '../pipeline/processing/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

/** The making anew of all facts, in this process. */
export interface RebuildState {
  readonly state: 'none' | 'running' | 'done' | 'failed'
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** The position that is reached, and the one that it goes to. */
  readonly position: number | null
  readonly last: number | null
  /** Why it failed; the facts are then as they were. */
  readonly error: string | null
}

export interface Rebuilds {
  /** Starts one; while one is under way, this is that one. */
  start(): RebuildState
  state(): RebuildState
}

const nothing: RebuildState = {
  state: 'none',
  startedAt: null,
  finishedAt: null,
  position: null,
  last: null,
  error: null,
}

export function openRebuilds(deps: {
  readonly facts: Pick<KeptWarehouse, 'rebuild'>
  readonly clock: Clock
  readonly log: Log
}): Rebuilds {
  let state = nothing
  const run = async (): Promise<void> => {
    try {
      await deps.facts.rebuild(({ position, last }) => (state = { ...state, position, last }))
      state = { ...state, state: 'done', finishedAt: deps.clock.now() }
    } catch (error) {
      deps.log.error({ error }, 'the rebuild failed; the facts are as they were')
      const { message } = error as Error
      state = { ...state, state: 'failed', finishedAt: deps.clock.now(), error: message }
    }
  }
  return {
    start() {
      if (state.state !== 'running') {
        state = { ...nothing, state: 'running', startedAt: deps.clock.now() }
        void run()
      }
      return state
    },
    state: () => state,
  }
}
