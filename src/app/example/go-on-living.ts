import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../platform/log.ts'
import type { ExampleModule } from './define.ts'
import type { Doors } from './doors.ts'

export interface LivingDeps {
  readonly doors: Pick<Doors, 'askPlacement' | 'sendEvents'>
  readonly module: Pick<ExampleModule, 'visit' | 'visitsPerSecond'>
  readonly log: Log
  readonly signal: AbortSignal
}

/** Lets visits happen, one after the other, until it is told to stop. What fails is not made up for. */
export async function goOnLiving({ doors, module, log, signal }: LivingDeps): Promise<void> {
  while (!signal.aborted) {
    const perSecond = Math.max(0.001, module.visitsPerSecond(new Date()))
    const waitMs = (-Math.log(1 - Math.random()) * 1_000) / perSecond
    await sleep(Math.min(waitMs, 60_000), undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    try {
      const visit = module.visit(new Date(), Math.random)
      const { placement } = visit
      const variant =
        placement === undefined ? undefined : await doors.askPlacement(placement, visit)
      await doors.sendEvents(visit.events(variant))
    } catch (error) {
      if (!signal.aborted) log.debug({ error }, 'a visit of the example did not come through')
    }
  }
}
