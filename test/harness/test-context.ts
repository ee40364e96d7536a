import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { builtInContracts } from '../../src/app/built-in-contracts.ts'
import type { AppContext } from '../../src/app/context.ts'
import { defineWorkspace, type WorkspaceSpec } from '../../src/app/define.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openLog } from '../../src/platform/log.ts'
import { testDatabase } from './test-database.ts'

/** The app's context over a database and a folder of the test file's own. */
export async function testContext(spec: Partial<WorkspaceSpec> = {}): Promise<AppContext> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-workspace-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const workspace = defineWorkspace({ name: 'test', ...spec })
  return {
    workspace,
    contracts: [...workspace.contracts, ...builtInContracts],
    routes: workspace.routes,
    folder,
    stateFolder: join(folder, '.linchpin'),
    db: await testDatabase(),
    clock: systemClock,
    log: openLog({ name: 'test', level: 'silent' }),
  }
}
