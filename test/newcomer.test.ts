import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadWorkspace } from '../src/app/load-workspace/load-workspace.ts'
import { expectExact } from './harness/expect-exact.ts'
import { testDatabase } from './harness/test-database.ts'
import { openLog } from '../src/platform/log.ts'
import { openWarehouse } from '../src/platform/warehouse/index.ts'
import { builtInReports, runReport } from '../src/pipeline/intelligence/index.ts'
import { createFactTables, startProcessing } from '../src/pipeline/processing/index.ts'
import { pull } from '../src/pipeline/ingestion/index.ts'
import { sql } from '../src/platform/database/index.ts'

const fixtures = join(import.meta.dirname, 'fixtures/newcomer')
const clock = { now: () => new Date('2026-07-01T00:00:00Z') }

/** Pulls a newcomer's three exports, makes facts of them, and asks which channel brought revenue. */
async function takeIn(name: string) {
  const db = await testDatabase()
  const { workspace, folder } = await loadWorkspace(join(fixtures, name))
  const { contracts, sources } = workspace
  const deps = { db, clock, routes: [], folder }
  const runs: number[][] = []
  for (const source of sources) {
    const { read, landed, duplicate, filtered, quarantined, problems } = await pull(deps, source)
    expect(problems).toEqual([])
    runs.push([read, landed, duplicate, filtered, quarantined])
  }
  await expectExact(db)
  const reasons = await db.query<{ reason: string }>(sql`select reason from quarantine order by id`)

  const warehouse = await openWarehouse({ memory: true, threads: 1 })
  await createFactTables(warehouse)
  const log = openLog({ name: 'test', level: 'silent' })
  const processing = await startProcessing({ db, clock, routes: [], warehouse, contracts, log })
  await processing.caughtUp()
  await processing.stop()
  const reports = builtInReports({ db, contracts })
  const { rows } = await runReport({ warehouse, clock, reports }, 'channel-pipeline')
  await warehouse.close()
  return {
    runs,
    reasons: reasons.map(({ reason }) => reason),
    channels: rows.map(({ channel, currency, leads, opportunities, pipeline, won, revenue }) =>
      [channel, currency, leads, opportunities, pipeline, won, revenue].join(' '),
    ),
  }
}

test('a German Excel: semicolons, decimal commas, day before month, windows-1252', async () => {
  expect(await takeIn('a')).toEqual({
    runs: [
      [6, 4, 0, 0, 2],
      [5, 4, 0, 0, 1],
      [5, 4, 1, 0, 0],
    ],
    reasons: [
      '"31.04.2026" is not a day of the calendar',
      'leads.csv, line 8 (byte 489): it has 6 cells, but the header names 8 columns',
      `"12.5" has a decimal point, but the contract declares decimal: ','`,
    ],
    channels: [
      'Paid Search EUR 1 1 12500 1 12500',
      'Paid Social EUR 1 1 950 1 900',
      'Event EUR 1 1 8000 0 0',
      'Email EUR 1 1 1234.5 0 0',
    ],
  })
})

test('an American CRM: everything quoted, dollars with commas, month before day', async () => {
  expect(await takeIn('b')).toEqual({
    runs: [
      [5, 4, 0, 1, 0],
      [4, 3, 0, 0, 1],
      [4, 3, 0, 0, 1],
    ],
    reasons: ['"TBD" is not a number', '"13/13/2026" is not a day of the calendar'],
    channels: [
      'Organic Search USD 1 1 10000 1 9500',
      'Paid Social USD 1 1 2500.5 0 0',
      'Email USD 2 1 1234.5 0 0',
    ],
  })
})

test('a tool that gives ids, moments and minor units, with NULL for nothing', async () => {
  expect(await takeIn('c')).toEqual({
    runs: [
      [4, 3, 0, 0, 1],
      [4, 3, 0, 0, 1],
      [3, 2, 0, 0, 1],
    ],
    reasons: ['"1775383200" is not a date', 'must be integer', 'must match pattern "^[A-Z]{3}$"'],
    channels: [
      'Paid Search EUR 1 1 12500 1 12500',
      'Direct EUR 1 1 999.5 0 0',
      'Email EUR 1 1 0 0 0',
      'Email JPY   30000  0',
    ],
  })
})
