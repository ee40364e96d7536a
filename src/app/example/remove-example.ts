import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { forgetExceptions } from '../../exceptions/index.ts'
import { forgetContent } from '../../pipeline/execution/index.ts'
import { forgetSignals } from '../../pipeline/ingestion/index.ts'
import { revokeKey } from '../../platform/secrets/index.ts'
import type { AppContext } from '../context.ts'
import { uploadsOf } from '../uploads-of.ts'
import { exampleState, type ExampleState } from './state.ts'

export interface Removals {
  /**
   * Removes the example, or takes up a removal that was cut off. Done when it returns.
   * @returns why it was refused, if it was
   */
  remove(by: string): Promise<string | undefined>
  /** Takes up a removal that an earlier process was killed in; does nothing where there was none. */
  resume(): Promise<void>
}

const patienceMs = 10_000
const lookMs = 100
const resumeMs = 1_000
/** What was answered last at the edge is forwarded within this. */
const forwardedMs = 1_500

/** Removes the workspace's example. Asked twice at once, it is one removal. */
export function openRemovals(context: AppContext): Removals {
  const state = exampleState(context.stateFolder)
  let running: Promise<string | undefined> | undefined
  const remove = (by: string) =>
    (running ??= removeExample(context, state, by).finally(() => {
      running = undefined
    }))
  return {
    remove,
    async resume() {
      for (;;) {
        const begun = await state.removal.read()
        if (begun?.state !== 'removing') return
        // A process that was killed holds the facts a little longer; they come to this one in a moment.
        const refused = await remove(begun.by).catch((error: unknown) => String(error))
        if (refused !== undefined) {
          context.log.info({ refused }, 'the example is not removed yet')
          await sleep(resumeMs, undefined, { ref: false })
        }
      }
    },
  }
}

/**
 * Each step may be done twice, and what says that the example is gone is written last: killed at any
 * moment, the removal is taken up again and comes to the same end.
 */
async function removeExample(
  { db, facts, clock, folder, stateFolder }: AppContext,
  { progress, removal, keys, sender }: ExampleState,
  by: string,
): Promise<string | undefined> {
  const begun = await progress.read()
  const gone = await removal.read()
  if (gone?.state === 'removed') return 'the example was removed already'
  if (!begun) return 'no example was loaded here'
  const { state, reason } = facts.state()
  if (state === 'standby') return reason ?? 'another process holds the warehouse; ask that one'
  const deed = gone ?? { state: 'removing', by, at: clock.now().toISOString() }
  await removal.write(deed)
  const known = await keys.read()
  for (const { id } of known ? [known.website, known.edge] : []) await revokeKey({ db }, id)
  await silence(sender)
  // Before the records, or a source would read them once more.
  const { files } = (await progress.read()) ?? begun
  for (const path of files) await rm(join(folder, path), { force: true })
  await rm(uploadsOf(stateFolder), { recursive: true, force: true })
  await db.transaction(async (tx) => {
    await forgetSignals(tx)
    await forgetContent(tx)
    await forgetExceptions(tx)
  })
  await facts.rebuild()
  await keys.remove()
  await removal.write({ ...deed, state: 'removed' })
  return undefined
}

/** Waits until the example's process has stopped sending, or is dead. */
async function silence(sender: ExampleState['sender']): Promise<void> {
  for (const until = performance.now() + patienceMs; performance.now() < until;) {
    const current = await sender.read()
    if (!current || !isAlive(current.pid)) break
    await sleep(lookMs)
  }
  await sleep(forwardedMs)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
