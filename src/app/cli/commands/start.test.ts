import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../../../test/harness/free-port.ts'
import { testDatabase } from '../../../../test/harness/test-database.ts'
import {
  workspaceProcess,
  type WorkspaceProcess,
} from '../../../../test/harness/workspace-process.ts'
import { sql } from '../../../platform/database/index.ts'

const free = ['--port', '0', '--edge-port', '0']
let workspace: WorkspaceProcess
beforeAll(async () => {
  workspace = await workspaceProcess()
  await workspace.run('init')
})
afterAll(() => workspace.remove())

/** Ends at once, so it can be waited for; nothing of it may be left behind. */
const start = (env: Record<string, string> = {}, ...args: string[]) =>
  workspace.runWith(env, 'start', ...args)

describe('linchpin start that cannot start says why, and what to do', { timeout: 60_000 }, () => {
  test('a port that is in use, with its number and the option', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const port = String((other.address() as AddressInfo).port)
    expect(await start({}, '--port', port, '--edge-port', '0')).toMatchObject({
      code: 1,
      stderr: `port ${port} is in use: stop what listens there, or choose another with --port\n`,
    })
    const both = await start({}, '--port', '4499', '--edge-port', '4499')
    expect(both).toMatchObject({
      code: 2,
      stderr: '--port and --edge-port are both 4499: choose two\n',
    })
    const edge = await start({}, '--port', '0', '--edge-port', port)
    expect(edge.stderr).toContain('choose another with --edge-port')
  })

  test('a port that is none', async () => {
    expect(await start({}, '--port', '70000')).toMatchObject({
      code: 2,
      stderr: '--port 70000: write a port from 1 to 65535, or 0 for a free one\n',
    })
  })

  test('a database that does not answer, without its password', async () => {
    const port = await freePort()
    const url = `postgres://me:hunter2@127.0.0.1:${port}/none`
    const { code, stderr } = await start({ DATABASE_URL: url, LOG_LEVEL: 'silent' }, ...free)
    expect(code).toBe(1)
    expect(stderr).toContain(`127.0.0.1:${port}`)
    expect(stderr).toContain('DATABASE_URL')
    expect(stderr).not.toContain('hunter2')
    expect(existsSync(join(workspace.folder, '.linchpin/runtime.json'))).toBe(false)
  })

  test('a database of a newer version, which stays as it is', async () => {
    const db = await testDatabase()
    await db.query(
      sql`insert into migration (slice, number, name) values ('x', 1, '0001-future.sql')`,
    )
    const { code, stderr } = await start({ DATABASE_URL: db.url, LOG_LEVEL: 'silent' }, ...free)
    expect(code).toBe(1)
    expect(stderr).toContain('migration x/0001-future.sql')
    expect(stderr).toContain('nothing was changed')
  })

  test('a config with a fault, before anything is started', async () => {
    const broken = await workspaceProcess()
    onTestFinished(() => broken.remove())
    await broken.write({
      'linchpin.config.ts': `import { defineWorkspace } from 'linchpin'\n\nexport default defineWorkspace({ name: '' })\n`,
    })
    const { code, stderr } = await broken.run('start', ...free)
    expect(code).toBe(1)
    expect(stderr).toContain(`linchpin.config.ts:3:34: defineWorkspace '': name: write a name`)
    expect(existsSync(join(broken.folder, '.linchpin'))).toBe(false)
  })
})

/** A Node that is older than ours, if this machine has one. */
const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (node) =>
    existsSync(node) &&
    Number(/\d+/.exec(spawnSync(node, ['--version']).stdout.toString())?.[0]) < 24,
)

test.skipIf(!oldNode)('the command runs on an old Node, by the one that the package brings', () => {
  const bin = join(import.meta.dirname, '../../../../scripts/linchpin.mjs')
  const { status, stdout } = spawnSync(oldNode!, [bin, 'check', '--json'], {
    cwd: workspace.folder,
  })
  expect(status).toBe(0)
  expect(JSON.parse(stdout.toString())).toMatchObject({ ok: true })
})

test('linchpin start that listens at every address, IPv6 too, is reached by its commands', async () => {
  const other = await workspaceProcess()
  onTestFinished(() => other.remove())
  await other.run('init')
  const { app } = await other.startWith({ LINCHPIN_HOST: '::' })
  expect(app).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await other.ask(['keys', 'list'])).toEqual({ keys: [] })
}, 60_000)
