import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, sql } from '../../src/platform/database/index.ts'
import { linchpin, startLinchpin } from '../harness/linchpin-process.ts'
import { postgresServer } from '../harness/postgres-server.ts'
import { until } from '../harness/until.ts'

const retries = 8

const config = `
import { csv, defineContract, defineSource, defineSystem, defineWorkspace, retry, review,
  standardPaths, t } from 'linchpin'

const deals = defineContract({
  name: 'crm.deals',
  version: '1.0.0',
  from: defineSystem({ name: 'crm' }),
  owner: 'revops',
  payload: t.Object({ id: t.String() }),
  key: ({ id }) => id,
  failures: {
    ...standardPaths({ owner: 'revops' }),
    missing: retry({ times: ${retries}, base: '1s', cap: '2s', otherwise: review({ route: 'revops' }) }),
  },
  becomes: () => [],
})

export default defineWorkspace({
  name: 'drill',
  sources: [defineSource({ name: 'deals', contract: deals, from: csv('deals.csv') })],
})
`

async function workspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-drill-'))
  await chmod(folder, 0o755)
  await writeFile(join(folder, 'linchpin.config.ts'), config)
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

interface Ended {
  readonly outcome: string
  readonly attempt: number
}

test('two apps, and one of them killed between attempts: each attempt is made once, and the count goes on', async () => {
  const postgres = await postgresServer()
  const env = { DATABASE_URL: postgres.url }
  const folder = await workspace()
  const first = await startLinchpin({ workspace: folder, env })
  const second = await startLinchpin({ workspace: await workspace(), env })
  const db = openDatabase({ url: postgres.url, name: 'drill' })
  onTestFinished(() => db.close())
  const ended = () =>
    db.query<Ended>(sql`
      select recovery ->> 'outcome' as outcome, (recovery ->> 'attempt')::int as attempt
      from run where state <> 'running' order by id`)

  // Run by hand once; the attempts follow by themselves.
  await expect(linchpin(['pull', '--workspace', folder], env)).rejects.toThrow('attempt 1 of 8 at')
  await until(async () => (await ended()).length >= 3, 60_000)
  process.kill(first.pidOf('app')!, 'SIGKILL')
  await until(async () => (await ended()).length >= 5, 60_000)
  process.kill(second.pidOf('app')!, 'SIGKILL')
  await until(async () => (await ended()).some(({ outcome }) => outcome === 'spent'), 60_000)

  const counted = await ended()
  expect(counted).toEqual([
    ...Array.from({ length: retries }, (_, n) => ({ outcome: 'again', attempt: n + 1 })),
    { outcome: 'spent', attempt: retries },
  ])
  expect(
    await db.query(sql`
      select mode, occurrences, detail -> 'retries' -> 'made' as made from exception
      where contract = 'crm.deals'`),
  ).toEqual([{ mode: 'missing', occurrences: 1, made: retries }])
  expect(await first.stop()).toBe(0)
  expect(await second.stop()).toBe(0)
})
