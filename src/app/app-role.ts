import { edgeUrlOf } from './edge-url-of.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { openApp } from './open-app.ts'
import { databaseUrlOf, runRole } from './run-role.ts'
import { trustedProxies } from './server/trusted-proxies.ts'
import { shownUrl } from './shown-url.ts'
import { reachedAt } from './reached-at.ts'

/** The app role: a process with the API, the warehouse and what runs by the clock. */
await runRole('app', async (log, env) => {
  const host = env['LINCHPIN_HOST'] ?? '127.0.0.1'
  const port = Number(env['LINCHPIN_PORT'] ?? 4400)
  return openApp(await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.'), {
    databaseUrl: databaseUrlOf(env),
    host,
    port,
    shownUrl: shownUrl(env, reachedAt(host, port)),
    cameFrom: trustedProxies(env['LINCHPIN_PROXY']),
    edgeUrl: edgeUrlOf(env),
    log,
  })
})
