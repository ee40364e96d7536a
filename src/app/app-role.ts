import { edgeUrlOf } from './edge-url-of.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { openApp } from './open-app.ts'
import { databaseUrlOf, runRole } from './run-role.ts'

/** The app role: a process with the API, the warehouse and what runs by the clock. */
await runRole('app', async (log, env) =>
  openApp(await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.'), {
    databaseUrl: databaseUrlOf(env),
    host: env['LINCHPIN_HOST'] ?? '127.0.0.1',
    port: Number(env['LINCHPIN_PORT'] ?? 4400),
    secure: env['LINCHPIN_URL']?.startsWith('https:') ?? false,
    edgeUrl: edgeUrlOf(env),
    log,
  }),
)
