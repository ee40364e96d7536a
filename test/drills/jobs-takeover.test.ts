import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrationFolders } from '../../src/app/migration-folders.ts'
import { migrate, openDatabase, sql, type Database } from '../../src/platform/database/index.ts'
import { listJobs, type JobState } from '../../src/platform/jobs/index.ts'
import { openLog } from '../../src/platform/log.ts'
import { startPostgres, type RunningPostgres } from '../../src/platform/postgres/index.ts'
import { runChild, type Child } from '../harness/child.ts'

const log = openLog({ name: 'drill', level: 'silent' })
const count = 20

let folder: string
let postgres: RunningPostgres
let db: Database
const workers: Child[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linchpin-drill-'))
  await chmod(folder, 0o711)
  postgres = await startPostgres({ folder: join(folder, 'postgres'), log })
  db = openDatabase({ url: postgres.url, name: 'drill' })
  await migrate(db, migrationFolders)
  await db.query(sql`create table public.did (job text, step text, worker text)`)
})
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.kill('SIGKILL')
    await worker.ended
  }
  await db.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

async function worker(mark: string, jobs: number): Promise<Child> {
  const child = runChild('job-worker.ts', [postgres.url, mark, String(jobs)])
  workers.push(child)
  await child.says('started')
  return child
}

/** What was done more than once, of all steps that the engine had noted as finished at a moment. */
const finishedSteps = () =>
  db.query<{ job: string; step: string }>(
    sql`select workflow_uuid as job, function_name as step from dbos.operation_outputs`,
  )
const timesDone = async () => {
  const rows = await db.query<{ job: string; step: string; times: number }>(
    sql`select job, step, count(*) as times from public.did group by job, step`,
  )
  return new Map(rows.map(({ job, step, times }) => [`${job} ${step}`, times]))
}
const states = async () => {
  const jobs = await listJobs(db)
  return Object.groupBy(jobs, ({ state }) => state) as Partial<Record<JobState, unknown[]>>
}
const allDone = (total: number) =>
  expect
    .poll(async () => (await states()).done?.length ?? 0, { timeout: 90_000, interval: 250 })
    .toBe(total)

test('a worker that is killed: its jobs go on elsewhere, and no finished step is done again', async () => {
  const first = await worker('first', count)
  await worker('second', count)
  // Done is not yet noted down: the kill comes when a first step is both.
  await expect
    .poll(async () => (await finishedSteps()).length, { timeout: 30_000, interval: 50 })
    .toBeGreaterThan(0)
  first.kill('SIGKILL')
  await first.ended
  const finished = await finishedSteps()
  await allDone(2 * count)

  const times = await timesDone()
  expect(times.size).toBe(2 * count * 3)
  expect(finished.length).toBeGreaterThan(0)
  expect(finished.filter(({ job, step }) => times.get(`${job} ${step}`) !== 1)).toEqual([])
})

test('a worker that hangs: its jobs are taken over, and it ends when it wakes', async () => {
  const first = await worker('first', count)
  await worker('second', count)
  await expect.poll(async () => (await timesDone()).size, { timeout: 30_000 }).toBeGreaterThan(0)
  first.kill('SIGSTOP')
  await allDone(2 * count)
  first.kill('SIGCONT')
  expect(await first.ended).toBe(70)
  expect((await timesDone()).size).toBe(2 * count * 3)
})

test('an outage of the database: nothing fails, no finished step is done again, nobody is evicted', async () => {
  const first = await worker('first', count)
  const second = await worker('second', count)
  await expect.poll(async () => (await timesDone()).size, { timeout: 30_000 }).toBeGreaterThan(0)
  const finished = await finishedSteps()
  const port = Number(new URL(postgres.url).port)
  await postgres.stop()
  await sleep(6_000)
  postgres = await startPostgres({ folder: join(folder, 'postgres'), log, port })
  await allDone(2 * count)

  const times = await timesDone()
  expect(await states()).toEqual({ done: expect.any(Array) })
  expect(finished.filter(({ job, step }) => times.get(`${job} ${step}`) !== 1)).toEqual([])
  for (const each of [first, second]) {
    each.kill('SIGTERM')
    expect(await each.ended).toBe(0)
  }
})
