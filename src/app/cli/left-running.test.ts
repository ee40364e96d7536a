import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { workspaceProcess, type WorkspaceProcess } from '../../../test/harness/workspace-process.ts'
import { openDatabase, sql } from '../../platform/database/index.ts'
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
const main = join(import.meta.dirname, 'main.ts')
const listKeys = () =>
  spawn(process.execPath, [main, 'keys', 'list'], {
    cwd: workspace.folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
/** Opens a terminal of its own for what runs in it; this machine need not have it. */
const script = '/usr/bin/script'

describe('a command that is not heard to its end leaves no database running', () => {
  test('when whoever reads it stops reading', async () => {
    const command = listKeys()
    command.stdout.destroy()
    const [code] = (await once(command, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(await database()).toBeUndefined()
  })

  test('when whoever reads what it says besides stops reading that, too', async () => {
    const args = ['keys', 'create', '--kind', 'api', '--name', 'unheard']
    const command = spawn(process.execPath, [main, ...args], { cwd: workspace.folder })
    command.stdout.destroy()
    command.stderr.destroy()
    const [code] = (await once(command, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(await database()).toBeUndefined()
  })

  test.skipIf(process.platform !== 'linux' || !existsSync(script))(
    `when its terminal is closed (skipped without ${script}, which opens one)`,
    async () => {
      const start = `"${process.execPath}" "${main}" start --port 0 --edge-port 0`
      const terminal = spawn(script, ['-qfc', start, '/dev/null'], {
        cwd: workspace.folder,
        env: { ...process.env, LOG_LEVEL: 'info' },
      })
      for await (const chunk of terminal.stdout) if (String(chunk).includes('Ctrl-C')) break
      expect(await database()).toBeDefined()
      terminal.kill('SIGKILL')
      await expect.poll(database, { timeout: 30_000, interval: 100 }).toBeUndefined()
      // The app came to its end before that, and took back how it is reached.
      expect(existsSync(join(workspace.folder, '.linchpin/runtime.json'))).toBe(false)
    },
  )

  test.each(['SIGINT', 'SIGHUP'] as const)('when it is ended by %s, twice', async (signal) => {
    const command = listKeys()
    const ended = once(command, 'exit')
    await expect.poll(database, { timeout: 30_000, interval: 20 }).toBeDefined()
    command.kill(signal)
    command.kill(signal)
    await ended
    expect(await database()).toBeUndefined()
  })

  test('when it was killed, once the next command has ended', async () => {
    const command = listKeys()
    const ended = once(command, 'exit')
    await expect.poll(database, { timeout: 30_000, interval: 20 }).toBeDefined()
    // It does not end before others have: who is connected is not cut off.
    const other = openDatabase({ url: (await database())!, name: 'other', connections: 1 })
    await other.query(sql`select 1`)
    command.kill('SIGKILL')
    await ended
    await other.close()
    expect(await database()).toBeDefined()
    expect(await workspace.run('keys', 'list')).toMatchObject({ code: 0 })
    expect(await database()).toBeUndefined()
  })
})
