import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { accept } from '../../src/pipeline/ingestion/index.ts'
import { createFactTables, hashFacts } from '../../src/pipeline/processing/index.ts'
import { load } from '../../src/pipeline/processing/load.ts'
import { signalReader } from '../../src/pipeline/processing/store.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { sql, type Database } from '../../src/platform/database/index.ts'
import { openWarehouse, type Warehouse } from '../../src/platform/warehouse/index.ts'
import { runChild } from '../harness/child.ts'
import { drillContract } from '../harness/drill-contract.ts'
import { testDatabase } from '../harness/test-database.ts'

const records = 4_000
const turns = 4

let db: Database
let file: string
beforeEach(async () => {
  db = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-kill-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  file = join(folder, 'warehouse.duckdb')
})

/** Lands every record once in each turn, in batches, as fast as the door takes them. */
async function landAll(): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    for (let from = 0; from < records; from += 250) {
      const batch = Array.from({ length: 250 }, (_, n) => ({ raw: { id: from + n, turn } }))
      const origin = { source: 'drill', receivedAt: systemClock.now() }
      await accept({ db, clock: systemClock, routes: [] }, drillContract, batch, origin)
    }
  }
}

/** The facts that all signals come to when nothing goes wrong. */
async function cleanRun(): Promise<Record<string, string>> {
  const warehouse = await openWarehouse({ memory: true })
  await createFactTables(warehouse)
  const deps = {
    warehouse,
    contracts: new Map([[drillContract.name, drillContract]]),
    report: async () => {},
  }
  const reader = signalReader(db)
  for (let after = 0; ;) {
    const { signals } = await reader.read(after, 3_000)
    if (signals.length === 0) break
    after = await load(deps, after, signals)
  }
  const hashes = await hashFacts(warehouse)
  await warehouse.close()
  return hashes
}

async function expectExact(warehouse: Warehouse): Promise<void> {
  const [row] = await warehouse.query<Record<string, number>>(sql`
    select (select count(*) from touch) as touches,
      (select count(distinct id) from touch) as keys,
      (select count(*) from unmapped where mode = 'violation') as failed,
      (select count(*) from touch where channel <> ${`turn ${turns - 1}`}) as old`)
  expect(row!['touches']! + row!['failed']!).toBe(records)
  expect(row).toMatchObject({ keys: row!['touches'], old: 0 })
  expect(await hashFacts(warehouse)).toEqual(await cleanRun())
}

describe('processing, killed with -9', () => {
  test('again and again in the middle of a batch, counts every signal exactly once', async () => {
    const landing = landAll()
    for (let kill = 0; kill < 8; kill += 1) {
      const maker = runChild('fact-maker.ts', [db.url, file, 'alone'])
      await maker.says('serving')
      // From before the first write to behind the commit: each time a little later.
      if (kill > 0) await maker.says('writing')
      await sleep(kill * 4)
      maker.kill('SIGKILL')
      expect(await maker.ended).toBe('SIGKILL')
    }
    await landing
    const last = runChild('fact-maker.ts', [db.url, file, 'alone'])
    await last.says('serving')
    last.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    const warehouse = await openWarehouse({ file })
    await expectExact(warehouse)
    await warehouse.close()
  })

  test('as the holder of the warehouse, is followed by the one that stands by', async () => {
    const landing = landAll()
    const first = runChild('fact-maker.ts', [db.url, file, 'lease'])
    await first.says('serving')
    const second = runChild('fact-maker.ts', [db.url, file, 'lease'])
    await sleep(300)
    first.kill('SIGKILL')
    await first.ended
    await second.says('serving')
    await landing
    second.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    // What it had not yet loaded when it was stopped, the next one does.
    const last = runChild('fact-maker.ts', [db.url, file, 'alone'])
    await last.says('serving')
    last.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    const warehouse = await openWarehouse({ file })
    await expectExact(warehouse)
    await warehouse.close()
  })
})
