import { createClient } from '../client/client.ts'
import { sendOverHttp } from '../client/send-over-http.ts'
import { readRuntime } from '../runtime-file.ts'

/**
 * Where to sign in to the app that has just started: while there is no owner, a link that makes one, which
 * works once and replaces the one before; after that, the sign-in screen.
 * @param shown the address by which people reach the app
 */
export async function signInLink(stateFolder: string, shown: string): Promise<string> {
  const runtime = await readRuntime(stateFolder)
  if (!runtime) throw new Error('the app does not say where it can be reached')
  const { url: base, token } = runtime
  const client = createClient(sendOverHttp, { base, token, close: async () => {} })
  const { path } = await client.call('makeWelcomeLink')
  return new URL(path ?? '/sign-in', shown).href
}
