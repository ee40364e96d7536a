import { expect, onTestFinished, test } from 'vitest'
import { faultyPostgres } from '../../../test/harness/faulty-postgres.ts'
import { testDatabase } from '../../../test/harness/test-database.ts'
import { until } from '../../../test/harness/until.ts'
import { sql } from '../../platform/database/index.ts'
import { openLog } from '../../platform/log.ts'
import { tellDesk } from './tell-desk.ts'

const db = await testDatabase()
const log = openLog({ name: 'test', level: 'silent' })
const how = 'it was ended by SIGKILL'
const onDesk = (role: string) =>
  db.query<Record<string, unknown>>(
    sql`select mode, owner, occurrences, detail ->> 'reason' as reason from exception
      where title like ${`The ${role} process%`}`,
  )

test('a role that dies again and again stands at the desk once, as soon as the database answers', async () => {
  const faulty = await faultyPostgres(db.url, (n) => (n < 2 ? 'cut' : 'none'))
  const desk = tellDesk({ databaseUrl: faulty.url, routes: [], log, retryMs: 20 })
  onTestFinished(() => desk.close())
  desk.tell({ role: 'edge', times: 3, how })
  await until(async () => (await onDesk('edge')).length > 0)
  expect(faulty.connections()).toBeGreaterThan(2)
  desk.tell({ role: 'edge', times: 4, how: 'it hung and was killed' })
  await until(async () => (await onDesk('edge'))[0]?.['occurrences'] === 2)
  expect(await onDesk('edge')).toEqual([
    {
      mode: 'unavailable',
      owner: 'operations',
      occurrences: 2,
      reason: expect.stringContaining('it hung and was killed; it died 4 times') as string,
    },
  ])
})

test('a database that stays away keeps nobody from stopping', async () => {
  const nowhere = 'postgres://x:x@127.0.0.1:1/x'
  const desk = tellDesk({ databaseUrl: nowhere, routes: [], log })
  desk.tell({ role: 'app', times: 3, how })
  await desk.close()
  expect(await onDesk('app')).toEqual([])
})
