import { fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql, type Database } from '../../src/platform/database/index.ts'
import type { Progress } from '../../src/pipeline/ingestion/index.ts'
import { testDatabase } from '../harness/test-database.ts'

const child = new URL('../harness/pull-child.ts', import.meta.url)

let db: Database
let folder: string
beforeAll(async () => {
  db = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'linchpin-kill-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts a pull in a process of its own; it is killed once it has read so many records. */
function pullAndKill(after: number): Promise<{ killed: boolean; result?: unknown }> {
  return new Promise((resolve, reject) => {
    const process = fork(child, [db.url, folder], { stdio: 'inherit' })
    let result: unknown
    process.on('message', (message: { progress?: Progress; result?: unknown }) => {
      result = message.result
      if ((message.progress?.records ?? 0) > after) process.kill('SIGKILL')
    })
    process.on('error', reject)
    process.on('exit', (_, signal) => resolve({ killed: signal === 'SIGKILL', result }))
  })
}

test('an import that is killed again and again loses no record and takes none twice', async () => {
  const count = 120_000
  const rows = Array.from({ length: count }, (_, n) => {
    if (n % 1_000 === 7) return `${n},many\n`
    if (n % 1_000 === 8) return `${n}\n`
    return `${n},${n % 10}\n`
  })
  // One more line for every thousandth record: the same again.
  const twice = rows.filter((_, n) => n % 1_000 === 1)
  await writeFile(join(folder, 'leads.csv'), ['id,score\n', ...rows, ...twice].join(''))

  expect(await pullAndKill(10_000)).toMatchObject({ killed: true })
  expect(await pullAndKill(50_000)).toMatchObject({ killed: true })
  expect(await pullAndKill(90_000)).toMatchObject({ killed: true })
  const bad = 2 * (count / 1_000)
  const expected = {
    read: count + twice.length,
    landed: count - bad - count / 10,
    duplicate: twice.length,
    filtered: count / 10,
    quarantined: bad,
  }
  // n % 10 is 7 and 8 for the bad ones, so no filtered record is among them.
  expect(await pullAndKill(Infinity)).toMatchObject({
    killed: false,
    result: { ...expected, run: 1, state: 'done' },
  })

  const [counted] = await db.query(sql`
    select sum(read)::int as read, sum(landed)::int as landed, sum(duplicate)::int as duplicate,
      sum(filtered)::int as filtered, sum(quarantined)::int as quarantined from tally`)
  expect(counted).toEqual(expected)
  const [stored] = await db.query(sql`
    select count(*) as landed, count(distinct key) as keys,
      (select count(*) from quarantine) as quarantined,
      (select count(distinct raw) from quarantine) as different,
      (select count(*) from run) as runs
    from signal`)
  expect(stored).toEqual({
    landed: expected.landed,
    keys: expected.landed,
    quarantined: bad,
    different: bad,
    runs: 1,
  })
})
