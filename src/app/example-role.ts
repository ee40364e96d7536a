import { runExample } from './example/run-example.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { runRole } from './run-role.ts'

/** The example's process: sends what the workspace declares as its example, like any client. */
await runRole('example', async (log, env) =>
  runExample(await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.'), {
    edgeUrl: `http://${env['LINCHPIN_HOST'] ?? '127.0.0.1'}:${env['LINCHPIN_EDGE_PORT'] ?? 4401}`,
    scale: Number(env['LINCHPIN_EXAMPLE_SCALE'] ?? 1),
    log,
  }),
)
