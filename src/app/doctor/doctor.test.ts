import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../../test/harness/free-port.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { systemClock } from '../../platform/clock.ts'
import { openDatabase, sql } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { startPostgres } from '../../platform/postgres/index.ts'
import { makeStateFolder, writeRuntime } from '../runtime-file.ts'
import { judgeClock } from './clock.ts'
import { checkMigrations, judgeDatabase, judgeMigrations } from './database.ts'
import { judgeDisk } from './disk.ts'
import { examine, type DoctorDeps } from './examine.ts'
import { checkNode } from './node.ts'
import { judgeRights } from './rights.ts'

const log = openLog({ name: 'test', level: 'silent' })
// Only the command line resolves 'linchpin' for a workspace that has not installed it.
const config = `import { defineWorkspace } from '${join(import.meta.dirname, '../../index.ts')}'
export default defineWorkspace({ name: 'acme' })
`

let folder: string
let ports: { app: number; edge: number }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-doctor-'))
  await chmod(folder, 0o711)
  await writeFile(join(folder, 'linchpin.config.ts'), config)
  ports = { app: await freePort(), edge: await freePort() }
  return () => rm(folder, { recursive: true, force: true })
})

const look = (more: Partial<DoctorDeps> = {}) =>
  examine({ folder, env: {}, clock: systemClock, log, ports, ...more })
const of = async (check: string, more: Partial<DoctorDeps> = {}) =>
  (await look(more)).filter((finding) => finding.check === check)

describe('linchpin doctor', () => {
  test('finds nothing wrong with a new workspace, and makes nothing in it', async () => {
    const findings = await look()
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    expect(new Set(findings.map(({ check }) => check))).toEqual(
      new Set(['node', 'config', 'disk', 'rights', 'ports', 'addresses', 'database', 'warehouse']),
    )
    await expect(cp(join(folder, '.linchpin'), join(folder, 'copy'))).rejects.toThrow('ENOENT')
  })

  test('looks into the database of the workspace, and leaves it as it was', async () => {
    const postgres = join(folder, '.linchpin', 'postgres')
    await (await startPostgres({ folder: postgres, log })).stop()
    const findings = await look()
    expect(findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    expect(findings).toContainEqual({
      check: 'database',
      verdict: 'ok',
      found: 'PostgreSQL 18 answers',
    })
    expect(findings.find(({ check }) => check === 'migrations')?.found).toMatch(/at the next start/)
  })

  test('says where the config is wrong', async () => {
    await writeFile(join(folder, 'linchpin.config.ts'), 'export default 1\n')
    const [finding] = await of('config')
    expect(finding).toMatchObject({ verdict: 'fail' })
    expect(finding!.found).toContain('linchpin.config.ts')
  })

  test('warns where people come by https and browsers are told no address of the edge', async () => {
    const people = { LINCHPIN_URL: 'https://linchpin.example' }
    expect(await of('addresses', { env: people })).toMatchObject([
      {
        verdict: 'warn',
        found: expect.stringContaining('https://linchpin.example'),
        mend: expect.stringContaining('LINCHPIN_EDGE_PUBLIC_URL'),
      },
    ])
    const browsers = { ...people, LINCHPIN_EDGE_PUBLIC_URL: 'https://events.example' }
    expect(await of('addresses', { env: browsers })).toMatchObject([{ verdict: 'ok' }])
    expect(
      await of('addresses', { env: { LINCHPIN_EDGE_PUBLIC_URL: 'events.example' } }),
    ).toMatchObject([{ verdict: 'fail' }])
  })

  test('says which port is taken, and how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const findings = await of('ports', { ports: { ...ports, edge: port } })
    expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'fail'])
    expect(findings[1]!.found).toContain(String(port))
    expect(findings[1]!.mend).toContain('--edge-port')
  })

  test("takes no other workspace's app for this one's, though it has the port of before", async () => {
    const other = createHttpServer((request, answer) => {
      answer.writeHead(request.url === '/healthz' ? 200 : 401).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    await makeStateFolder(join(folder, '.linchpin'))
    const url = `http://127.0.0.1:${port}`
    const runtime = { url, shownUrl: url, token: 'of an app that was killed', pid: 1 }
    await writeRuntime(join(folder, '.linchpin'), runtime)
    const findings = await of('ports', { ports: { ...ports, app: port } })
    expect(findings.map(({ verdict }) => verdict)).toEqual(['fail', 'ok'])
  })

  test('says that a given database does not answer, without its password', async () => {
    const url = `postgres://me:hunter2@127.0.0.1:${ports.app}/none`
    const [finding] = await of('database', { env: { DATABASE_URL: url } })
    expect(finding).toMatchObject({ verdict: 'fail' })
    expect(finding!.found).toContain('ECONNREFUSED')
    expect(finding!.mend).toContain('DATABASE_URL')
    expect(JSON.stringify(finding)).not.toContain('hunter2')
  })

  test('says what to write where the address of the database is none, without its password', async () => {
    const env = { DATABASE_URL: 'postgres://me:hunter#2@db/none' }
    const [finding] = await of('database', { env })
    expect(finding).toMatchObject({ verdict: 'fail' })
    expect(finding!.found).toContain('write postgres://USER:PASSWORD@HOST:5432/NAME')
    expect(JSON.stringify(finding)).not.toContain('hunter')
  })

  test('says that a warehouse is damaged, and how to make it again', async () => {
    await mkdir(join(folder, '.linchpin'))
    await writeFile(join(folder, '.linchpin', 'warehouse.duckdb'), 'no warehouse'.repeat(1_000))
    const [finding] = await of('warehouse')
    expect(finding).toMatchObject({ verdict: 'fail' })
    expect(finding!.mend).toContain('linchpin rebuild')
  })

  test('says whose secrets others may read', async () => {
    await mkdir(join(folder, '.linchpin'))
    const file = join(folder, '.linchpin', 'runtime.json')
    await writeFile(file, '{"url":"http://127.0.0.1:1"}')
    await chmod(file, 0o644)
    const [finding] = await of('rights')
    expect(finding).toMatchObject({ verdict: 'warn' })
    expect(finding!.mend).toBe(`Run: chmod go-r "${file}"`)
  })
})

test('the migrations of a database: those to come, none, and those of a newer version', async () => {
  const db = await testDatabase()
  expect(await checkMigrations(db)).toMatchObject({
    verdict: 'ok',
    found: 'all tables are up to date',
  })
  await db.query(
    sql`insert into migration (slice, number, name) values ('x', 1, '0001-future.sql')`,
  )
  expect(await checkMigrations(db)).toMatchObject({ verdict: 'fail' })
  const empty = openDatabase({ url: db.url.replace(/\/test_\w+$/, '/postgres'), name: 'test' })
  onTestFinished(() => empty.close())
  expect((await checkMigrations(empty)).found).toContain('at the next start')
})

describe('the rules', () => {
  test('Node', () => {
    expect(checkNode('24.0.0').verdict).toBe('ok')
    expect(checkNode('22.18.0')).toMatchObject({
      verdict: 'fail',
      found: 'Node 22.18.0, which is too old',
    })
  })

  test.each([
    [50e9, 'ok'],
    [1e9, 'warn'],
    [1e8, 'fail'],
  ])('%d bytes free: %s', (free, verdict) => {
    expect(judgeDisk(free, '/srv').verdict).toBe(verdict)
  })

  test.each([
    [0, 'ok'],
    [1_500, 'ok'],
    [-3_000, 'warn'],
    [60_000, 'warn'],
    [301_000, 'fail'],
    [-301_000, 'fail'],
  ])('a clock that is %d ms ahead: %s', (offMs, verdict) => {
    const before = new Date('2026-05-04T10:00:00Z')
    const after = new Date(before.getTime() + 100)
    const theirs = new Date((offMs > 0 ? after : before).getTime() + offMs)
    expect(judgeClock(theirs, { before, after }).verdict).toBe(verdict)
  })

  const well = {
    version: 180_004,
    mayCreate: true,
    fsync: 'on',
    maxConnections: 100,
    isReadOnly: false,
  }
  test.each([
    [{}, 'ok'],
    [{ version: 130_000 }, 'fail'],
    [{ mayCreate: false }, 'fail'],
    [{ fsync: 'off' }, 'fail'],
    [{ isReadOnly: true }, 'fail'],
    [{ maxConnections: 20 }, 'warn'],
  ])('a database with %j: %s', (change, verdict) => {
    expect(judgeDatabase({ ...well, ...change }).map((finding) => finding.verdict)).toEqual([
      verdict,
    ])
  })

  test('migrations', () => {
    expect(judgeMigrations({ pending: ['a/1'], unknown: [] }).verdict).toBe('ok')
    expect(judgeMigrations({ pending: ['a/1'], unknown: ['b/2'] }).verdict).toBe('fail')
  })

  const file = { path: '/ws/.linchpin/x', mode: 0o100600, uid: 1_000, isFolder: false }
  test.each([
    [file, []],
    [{ ...file, mode: 0o100640 }, ['warn']],
    [{ ...file, mode: 0o100666 }, ['fail']],
    [{ ...file, uid: 0 }, ['fail']],
    [{ ...file, mode: 0o040711, isFolder: true }, []],
    [{ ...file, mode: 0o040777, isFolder: true }, ['fail']],
  ])('rights %j: %j', (rights, verdicts) => {
    expect(judgeRights(rights, 1_000, 'x').map(({ verdict }) => verdict)).toEqual(verdicts)
  })
})
