import { readRuntime, type Runtime } from '../runtime-file.ts'

const answerMs = 2_000

/**
 * The app that runs for a workspace, if one does. It must know the token: after a crash, the port that
 * it had may be another workspace's.
 */
export async function findRunning(stateFolder: string): Promise<Runtime | undefined> {
  const runtime = await readRuntime(stateFolder)
  if (!runtime) return undefined
  const answer = await fetch(new URL('/api/openapi.json', runtime.url), {
    headers: { authorization: `Bearer ${runtime.token}` },
    signal: AbortSignal.timeout(answerMs),
  }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok ? runtime : undefined
}
