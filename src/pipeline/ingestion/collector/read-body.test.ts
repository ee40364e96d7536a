import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { memoryBudget, type MemoryBudget } from './memory-budget.ts'
import { readBody } from './read-body.ts'

const megabyte = 1024 * 1024
const spaces = Buffer.alloc(4 * megabyte, 32)

/** A memory of which strangers have 1 MB, and what was asked of it by whom. */
function watchedBudget(strangerBytes = megabyte) {
  const budget = memoryBudget({ bytes: 64 * megabyte, strangerBytes })
  const asked: { who: number; bytes: number }[] = []
  let count = 0
  const watched: MemoryBudget = {
    begin(gaveWay) {
      const hold = budget.begin(gaveWay)
      const who = (count += 1)
      const take = (bytes: number) => {
        asked.push({ who, bytes })
        return hold.take(bytes)
      }
      return { ...hold, take }
    },
    get taken() {
      return budget.taken
    },
  }
  return { watched, asked }
}

/** A body as it comes in. */
function receive(budget: MemoryBudget, encoding: string, bytes: Buffer) {
  const request = Object.assign(new PassThrough(), { headers: { 'content-encoding': encoding } })
  const reading = readBody(request as unknown as IncomingMessage, budget)
  request.end(bytes)
  return reading
}

describe('a body', () => {
  test('in pieces of one byte takes memory of about its size', async () => {
    setFlagsFromString('--expose-gc')
    const gc = runInNewContext('gc') as () => void
    const request = Object.assign(new PassThrough(), { headers: {} })
    const reading = readBody(request as unknown as IncomingMessage, watchedBudget().watched)
    gc()
    const before = process.memoryUsage().heapUsed
    for (let n = 0; n < 200_000; n += 1) {
      if (!request.write('x')) await once(request, 'drain')
    }
    gc()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * megabyte)
    request.end()
    const body = await reading.body
    expect(body.ok && body.value.toString()).toBe('x'.repeat(200_000))
  })
})

describe('a packed body', () => {
  test.each([
    ['gzip', gzipSync(spaces)],
    ['deflate', deflateSync(spaces)],
    ['br', brotliCompressSync(spaces)],
  ])('packed as %s is unpacked no further than there is memory for it', async (encoding, bytes) => {
    const { watched, asked } = watchedBudget()
    const body = await receive(watched, encoding, bytes).body
    expect(body).toEqual({ ok: false, error: { kind: 'busy' } })
    expect(Math.max(...asked.map((each) => each.bytes))).toBeLessThanOrEqual(128 * 1024)
    expect(asked.reduce((sum, each) => sum + each.bytes, 0)).toBeLessThan(1.2 * megabyte)
    expect(watched.taken).toBe(0)
  })

  test('holds as much as it has once it is unpacked', async () => {
    const { watched } = watchedBudget(8 * megabyte)
    const reading = receive(watched, 'gzip', gzipSync(spaces))
    const body = await reading.body
    expect(body.ok && body.value.equals(spaces)).toBe(true)
    expect(watched.taken).toBe(spaces.length)
  })

  test('whose packing may claim 16 MB at once waits until the one before it is unpacked', async () => {
    const { watched, asked } = watchedBudget(16 * megabyte)
    const bytes = brotliCompressSync(spaces)
    const bodies = await Promise.all([1, 2, 3].map(() => receive(watched, 'br', bytes).body))
    expect(bodies.map(({ ok }) => ok)).toEqual([true, true, true])
    const order = asked.filter((each) => each.bytes !== bytes.length).map(({ who }) => who)
    expect(order).toEqual(order.toSorted((one, other) => one - other))
  })
})
