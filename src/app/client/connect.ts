import { setTimeout as sleep } from 'node:timers/promises'
import { loadWorkspace, stateFolderOf } from '../load-workspace/load-workspace.ts'
import { createClient, type Client } from './client.ts'
import { findRunning } from './find-running.ts'
import { sendOverHttp } from './send-over-http.ts'

/** How long to wait for the one who holds the facts to end, or to say where it can be reached. */
const localPatienceMs = 30_000
/** On a shared database it may be an app of another machine, which does neither. */
const sharedPatienceMs = 3_000

/**
 * The API of a workspace: of the app that runs for it, or, when none runs, of one that is opened in
 * this process for as long as the command takes.
 */
export async function connect(folder: string, env: NodeJS.ProcessEnv): Promise<Client> {
  const until = performance.now() + (env['DATABASE_URL'] ? sharedPatienceMs : localPatienceMs)
  for (;;) {
    const running = await findRunning(stateFolderOf(folder))
    if (running) {
      const { url: base, token } = running
      return createClient(sendOverHttp, { base, token, close: async () => {} })
    }
    const loaded = await loadWorkspace(folder)
    // Only now: a command that talks to the running app need not load a database driver.
    const { openLocal } = await import('./open-local.ts')
    const client = await openLocal(loaded, env)
    if (!client.standsBy || performance.now() > until) return client
    await client.close()
    await sleep(500)
  }
}
