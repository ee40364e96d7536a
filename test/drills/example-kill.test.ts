import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { history } from '../../examples/acme/example/history.ts'
import { exampleState } from '../../src/app/example/state.ts'
import { stateFolderOf } from '../../src/app/load-workspace/load-workspace.ts'
import { sql } from '../../src/platform/database/index.ts'
import { copyAcme } from '../harness/acme-copy.ts'
import { linchpin, startLinchpin } from '../harness/linchpin-process.ts'
import { testDatabase } from '../harness/test-database.ts'

const scale = 0.25
const db = await testDatabase()
const env = { DATABASE_URL: db.url, LINCHPIN_EXAMPLE_SCALE: `${scale}` }

const until = (isSo: () => unknown) => vi.waitUntil(isSo, { timeout: 90_000, interval: 25 })

/** What has landed of the history itself: the visits that go on happening have other ids. */
const landed = async () => {
  const rows = await db.query<{ contract: string; signals: number; keys: number }>(sql`
    select contract, count(*)::int as signals, count(distinct key)::int as keys from signal
    where key not like 'acme-live-%' and (payload->>'unit' is null or payload->>'unit' not like '%acme-live-%')
    group by contract order by contract`)
  return new Map(rows.map(({ contract, ...counts }) => [contract, counts]))
}

test('kill -9 while the example loads, of its process and of everything, loses and doubles nothing', async () => {
  const workspace = await copyAcme()
  onTestFinished(() => rm(workspace, { recursive: true, force: true, maxRetries: 3 }))
  const { progress, removal } = exampleState(stateFolderOf(workspace))
  const reached = async (step: string, events = 0) => {
    const now = await progress.read()
    return now !== undefined && (now.step === step ? now.events >= events : now.state === 'ready')
  }
  const first = await startLinchpin({ workspace, env })
  await until(() => reached('reading the files'))
  process.kill(first.pidOf('example')!, 'SIGKILL')
  await until(() => reached('taking in the visits', 2_000))
  expect((await progress.read())!.state).toBe('loading')
  process.kill(first.pid, 'SIGKILL')
  await until(() => first.pidOf('app') === undefined)

  const second = await startLinchpin({ workspace, env })
  await until(async () => (await progress.read())!.state === 'ready')
  const { until: end } = (await progress.read())!
  const { events, exposures } = history({ until: new Date(end), scale })
  const isSound = ({ type, event, context }: Record<string, unknown>) =>
    (type !== 'track' || event !== undefined) && !JSON.stringify(context ?? '').includes('bot')
  const sound = new Set(events.filter(isSound).map(({ messageId }) => messageId))
  const counts = await landed()
  expect(counts.get('web.events')).toEqual({ signals: sound.size, keys: sound.size })
  const shown = exposures.length
  expect(counts.get('linchpin.exposures')).toEqual({ signals: shown, keys: shown })
  const companies = counts.get('crm.companies')!
  expect(companies.signals).toBe(companies.keys)
  const report = JSON.parse(
    await linchpin(['report', 'reconciliation', '--workspace', workspace, '--json'], env),
  ) as { rows: { difference: number; unmapped: number }[] }
  for (const row of report.rows) expect(row).toMatchObject({ difference: 0, unmapped: 0 })

  // A removal that is cut off is taken up by the next process.
  const runtime = join(stateFolderOf(workspace), 'runtime.json')
  const { url, token } = (await import(runtime, { with: { type: 'json' } })).default as {
    url: string
    token: string
  }
  const asked = fetch(new URL('/api/example/remove', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => undefined)
  await until(async () => (await removal.read())?.state === 'removing')
  process.kill(second.pidOf('app')!, 'SIGKILL')
  await asked
  await until(async () => (await removal.read())?.state === 'removed')
  expect(await landed()).toEqual(new Map())
  expect(await db.query(sql`select from exception`)).toEqual([])
  expect(await db.query(sql`select from content_entry`)).toEqual([])
  expect(await second.stop()).toBe(0)

  const third = await startLinchpin({ workspace, env })
  expect(await landed()).toEqual(new Map())
  expect(await third.stop()).toBe(0)
})
