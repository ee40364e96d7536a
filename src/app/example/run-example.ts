import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../platform/log.ts'
import { createClient, type Client } from '../client/client.ts'
import { sendOverHttp } from '../client/send-over-http.ts'
import { findRunning } from '../client/find-running.ts'
import type { LoadedWorkspace } from '../load-workspace/load-workspace.ts'
import type { Role } from '../run-role.ts'
import { openDoors } from './doors.ts'
import { goOnLiving } from './go-on-living.ts'
import { importExample } from './import-example.ts'
import { beginning, loadExample } from './load-example.ts'
import { exampleState, type Progress } from './state.ts'

export interface ExampleOptions {
  readonly edgeUrl: string
  readonly log: Log
  /** How much of the history, from 0 to 1. */
  readonly scale?: number
}

const lookMs = 500

/**
 * Runs the workspace's example: loads its history, if that is not done yet, and then lets visits happen.
 * It comes in by the doors that everybody uses, and stops as soon as somebody wants it removed.
 */
export async function runExample(
  { workspace, folder, stateFolder }: LoadedWorkspace,
  { edgeUrl, log, scale = 1 }: ExampleOptions,
): Promise<Role> {
  const { progress, removal, keys, sender } = exampleState(stateFolder)
  const stop = new AbortController()
  const { signal } = stop
  const path = workspace.example
  const module =
    path === undefined || (await removal.read()) ? undefined : await importExample(folder, path)
  const before = (await progress.read()) ?? beginning(new Date(), scale)
  // Whoever asks from now on hears that it is coming.
  if (module && before.state === 'loading') await progress.write(before)
  const work = async (): Promise<void> => {
    if (!module) return
    await sender.write({ pid: process.pid })
    const client = await reachApp(stateFolder, signal)
    const doors = await openDoors({ client, edgeUrl, keys, removal, signal })
    if (before.state !== 'ready') {
      const save = (reached: Progress) => progress.write(reached)
      await loadExample(doors, { folder, module, before, signal, save })
      log.info('the example is loaded')
    }
    await goOnLiving({ doors, module, log, signal })
  }
  const watch = setInterval(() => {
    void removal.read().then((wanted) => wanted && stop.abort())
  }, lookMs)
  const live = async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (signal.aborted) return
      log.error({ error }, 'the example could not be loaded; it is tried again')
      // Its parent starts it again, and it goes on where it stopped.
      setTimeout(() => process.exit(1), 1_000)
    } finally {
      await sender.remove()
    }
  }
  const done = live()
  return {
    async close() {
      clearInterval(watch)
      stop.abort()
      await done
    },
  }
}

/** The API of the app that runs for the workspace, as soon as it does. */
async function reachApp(stateFolder: string, signal: AbortSignal): Promise<Client> {
  for (;;) {
    const running = await findRunning(stateFolder)
    if (running) {
      const { url: base, token } = running
      return createClient(sendOverHttp, { base, token, close: async () => {} })
    }
    await sleep(lookMs, undefined, { signal })
  }
}
