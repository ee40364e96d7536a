import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { runChild } from '../../../test/harness/child.ts'
import { openLog } from '../../platform/log.ts'
import { findPostgres } from '../../platform/postgres/index.ts'
import { processIdentity } from '../../platform/process-identity.ts'
import { RoleError } from './role-error.ts'
import { startLinchpin } from './start-linchpin.ts'
import { superviseRole, type Dying, type RoleOptions } from './supervise-role.ts'

// Real processes, which take their time on a machine that is busy.
vi.setConfig({ testTimeout: 90_000 })

const log = openLog({ name: 'test', level: 'silent' })
const entry = new URL('../../../test/harness/role.ts', import.meta.url)

let folder: string
let diary: string
beforeEach(async () => {
  const made = await mkdtemp(join(tmpdir(), 'linchpin-supervise-'))
  await chmod(made, 0o711)
  folder = join(made, 'postgres')
  diary = join(made, 'diary')
  return () => rm(made, { recursive: true, force: true })
})

const entries = async () =>
  (await readFile(diary, 'utf8').catch(() => ''))
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [role: string, what: string, pid: string])
const acts = async () => (await entries()).map(([role, what]) => `${role} ${what}`)
const pids = async () => (await entries()).map(([, , pid]) => Number(pid))

function supervise(temper: string, more: Partial<RoleOptions> = {}) {
  const env = { ROLE_NAME: 'app', ROLE_TEMPER: temper, ROLE_DIARY: diary }
  const backoff = { baseMs: 10, capMs: 100, calmMs: 60_000 }
  const role = superviseRole({ name: 'app', entry, env, log, backoff, ...more })
  onTestFinished(() => role.stop())
  return role
}

const waitForActs = (count: number) =>
  expect.poll(async () => (await acts()).length, { timeout: 60_000 }).toBe(count)

describe('a supervised role', () => {
  test('is ready when it serves, and stops cleanly', async () => {
    const role = supervise('calm')
    await role.ready
    await role.stop()
    expect(await acts()).toEqual(['app starts', 'app stops'])
    expect(role.pid()).toBeUndefined()
  })

  test('is started again each time it dies', async () => {
    const role = supervise('calm')
    await role.ready
    for (const deaths of [1, 2]) {
      process.kill((await pids()).at(-1)!, 'SIGKILL')
      await waitForActs(deaths + 1)
    }
    expect(new Set(await pids()).size).toBe(3)
  })

  test('that dies three times within ten minutes is told of, and one that dies twice is not', async () => {
    const told: Dying[] = []
    const role = supervise('calm', { onDying: (dying) => told.push(dying) })
    await role.ready
    for (const deaths of [1, 2, 3]) {
      expect(told).toEqual([])
      process.kill((await pids()).at(-1)!, 'SIGKILL')
      await waitForActs(deaths + 1)
    }
    expect(told).toEqual([{ role: 'app', times: 3, how: 'it was ended by SIGKILL' }])
  })

  test('that hangs is killed and started again', async () => {
    let logged = ''
    const write = (line: string) => void (logged += line)
    const role = supervise('calm', { hangMs: 3_000, log: openLog({ name: 'test', write }) })
    await role.ready
    const pid = role.pid()!
    process.kill(pid, 'SIGSTOP')
    await waitForActs(2)
    expect(await processIdentity(pid)).toBeUndefined()
    expect(logged).toContain('"how":"it hung and was killed"')
  })

  test('that cannot start says why, and is not tried for ever', async () => {
    const role = supervise('broken')
    await expect(role.ready).rejects.toThrow('the app process did not start: port 4400 is taken')
    await expect(role.ready).rejects.toThrow(RoleError)
    await role.stop()
  })

  test('that does not stop is killed at its deadline', async () => {
    const role = supervise('stubborn', { deadlineMs: 100 })
    await role.ready
    const pid = role.pid()!
    await role.stop()
    expect(await processIdentity(pid)).toBeUndefined()
  })

  test('is not started again when it is stopped while it waits', async () => {
    const role = supervise('calm')
    await role.ready
    process.kill(role.pid()!, 'SIGKILL')
    await role.stop()
    expect((await acts()).length).toBeLessThanOrEqual(3)
    expect(role.pid()).toBeUndefined()
  })
})

test('a role that is asked to end while it still starts does end', async () => {
  const env = { ROLE_NAME: 'app', ROLE_TEMPER: 'slow', ROLE_DIARY: diary }
  const role = runChild('role.ts', [], env)
  await expect.poll(acts, { timeout: 60_000 }).toEqual(['app starts'])
  role.kill('SIGTERM')
  expect(await role.ended).toBe(1)
})

describe('PostgreSQL and the roles together', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stop on %s, edge first, PostgreSQL last, and nothing is left',
    async (signal) => {
      const parent = runChild('supervisor.ts', [folder, diary])
      await parent.says('ready')
      parent.kill(signal)
      expect(await parent.ended).toBe(0)
      expect(await acts()).toEqual(['app starts', 'edge starts', 'edge stops', 'app stops'])
      const left = await Promise.all((await pids()).map(processIdentity))
      expect(left.filter(Boolean)).toEqual([])
      expect(await findPostgres(folder)).toBeUndefined()
    },
  )

  test('the roles end when their parent is killed, and the next one takes PostgreSQL over', async () => {
    const parent = runChild('supervisor.ts', [folder, diary])
    await parent.says('ready')
    parent.kill('SIGKILL')
    await waitForActs(4)
    const next = runChild('supervisor.ts', [folder, diary])
    await next.says('ready')
    next.kill('SIGTERM')
    expect(await next.ended).toBe(0)
    expect(await findPostgres(folder)).toBeUndefined()
  })

  test('what has started is stopped when the rest cannot start', async () => {
    const role = (name: string, temper: string) => ({
      name,
      entry,
      env: { ROLE_NAME: name, ROLE_TEMPER: temper, ROLE_DIARY: diary },
    })
    const start = startLinchpin({
      log,
      postgresFolder: folder,
      roles: () => [role('app', 'calm'), role('edge', 'broken')],
    })
    await expect(start).rejects.toThrow('the edge process did not start')
    expect(await acts()).toEqual(['app starts', 'app stops'])
    expect(await findPostgres(folder)).toBeUndefined()
  })

  test('a start that is given up leaves nothing running', async () => {
    const giveUp = new AbortController()
    const start = startLinchpin({
      log,
      postgresFolder: folder,
      signal: giveUp.signal,
      roles: () => {
        giveUp.abort()
        return [
          { name: 'app', entry, env: { ROLE_NAME: 'app', ROLE_TEMPER: 'calm', ROLE_DIARY: diary } },
        ]
      },
    })
    await expect(start).rejects.toThrow('it was told to stop')
    expect(await findPostgres(folder)).toBeUndefined()
  })
})
