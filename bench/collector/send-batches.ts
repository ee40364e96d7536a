import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Reading } from '../harness/bench.ts'
import { eventText } from './event-text.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends events in batches over a number of connections, each waiting for its answer, and says how many a second were answered 200. */
export async function sendBatches(
  to: { port: number; key: string },
  load: { events: number; perBatch: number; connections: number },
): Promise<Reading> {
  let left = load.events
  const waits: number[] = []
  const run = randomUUID().slice(0, 8)
  const sender = async (): Promise<void> => {
    while (left > 0) {
      const from = left
      left -= load.perBatch
      const at = new Date().toISOString()
      const texts = Array.from({ length: load.perBatch }, (_, n) =>
        eventText(`${run}-4f2e-${String(from - n).padStart(12, '0')}`, at),
      )
      const started = performance.now()
      await post(to, `{"sentAt":"${at}","batch":[${texts.join(',')}]}`)
      waits.push(performance.now() - started)
    }
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: load.connections }, sender))
  const seconds = (performance.now() - started) / 1_000
  const sorted = waits.toSorted((a, b) => a - b)
  return {
    figure: load.events / seconds,
    also: { 'p99 of a batch, ms': sorted[Math.floor(sorted.length * 0.99)] ?? 0 },
  }
}

/** Posts a batch, and returns once it was answered 200. */
export function post({ port, key }: { port: number; key: string }, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: '/v1/batch',
        method: 'POST',
        auth: `${key}:`,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve()
            : reject(new Error(`the answer was ${answer.statusCode}`)),
        )
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}
