import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { accept } from '../../src/pipeline/ingestion/index.ts'
import { keepWarehouse } from '../../src/pipeline/processing/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { sql } from '../../src/platform/database/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { drillContract } from '../harness/drill-contract.ts'
import { testDatabase } from '../harness/test-database.ts'

/** A disk of its own, of so many megabytes, or undefined where this process may not mount one. */
async function smallDisk(megabytes: number) {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-full-'))
  const mount = (options: string) =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  try {
    mount(`size=${megabytes}m`)
  } catch {
    await rm(folder, { recursive: true })
    return undefined
  }
  onTestFinished(async () => {
    execFileSync('umount', [folder])
    await rm(folder, { recursive: true })
  })
  return { folder, grow: (to: number) => mount(`remount,size=${to}m`) }
}

test('a full disk stops the facts, not the intake; once there is room they catch up by themselves', async (context) => {
  const disk = await smallDisk(1)
  if (!disk) return context.skip('mounting a small disk needs root')
  const db = await testDatabase()
  const deps = { db, clock: systemClock, routes: [] }
  const kept = await keepWarehouse(
    { ...deps, contracts: [drillContract], log: openLog({ name: 'drill', level: 'silent' }) },
    { file: join(disk.folder, 'warehouse.duckdb') },
  )
  onTestFinished(() => kept.stop())

  let landed = 0
  const wait = { timeout: 60_000, interval: 50 }
  await expect
    .poll(async () => {
      const batch = Array.from({ length: 500 }, (_, n) => ({ raw: { id: landed + n, turn: 1 } }))
      const origin = { source: 'drill', receivedAt: systemClock.now() }
      landed += (await accept(deps, drillContract, batch, origin)).landed
      return kept.state().state
    }, wait)
    .toBe('failed')
  expect(kept.state().reason).toContain('there is no room to write the warehouse')
  const desk = () => db.query(sql`select title from exception where mode = 'unavailable'`)
  await expect.poll(desk, wait).toEqual([{ title: 'The warehouse cannot be written' }])

  disk.grow(64)
  await expect.poll(() => kept.state().state, wait).toBe('serving')
  await kept.caughtUp()
  const [row] = await kept.query<{ rows: number; keys: number; failed: number }>(sql`
    select (select count(*) from touch) as rows, (select count(distinct id) from touch) as keys,
      (select count(*) from unmapped where mode = 'violation') as failed`)
  expect(row!.rows + row!.failed).toBe(landed)
  expect(row!.keys).toBe(row!.rows)
})
