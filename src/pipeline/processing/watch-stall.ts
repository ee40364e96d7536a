import { raise, recover, type Trouble } from '../../exceptions/index.ts'
import type { Log } from '../../platform/log.ts'
import type { ReportDeps } from './report-unmapped.ts'

/** Where processing stands still, and why. */
export interface Stall {
  /** The facts hold the signals up to this one; the next cannot be loaded. */
  readonly position: number
  readonly since: Date
  readonly reason: string
}

export interface StallWatch {
  /** The standstill that has lasted for so long that somebody should know, if there is one. */
  current(): Stall | undefined
  failed(position: number, error: unknown): Promise<void>
  worked(): Promise<void>
}

/** A database that is started anew is back within a minute. */
const bearableMs = 60_000

const trouble = {
  mode: 'unavailable',
  owner: 'operations',
  title: 'Signals have become no facts for a minute, so reports lack what came in since',
  about: 'processing',
} satisfies Trouble

/** Puts processing that fails again and again at one position on the desk, and takes it off when it goes on. */
export function watchStall(
  deps: Omit<ReportDeps, 'contracts'> & { readonly log: Log },
): StallWatch {
  let stall: Stall | undefined
  // A process before this one may have left it on the desk.
  let isAtDesk: boolean | undefined
  const hasLasted = ({ since }: Stall): boolean =>
    deps.clock.now().getTime() - since.getTime() >= bearableMs
  const tell = async (work: () => Promise<unknown>, isThere: boolean): Promise<void> => {
    if (isAtDesk === isThere) return
    try {
      await work()
      isAtDesk = isThere
    } catch (error) {
      deps.log.warn({ err: error }, 'the desk could not be told how processing is')
    }
  }
  return {
    current: () => (stall && hasLasted(stall) ? stall : undefined),
    async failed(position, error) {
      const reason = error instanceof Error ? error.message : String(error)
      const since = stall?.position === position ? stall.since : deps.clock.now()
      stall = { position, since, reason }
      if (!hasLasted(stall)) return
      await tell(() => raise(deps, { ...trouble, detail: { position, reason } }), true)
    },
    async worked() {
      stall = undefined
      const reason = 'signals become facts again'
      await tell(() => recover(deps, [trouble], { by: '', reason }), false)
    },
  }
}
