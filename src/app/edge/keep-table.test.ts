import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import type { VariantTable } from '../../edge/index.ts'
import { publishTable } from '../../personalization/index.ts'
import { systemClock } from '../../platform/clock.ts'
import { openLog } from '../../platform/log.ts'
import { keepTable, type TableKeeperDeps } from './keep-table.ts'

const db = await testDatabase()
const log = openLog({ name: 'test', level: 'silent' })

/** Keeps a table beside a file with this text, until what is done with it is done. */
async function keeping(
  text: string,
  changed: TableKeeperDeps['changed'],
  seen: () => Promise<unknown>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-table-'))
  const file = join(folder, 'variant-table.json')
  writeFileSync(file, text)
  const keeper = keepTable({ db, log, file, changed })
  try {
    await seen()
  } finally {
    await keeper.close()
    rmSync(folder, { recursive: true })
  }
}
const published: VariantTable = { format: 1, version: 0, placements: [] }

test.each([
  ['no JSON', '{"format":1,'],
  ['a damaged restriction', '{"format":1,"version":1,"placements":[{"restrictions":[null]}]}'],
  ['a damaged placement', '{"format":1,"version":1,"placements":[null]}'],
])('a kept file that is %s is left, and the database asked', async (_, text) => {
  await publishTable({ db, clock: systemClock }, published)
  const taken: VariantTable[] = []
  await keeping(
    text,
    (table) => taken.push(table),
    () => until(() => taken.length > 0),
  )
  expect(taken).toEqual([{ ...published, version: 1 }])
})

test('a table that could not be taken over is taken over later', async () => {
  await publishTable({ db, clock: systemClock }, published)
  let times = 0
  const taken: VariantTable[] = []
  const changed = (table: VariantTable) => {
    times += 1
    // From the file and from the database: neither ends the edge, nor passes for taken.
    if (times <= 2) throw new Error('it could not be prepared')
    taken.push(table)
  }
  const kept = JSON.stringify({ ...published, version: 1 })
  await keeping(kept, changed, () => until(() => taken.length > 0))
  expect(taken).toEqual([{ ...published, version: 1 }])
})
