import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { sql, type Database } from '../../src/platform/database/index.ts'
import { createKey } from '../../src/platform/secrets/index.ts'
import { freePort } from './free-port.ts'

/** A real edge process that may be killed, and clients that send to it until they are answered 200. */
export interface EdgeDrill {
  readonly events: number
  /** The batches that were answered 200 so far. */
  readonly answered: ReadonlySet<number>
  /** Requests made, of which each batch needs at least one. */
  readonly attempts: number
  /** Sends all batches over eight connections; ends when each was answered 200. */
  sendAll(): Promise<void>
  /** Waits until so many batches were answered. */
  reached(count: number): Promise<void>
  /** The ids of events that were answered 200 and are not stored. */
  missing(): Promise<string[]>
  restart(): Promise<void>
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<unknown[]>
  /** Every event is stored once and counted as it should be. */
  expectAll(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const perBatch = 100
const idOf = (batch: number, n: number) => `batch-${batch}-event-${n}`
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

export async function edgeDrill(db: Database, batches: number): Promise<EdgeDrill> {
  const { key } = await createKey({ db }, { kind: 'write', name: 'drill' })
  const [folder, port] = [workspace(), await freePort()]
  let edge = await startEdge(folder, port, db.url)
  onTestFinished(() => void edge.kill('SIGKILL'))
  const answered = new Set<number>()
  let attempts = 0

  const send = async (batch: number): Promise<void> => {
    for (;;) {
      attempts += 1
      if ((await post(port, key, batch)) === 200) break
      await pause(20)
    }
    answered.add(batch)
  }
  const stored = async () =>
    (await db.query<{ key: string }>(sql`select key from signal`)).map((row) => row.key)

  return {
    events: batches * perBatch,
    answered,
    get attempts() {
      return attempts
    },
    async sendAll() {
      let next = 0
      const sender = async (): Promise<void> => {
        while (next < batches) await send(next++)
      }
      await Promise.all(Array.from({ length: 8 }, sender))
    },
    reached: (count) =>
      expect
        .poll(() => answered.size, { timeout: 60_000, interval: 1 })
        .toBeGreaterThanOrEqual(count),
    async missing() {
      const promised = [...answered]
      const kept = new Set(await stored())
      return promised
        .flatMap((batch) => numbers(perBatch).map((n) => idOf(batch, n)))
        .filter((id) => !kept.has(id))
    },
    async restart() {
      edge = await startEdge(folder, port, db.url)
    },
    kill(signal) {
      const ended = once(edge, 'exit')
      edge.kill(signal)
      return ended
    },
    async expectAll() {
      const all = await stored()
      expect(all).toHaveLength(batches * perBatch)
      expect(new Set(all).size).toBe(batches * perBatch)
      const [tally] = await db.query<Record<string, number>>(sql`
        select sum(read)::int as read, sum(landed)::int as landed,
          sum(landed + duplicate + filtered + quarantined)::int as parts from tally`)
      expect(tally).toMatchObject({ landed: batches * perBatch, read: tally!['parts'] })
    },
  }
}

function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-edge-drill-'))
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

async function startEdge(folder: string, port: number, url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(root, 'src/app/edge-role.ts')], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      LINCHPIN_WORKSPACE: folder,
      LINCHPIN_EDGE_PORT: String(port),
      DATABASE_URL: url,
      LOG_LEVEL: 'silent',
    },
  })
  await once(child, 'message')
  return child
}

async function post(port: number, key: string, batch: number): Promise<number | undefined> {
  const events = numbers(perBatch).map((n) => ({
    type: 'track',
    event: 'Drilled',
    messageId: idOf(batch, n),
    userId: `user-${n}`,
  }))
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      body: JSON.stringify({ sentAt: new Date(), batch: events }),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined
  }
}
