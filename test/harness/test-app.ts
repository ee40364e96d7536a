import { randomBytes } from 'node:crypto'
import type { Role } from '../../src/accounts/define.ts'
import type { WorkspaceSpec } from '../../src/app/define.ts'
import { handlersOf } from '../../src/app/handlers/handlers.ts'
import { createServer } from '../../src/app/server/server.ts'
import { openMetrics } from '../../src/platform/metrics.ts'
import { keyChecker } from '../../src/platform/secrets/index.ts'
import type { Log } from '../../src/platform/log.ts'
import { testContext } from './test-context.ts'
import { personOf, visitor } from './visitor.ts'
import { afterFile } from './after-file.ts'

/** The app's whole API over a database of the test file's own, and people who call it. */
export async function testApp(spec: Partial<WorkspaceSpec> = {}, log?: Log) {
  const context = await testContext(spec, log)
  const keys = keyChecker({ ...context })
  const localToken = randomBytes(32).toString('base64url')
  const app = createServer({
    ...context,
    keys,
    localToken,
    version: '0.0.0',
    handlers: handlersOf(context),
    metrics: openMetrics({ role: 'app' }),
    missing: async () => [],
  })
  afterFile(() => keys.close())
  const send = (path: string, init: RequestInit) => app.request(path, init)
  return {
    context,
    app,
    localToken,
    visitor: () => visitor(send),
    /** A person of the role, signed in. Each name once. */
    person: (role: Role, name?: string) => personOf(send, { token: localToken, role }, name),
  }
}
