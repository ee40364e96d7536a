import { expect, test } from 'vitest'
import { faultyPostgres } from '../../../test/harness/faulty-postgres.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { openDatabase, sql } from '../database/index.ts'
import { openLog } from '../log.ts'
import { listJobs, openJobs } from './index.ts'

const direct = await testDatabase()

test('connections that end as they are handed out end no process, and the jobs go on', async () => {
  let toCut = 0
  const faulty = await faultyPostgres(direct.url, () => (toCut-- > 0 ? 'cut' : 'none'))
  const db = openDatabase({ url: faulty.url, name: 'cut', onBroken: () => {} })
  const log = openLog({ name: 'test', level: 'silent' })
  const jobs = await openJobs({
    db,
    log,
    jobs: { greet: (job) => job.step('greet', async () => 'hello') },
  })
  toCut = 8
  await direct.query(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
  const started = () => jobs.start('greet', null, { id: 'greeting' })
  await expect.poll(() => started().then(() => 'started'), { timeout: 15_000 }).toBe('started')
  const state = async () => (await listJobs(direct, { id: 'greeting' }))[0]?.state
  await expect.poll(state, { timeout: 15_000 }).toBe('done')
  expect(toCut).toBeLessThanOrEqual(0)
  await jobs.close()
  await db.close()
})
