import { exampleScale } from './example-scale.ts'
import { runExample } from './example/run-example.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { runRole } from './run-role.ts'
import { reachedAt } from './reached-at.ts'

/** The example's process: sends what the workspace declares as its example, like any client. */
await runRole('example', async (log, env) =>
  runExample(await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.'), {
    edgeUrl: reachedAt(env['LINCHPIN_HOST'] ?? '', env['LINCHPIN_EDGE_PORT'] ?? 4401),
    scale: exampleScale(env['LINCHPIN_EXAMPLE_SCALE']),
    log,
  }),
)
