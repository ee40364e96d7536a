import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { sql } from '../../src/platform/database/index.ts'
import { createKey } from '../../src/platform/secrets/index.ts'
import { freePort } from '../harness/free-port.ts'
import { testDatabase } from '../harness/test-database.ts'

const db = await testDatabase()
const root = join(import.meta.dirname, '../..')
const batches = 200
const perBatch = 100

function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-collector-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(
    join(folder, 'linchpin.config.ts'),
    `import { collector, defineSource, defineWorkspace, websiteEvents } from 'linchpin'
     const contract = websiteEvents({ owner: 'web' })
     const website = defineSource({ name: 'website', contract, from: collector() })
     export default defineWorkspace({ name: 'drill', sources: [website] })`,
  )
  return folder
}

async function startEdge(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'src/app/edge-role.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LINCHPIN_WORKSPACE: folder,
      LINCHPIN_EDGE_PORT: String(port),
      DATABASE_URL: db.url,
      LOG_LEVEL: 'silent',
    },
  })
  await once(child, 'message')
  return child
}

const idOf = (batch: number, n: number) => `batch-${batch}-event-${n}`
const bodyOf = (batch: number) =>
  JSON.stringify({
    sentAt: new Date(),
    batch: Array.from({ length: perBatch }, (_, n) => ({
      type: 'track',
      event: 'Drilled',
      messageId: idOf(batch, n),
      userId: `user-${n}`,
    })),
  })

test('killed again and again in the middle of 20,000 events, it loses and doubles none', async () => {
  const { key } = await createKey({ db }, { kind: 'write', name: 'drill' })
  const [folder, port] = [workspace(), await freePort()]
  let edge = await startEdge(folder, port)
  onTestFinished(() => void edge.kill('SIGKILL'))
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`

  const answered = new Set<number>()
  let attempts = 0
  /** Sends a batch until it is answered 200, as an SDK does. */
  const send = async (batch: number): Promise<void> => {
    for (;;) {
      attempts += 1
      const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, {
        method: 'POST',
        headers: { authorization },
        body: bodyOf(batch),
      }).catch(() => undefined)
      if (answer?.status === 200) break
      await pause(20)
    }
    answered.add(batch)
  }
  const stored = async () =>
    (await db.query<{ key: string }>(sql`select key from signal`)).map((row) => row.key)
  const missingOf = async (promised: readonly number[]): Promise<string[]> => {
    const kept = new Set(await stored())
    const ids = promised.flatMap((batch) =>
      Array.from({ length: perBatch }, (_, n) => idOf(batch, n)),
    )
    return ids.filter((id) => !kept.has(id))
  }
  const killAt = async (count: number): Promise<void> => {
    await expect.poll(() => answered.size, { timeout: 60_000, interval: 1 }).toBeGreaterThan(count)
    const ended = once(edge, 'exit')
    edge.kill('SIGKILL')
    await ended
    expect(await missingOf([...answered])).toEqual([])
    edge = await startEdge(folder, port)
  }

  let next = 0
  const sender = async (): Promise<void> => {
    while (next < batches) await send(next++)
  }
  const senders = Promise.all(Array.from({ length: 8 }, sender))
  for (const share of [0.2, 0.5, 0.8]) await killAt(batches * share)
  await senders

  // Batches were cut off by the kills, so some were sent more than once.
  expect(attempts).toBeGreaterThan(batches)
  const all = await stored()
  expect(all).toHaveLength(batches * perBatch)
  expect(new Set(all).size).toBe(batches * perBatch)
  const [tally] = await db.query<Record<string, number>>(sql`
    select sum(read)::int as read, sum(landed)::int as landed,
      sum(landed + duplicate + filtered + quarantined)::int as parts from tally`)
  expect(tally).toMatchObject({ landed: batches * perBatch, read: tally!['parts'] })
  edge.kill('SIGTERM')
  expect(await once(edge, 'exit')).toEqual([0, null])
})
