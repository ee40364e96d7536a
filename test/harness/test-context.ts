import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppContext } from '../../src/app/context.ts'
import { defineWorkspace, type WorkspaceSpec } from '../../src/app/define.ts'
import { openContext } from '../../src/app/open-context.ts'
import { makeStateFolder } from '../../src/app/runtime-file.ts'
import { openLog, type Log } from '../../src/platform/log.ts'
import { testDatabase } from './test-database.ts'
import { afterFile } from './after-file.ts'

/** The app's context over a database, a warehouse and a folder of the test file's own. */
export async function testContext(
  spec: Partial<WorkspaceSpec> = {},
  log: Log = openLog({ name: 'test', level: 'silent' }),
): Promise<AppContext> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-workspace-'))
  const stateFolder = join(folder, '.linchpin')
  await makeStateFolder(stateFolder)
  const db = await testDatabase()
  const context = await openContext(
    { workspace: defineWorkspace({ name: 'test', ...spec }), folder, stateFolder },
    { databaseUrl: db.url, name: 'test', log },
  )
  afterFile(async () => {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  })
  return context
}
