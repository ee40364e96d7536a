import { expect, test } from 'vitest'
import { createKey } from '../harness/create-key.ts'
import { drillWorkspace } from '../harness/drill-workspace.ts'
import { sendEvents } from '../harness/event-sender.ts'
import { goalsOf, reconciliationOf } from '../harness/facts-of.ts'
import { startLinchpin } from '../harness/linchpin-process.ts'
import { until } from '../harness/until.ts'

// The whole drill is 200,000 events: LINCHPIN_DRILL_EVENTS=200000. The short form strikes as often.
const events = Number(process.env['LINCHPIN_DRILL_EVENTS'] ?? 20_000)

test('kill -9 of edge, app and PostgreSQL among the events: each that got its 200 is in the facts once', async () => {
  const workspace = await drillWorkspace()
  const running = await startLinchpin({ workspace })
  const writeKey = await createKey(workspace, 'write')

  const strikes = [
    { at: 0.15, victim: () => running.pidOf('edge') },
    { at: 0.35, victim: () => running.pidOf('app') },
    { at: 0.55, victim: () => running.postgresPid() },
    { at: 0.75, victim: () => running.pidOf('edge') },
    { at: 0.85, victim: () => running.pidOf('app') },
  ]
  const struck: number[] = []
  const sent = await sendEvents({
    edgeUrl: running.edgeUrl,
    writeKey,
    events,
    onProgress: async (acknowledged) => {
      const next = strikes[struck.length]
      if (!next || acknowledged < next.at * events) return
      struck.push(next.at)
      // It may still be on its way back from the strike before.
      await until(() => next.victim() !== undefined)
      process.kill(next.victim()!, 'SIGKILL')
    },
  })

  expect(struck).toHaveLength(strikes.length)
  expect(sent.acknowledged.size).toBe(events)
  const goals = await goalsOf(workspace, events)
  expect([...sent.acknowledged].filter((id) => !goals.has(id))).toEqual([])
  expect([...goals].filter(([, times]) => times !== 1)).toEqual([])
  const row = await reconciliationOf(workspace, 'web.events')
  expect(row).toMatchObject({ landed: events, quarantined: 0, facts: events })
  expect(row.read).toBe(row.landed + row.duplicate + row.filtered + row.quarantined)
  expect(await running.stop()).toBe(0)
})
