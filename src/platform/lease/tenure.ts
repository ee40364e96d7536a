import { validMs } from './judge-lease.ts'

/** The lease is another's, or may be: what was about to be written must not be. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError'
}

/** A time in which this process holds the lease. */
export interface Tenure {
  readonly token: number
  /** Now known to be over. */
  over: boolean
  /** When the last confirmation was asked for. */
  confirmed: Moment
}

/** A moment on both clocks: the one that only goes forward, and the one that goes on while the machine sleeps. */
export interface Moment {
  readonly steady: number
  readonly wall: number
}

export const moment = (): Moment => ({ steady: performance.now(), wall: Date.now() })

/** Whether the database has confirmed the tenure so lately that nobody else can have taken the lease. */
export function isSure({ over, confirmed }: Tenure, now: Moment): boolean {
  const ageMs = Math.max(now.steady - confirmed.steady, now.wall - confirmed.wall)
  return !over && ageMs < validMs
}

/** Throws unless the tenure is sure; asks at most twice, as the first answer may be an old one. */
export async function assertSure(tenure: Tenure, ask: () => Promise<void>): Promise<void> {
  for (let asked = 0; asked < 2 && !tenure.over && !isSure(tenure, moment()); asked++) await ask()
  if (isSure(tenure, moment())) return
  throw new LeaseLostError(
    tenure.over
      ? 'another process holds the lease: nothing may be written here any more'
      : 'the database does not confirm the lease: nothing may be written until it does',
  )
}
