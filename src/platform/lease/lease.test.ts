import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { runChild } from '../../../test/harness/child.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { sql, type Database } from '../database/index.ts'
import { openLog } from '../log.ts'
import { holdLease, LeaseLostError, type HeldLease, type LeaseOptions } from './index.ts'

// Real processes, which take their time on a machine that is busy.
vi.setConfig({ testTimeout: 90_000 })

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
const log = openLog({ name: 'test', level: 'silent' })

/** One that tries for the lease in this process, and when it was held and lost. */
async function holder(name: string, more: Partial<LeaseOptions> = {}) {
  const held: HeldLease[] = []
  let lost = 0
  let tell: () => void = () => {}
  const keeper = await holdLease({
    url: db.url,
    name,
    log,
    onHeld: (lease) => {
      held.push(lease)
      tell()
    },
    onLost: () => {
      lost += 1
      tell()
    },
    ...more,
  })
  onTestFinished(() => keeper.release())
  const until = async (seen: () => boolean) => {
    while (!seen()) await new Promise<void>((next) => (tell = next))
  }
  return { keeper, held, lost: () => lost, until }
}

describe('a lease', () => {
  test('is held by one at a time, and passes on when it is given back, with a greater token', async () => {
    const first = await holder('one')
    expect(first.keeper.state()).toBe('held')
    const second = await holder('one')
    expect(second.keeper.state()).toBe('standby')

    await first.keeper.release()
    await second.until(() => second.held.length === 1)
    expect(second.held[0]!.token).toBeGreaterThan(first.held[0]!.token)
    await expect(first.held[0]!.assertHeld()).rejects.toThrow(LeaseLostError)
    await second.held[0]!.assertHeld()
  })

  test('of one name has nothing to do with that of another', async () => {
    const keepers = await Promise.all(['two', 'three'].map((name) => holder(name)))
    expect(keepers.map(({ keeper }) => keeper.state())).toEqual(['held', 'held'])
  })

  test('goes to one of many who start at once', async () => {
    const keepers = await Promise.all(Array.from({ length: 8 }, () => holder('many')))
    expect(keepers.filter(({ keeper }) => keeper.state() === 'held')).toHaveLength(1)
  })

  test('survives the loss of its connection, with the same token', async () => {
    const { held, lost } = await holder('cut')
    await db.query(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'linchpin-lease-cut'`)
    await db.query(sql`update lease set seen = 'epoch' where name = 'cut'`)
    await expect
      .poll(() => db.query(sql`select 1 from lease where name = 'cut' and seen > 'epoch'`), {
        timeout: 60_000,
      })
      .toHaveLength(1)
    await held[0]!.assertHeld()
    expect([held.length, lost()]).toEqual([1, 0])
  })

  test('is given back when its holder cannot begin, and tried for again', async () => {
    let tries = 0
    const { keeper, held, until } = await holder('faltering', {
      onHeld: (lease) => {
        tries += 1
        if (tries === 1) throw new Error('the file is locked')
        held.push(lease)
      },
    })
    await expect.poll(() => tries, { timeout: 60_000 }).toBe(2)
    await until(() => held.length === 1)
    expect(keeper.state()).toBe('held')
  })

  test('that was taken away is noticed, told, and forbids to write', async () => {
    const { held, lost, until } = await holder('taken')
    await db.query(
      sql`update lease set token = token + 1, holder = 'other', seen = clock_timestamp() where name = 'taken'`,
    )
    await until(() => lost() === 1)
    await expect(held[0]!.assertHeld()).rejects.toThrow('another process holds the lease')
  })

  test('passes on when its holder is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linchpin-lease-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const file = join(folder, 'marks')
    const first = runChild('lease-holder.ts', [db.url, 'first', file])
    await first.says('held')
    const second = runChild('lease-holder.ts', [db.url, 'second', file])
    first.kill('SIGKILL')
    await second.says('held 2')
    second.kill('SIGTERM')
    await second.ended
    const marks = (await readFile(file, 'utf8')).trim().split('\n')
    expect(marks.lastIndexOf('first')).toBeLessThan(marks.indexOf('second'))
  })
})
