import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase, sql } from '../database/index.ts'
import { openLog } from '../log.ts'
import { processIdentity } from '../process-identity.ts'
import { PostgresBusyError } from './postgres-error.ts'
import { startPostgres, type RunningPostgres } from './start-postgres.ts'
import { findPostgres, usePostgres } from './use-postgres.ts'

// Real processes, which take their time on a machine that is busy.
vi.setConfig({ testTimeout: 90_000 })

const log = openLog({ name: 'test', level: 'silent' })
const isRoot = process.getuid?.() === 0

let base: string
let folder: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'linchpin-pg-'))
  await chmod(base, 0o711)
  // Longer than the path of a socket may be, and with spaces.
  folder = join(base, 'a workspace with a name', 'x'.repeat(120), 'postgres')
})
afterAll(() => rm(base, { recursive: true, force: true }))

const start = (more: { port?: number } = {}) => startPostgres({ folder, log, ...more })
const postmaster = async () =>
  Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const db = openDatabase({ url, name: 'test', connections: 1 })
  try {
    return await db.query<Row>(sql([text]))
  } finally {
    await db.close()
  }
}

/** Waits for what the outside world is about to do. */
async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const seen = await look().catch(() => undefined)
    if (seen) return seen
    await sleep(20)
  }
}

async function launch(where = folder, user: { uid?: number; gid?: number } = {}) {
  const script = join(import.meta.dirname, '../../../test/harness/launch-postgres.ts')
  const child = spawn(process.execPath, [script, where], {
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, ...(JSON.parse(String(line)) as { url: string; adopted: boolean }) }
}

const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

describe('the PostgreSQL that comes with Linchpin', () => {
  test('starts durable, on the loopback address only, with a password of its own', async () => {
    const server = await start()
    onTestFinished(() => server.stop())
    const [row] = await ask<Record<string, string>>(
      server.url,
      `select current_setting('fsync') fsync, current_setting('synchronous_commit') sync,
        current_setting('listen_addresses') listen, current_setting('unix_socket_directories') socket`,
    )
    expect(row).toEqual({ fsync: 'on', sync: 'on', listen: '127.0.0.1', socket: '' })
    expect(server.adopted).toBe(false)

    const { password } = new URL(server.url)
    expect(password.length).toBeGreaterThanOrEqual(43)
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await expect(ask(server.url.replace(password, 'guess'), 'select 1')).rejects.toThrow('password')
    await ask(server.url, 'create table public.kept as select 1 as one')
  })

  test('keeps its data, password and port, and leaves nothing running', async () => {
    const first = await start()
    const pid = await postmaster()
    await first.stop()
    await first.stop()
    expect(await processIdentity(pid)).toBeUndefined()
    const second = await start()
    onTestFinished(() => second.stop())
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select one from public.kept')).toEqual([{ one: 1 }])
  })

  test('takes another port when a stranger has its own, and says so when one was asked for', async () => {
    const port = Number(await readFile(join(folder, 'port'), 'utf8'))
    const stranger = createServer().listen(port, '127.0.0.1')
    onTestFinished(() => void stranger.close())
    await once(stranger, 'listening')
    await expect(start({ port })).rejects.toThrow(`port ${port} is taken`)
    const server = await start()
    onTestFinished(() => server.stop())
    expect(new URL(server.url).port).not.toBe(String(port))
  })

  test('is adopted when its launcher was killed', async () => {
    const first = await launch()
    const pid = await postmaster()
    await end(first.child, 'SIGKILL')
    expect(await processIdentity(pid)).toBeDefined()

    const second = await launch()
    expect(second).toMatchObject({ adopted: true, url: first.url })
    expect(await postmaster()).toBe(pid)
    await end(second.child, 'SIGTERM')
    expect(await processIdentity(pid)).toBeUndefined()
  })

  test('is started again, at the same address and with its data, when it is killed', async () => {
    const server = await start()
    onTestFinished(() => server.stop())
    for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
      const pid = await postmaster()
      process.kill(pid, signal)
      await until(async () => (await postmaster()) !== pid && (await findPostgres(folder)))
      expect(await ask(server.url, 'select one from public.kept')).toEqual([{ one: 1 }])
    }
  })

  test('an adopted one is started again, too', async () => {
    const first = await launch()
    await end(first.child, 'SIGKILL')
    const server = await start()
    onTestFinished(() => server.stop())
    const pid = await postmaster()
    process.kill(pid, 'SIGKILL')
    await until(async () => (await postmaster()) !== pid && (await findPostgres(folder)))
  })
})

describe('two who want the same PostgreSQL', () => {
  test('a second launcher is refused while the first lives, and told who it is', async () => {
    const { child } = await launch()
    await expect(start()).rejects.toThrow(`is run by process ${child.pid}`)
    await expect(start()).rejects.toThrow(PostgresBusyError)
    await end(child, 'SIGTERM')
  })

  test('a command uses the one that runs, starts its own when none does, or takes the given one', async () => {
    const { child, url } = await launch()
    expect(await usePostgres({ folder, log })).toMatchObject({ whose: 'found', url })
    await end(child, 'SIGTERM')
    expect(await findPostgres(folder)).toBeUndefined()

    const own = await usePostgres({ folder, log })
    expect(own).toMatchObject({ whose: 'started' })
    await own.stop()
    expect(await findPostgres(folder)).toBeUndefined()

    const databaseUrl = 'postgres://example.test/db'
    expect(await usePostgres({ folder, log, databaseUrl })).toMatchObject({ url: databaseUrl })
  })

  test('the command that ends first waits for the other', async () => {
    const [one, two] = await Promise.all([
      usePostgres({ folder, log }),
      usePostgres({ folder, log }),
    ])
    expect([one.whose, two.whose].sort()).toEqual(['found', 'started'])
    const db = openDatabase({ url: two.url, name: 'test', connections: 1 })
    await db.query(sql`select 1`)
    const stopped = Promise.all([one.stop(), two.stop()])
    await db.query(sql`select pg_sleep(0.3)`)
    await db.close()
    await stopped
  })
})

describe('what it refuses, and says how to mend', () => {
  test('a process that is not ours where the server should be', async () => {
    const stranger = spawn('sleep', ['60'])
    onTestFinished(() => void stranger.kill())
    await once(stranger, 'spawn')
    const file = join(folder, 'data', 'postmaster.pid')
    const written = (at: number) =>
      writeFile(file, `${stranger.pid}\n${join(folder, 'data')}\n${at}\n5\n\n\n\nready\n`)

    await written(Math.floor(Date.now() / 1_000))
    await expect(start()).rejects.toThrow(
      `process ${stranger.pid} runs this database, but that is "sleep 60"`,
    )
    // A server of an earlier boot, whose number the stranger was given since.
    await written(1_700_000_000)
    const server = await start()
    await server.stop()
    expect(await processIdentity(stranger.pid!)).toBeDefined()
  })

  test('a lost password', async () => {
    const file = join(folder, 'password')
    const password = await readFile(file, 'utf8')
    onTestFinished(() => writeFile(file, password))
    await writeFile(file, 'guess\n')
    await expect(start()).rejects.toThrow('is not the one of its database')
    await rm(file)
    await expect(start()).rejects.toThrow('Restore that file from a backup')
  })

  test('data of another version', async () => {
    const file = join(folder, 'data', 'PG_VERSION')
    const version = await readFile(file, 'utf8')
    onTestFinished(() => writeFile(file, version))
    await writeFile(file, '17\n')
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17')
  })

  test('settings that it cannot start with: the end of its log is shown', async () => {
    const file = join(folder, 'data', 'postgresql.conf')
    const settings = await readFile(file, 'utf8')
    onTestFinished(() => writeFile(file, settings))
    await writeFile(file, `${settings}\nnonsense = 1\n`)
    await expect(start()).rejects.toThrow('nonsense')
  })

  test.runIf(isRoot)('as root: a folder that its user cannot reach', async () => {
    const home = await mkdtemp(join(tmpdir(), 'linchpin-home-'))
    onTestFinished(() => rm(home, { recursive: true }))
    await expect(
      startPostgres({ folder: join(home, 'ws', '.linchpin', 'postgres'), log }),
    ).rejects.toThrow(`chmod o+x ${home}`)
  })

  test('a folder half made by a launcher that was killed is made anew', async () => {
    const other = join(base, 'half-made', 'postgres')
    await mkdir(join(other, 'data.new-1'), { recursive: true })
    await writeFile(join(other, 'data.new-1', 'PG_VERSION'), '18\n')
    let server: RunningPostgres | undefined
    onTestFinished(async () => server?.stop())
    server = await startPostgres({ folder: other, log })
    await expect(stat(join(other, 'data.new-1'))).rejects.toThrow('ENOENT')
  })
})

test.runIf(isRoot)('a plain user runs it as themselves', async () => {
  const nobody = { uid: 65_534, gid: 65_534 }
  const home = join(base, 'home of nobody')
  await mkdir(home, { mode: 0o700 })
  await chown(home, nobody.uid, nobody.gid)
  const own = join(home, '.linchpin', 'postgres')
  const { child, url } = await launch(own, nobody)
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await stat(join(own, 'data'))).uid).toBe(nobody.uid)
  await end(child, 'SIGTERM')

  // Root, when it comes to the same folder, runs the server as its owner.
  const server = await startPostgres({ folder: own, log })
  await server.stop()
  expect((await stat(join(own, 'data'))).uid).toBe(nobody.uid)
})
