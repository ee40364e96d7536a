import { runExample } from './example/run-example.ts'
import { loadWorkspace } from './load-workspace/load-workspace.ts'
import { runRole } from './run-role.ts'
import { reachedAt } from './reached-at.ts'

/** The example's process: sends what the workspace declares as its example, like any client. */
await runRole('example', async (log, env) =>
  runExample(await loadWorkspace(env['LINCHPIN_WORKSPACE'] ?? '.'), {
    edgeUrl: reachedAt(env['LINCHPIN_HOST'] ?? '', env['LINCHPIN_EDGE_PORT'] ?? 4401),
    scale: scaleOf(env['LINCHPIN_EXAMPLE_SCALE']),
    log,
  }),
)

/** How much of the history is wanted: a part of it is enough to try things on. */
function scaleOf(text = '1'): number {
  const scale = Number(text)
  if (scale > 0 && scale <= 1) return scale
  throw new Error(`LINCHPIN_EXAMPLE_SCALE is '${text}'; write a number above 0, at most 1`)
}
