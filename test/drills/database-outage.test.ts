import { expect, test } from 'vitest'
import { createKey } from '../harness/create-key.ts'
import { drillWorkspace } from '../harness/drill-workspace.ts'
import { sendEvents } from '../harness/event-sender.ts'
import { goalsOf, reconciliationOf } from '../harness/facts-of.ts'
import { startLinchpin } from '../harness/linchpin-process.ts'
import { postgresServer } from '../harness/postgres-server.ts'

const events = 10_000
const outageMs = 6_000

test('a database that is away for six seconds: nothing is lost, nothing doubled, and all goes on by itself', async () => {
  const postgres = await postgresServer()
  const workspace = await drillWorkspace()
  const env = { DATABASE_URL: postgres.url }
  const running = await startLinchpin({ workspace, env })
  const writeKey = await createKey(workspace, 'write', env)

  let outage: Promise<void> | undefined
  const strike = async (): Promise<void> => {
    await postgres.crash()
    await new Promise((resolve) => setTimeout(resolve, outageMs))
    await postgres.start()
  }
  const sent = await sendEvents({
    edgeUrl: running.edgeUrl,
    writeKey,
    events,
    onProgress: (acknowledged) => {
      if (acknowledged >= events / 3) outage ??= strike()
    },
  })
  await outage

  expect(sent.acknowledged.size).toBe(events)
  const goals = await goalsOf(workspace, events, env)
  expect([...sent.acknowledged].filter((id) => !goals.has(id))).toEqual([])
  expect([...goals].filter(([, times]) => times !== 1)).toEqual([])
  const row = await reconciliationOf(workspace, 'web.events', env)
  expect(row.read).toBe(row.landed + row.duplicate + row.filtered + row.quarantined)
  expect(await running.stop()).toBe(0)
})
