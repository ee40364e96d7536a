import { loadWorkspace, stateFolderOf } from '../load-workspace/load-workspace.ts'
import { readRuntime, type Runtime } from '../runtime-file.ts'
import { createClient, type Client } from './client.ts'

const patienceMs = 2_000

/**
 * The API of a workspace: of the app that runs for it, or, when none runs, of one that is opened in
 * this process for as long as the command takes.
 */
export async function connect(folder: string, env: NodeJS.ProcessEnv): Promise<Client> {
  const runtime = await readRuntime(stateFolderOf(folder))
  if (runtime && (await answers(runtime))) {
    return createClient(fetch, {
      base: runtime.url,
      token: runtime.token,
      close: async () => {},
    })
  }
  const loaded = await loadWorkspace(folder)
  // Only now: a command that talks to the running app need not load a database driver.
  const { openLocal } = await import('./open-local.ts')
  return openLocal(loaded, env)
}

async function answers({ url }: Runtime): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(patienceMs) })).ok
  } catch {
    return false
  }
}
