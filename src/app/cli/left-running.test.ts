import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { workspaceProcess, type WorkspaceProcess } from '../../../test/harness/workspace-process.ts'
import { findPostgres } from '../../platform/postgres/index.ts'

// Real processes, which take their time on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 })

let workspace: WorkspaceProcess
beforeAll(async () => {
  workspace = await workspaceProcess()
  await workspace.run('init')
})
afterAll(() => workspace.remove())

const database = () => findPostgres(join(workspace.folder, '.linchpin/postgres'))
const listKeys = () =>
  spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'keys', 'list'], {
    cwd: workspace.folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

describe('a command that is not heard to its end leaves no database running', () => {
  test('when whoever reads it stops reading', async () => {
    const command = listKeys()
    command.stdout.destroy()
    const [code] = (await once(command, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(await database()).toBeUndefined()
  })

  test.each(['SIGINT', 'SIGHUP'] as const)('when it is ended by %s, twice', async (signal) => {
    const command = listKeys()
    await expect.poll(database, { timeout: 30_000, interval: 20 }).toBeDefined()
    command.kill(signal)
    command.kill(signal)
    await once(command, 'exit')
    expect(await database()).toBeUndefined()
  })

  test('when it was killed, once the next command has ended', async () => {
    const command = listKeys()
    await expect.poll(database, { timeout: 30_000, interval: 20 }).toBeDefined()
    command.kill('SIGKILL')
    await once(command, 'exit')
    expect(await database()).toBeDefined()
    expect(await workspace.run('keys', 'list')).toMatchObject({ code: 0 })
    expect(await database()).toBeUndefined()
  })
})
