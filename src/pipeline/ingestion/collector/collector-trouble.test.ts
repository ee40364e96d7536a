import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { basic, collectorSuite, event } from '../../../../test/harness/collector-suite.ts'
import { openDatabase, type Database } from '../../../platform/database/index.ts'
import { keyChecker } from '../../../platform/secrets/index.ts'

const suite = collectorSuite()

const heldBytes = async () => {
  const text = await suite.server.metrics.text()
  return Number(/held_bytes\{[^}]*\} (\d+)\n/.exec(text)![1])
}

describe('overload', () => {
  test('of events is answered with 429 and whole seconds to wait', async () => {
    await suite.serve({ limits: { events: 1 } })
    const answer = await suite.sendJson('/v1/batch', { batch: [event('1'), event('2')] })
    expect(answer).toMatchObject({ status: 429, body: { title: 'Busy' } })
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    expect(await suite.keys()).toEqual([])
  })

  test('of memory too, packed or not', async () => {
    await suite.serve({ limits: { bytes: 100 } })
    const body = JSON.stringify({ batch: [event('x'.repeat(200))] })
    expect(await suite.send('/v1/batch', { body })).toMatchObject({ status: 429 })
    expect(await suite.send('/v1/batch', { body: gzipSync(body) })).toMatchObject({ status: 429 })
    expect(await suite.sendJson('/v1/track', event('1'))).toMatchObject({ status: 200 })
  })
})

describe('bodies that stop before their end', () => {
  /** Sends all but the last byte of 4 MB, and says what the collector answers meanwhile. */
  function stall(key: string | undefined): { answer: Promise<string> } {
    const length = 4 * 1024 * 1024
    const { port } = new URL(suite.server.url)
    const socket = connect(Number(port), '127.0.0.1')
    const authorization = key === undefined ? '' : `Authorization: ${basic(key)}\r\n`
    socket.on('error', () => {})
    socket.write(
      `POST /v1/batch HTTP/1.1\r\nHost: a\r\n${authorization}Content-Length: ${length}\r\n\r\n`,
    )
    socket.write(Buffer.alloc(length - 1, 32))
    onTestFinished(() => void socket.destroy())
    return { answer: new Promise((heard) => socket.once('data', (data) => heard(String(data)))) }
  }
  test('of strangers with a wrong key are answered at once and hold nothing', async () => {
    const stalled = Array.from({ length: 16 }, () => stall('nobody'))
    for (const { answer } of stalled) expect(await answer).toMatch('401 Unauthorized')
    expect(await suite.sendJson('/v1/track', event('1'))).toMatchObject({ status: 200 })
    // It is given back once the body is unpacked, a moment after the answer.
    await expect.poll(heldBytes).toBe(0)
  })

  test('of strangers without a key leave room for those whose key is known', async () => {
    await suite.serve({ limits: { bytes: 16 * 1024 * 1024, strangerBytes: 4 * 1024 * 1024 } })
    for (let n = 0; n < 16; n += 1) stall(undefined)
    await expect.poll(heldBytes).toBeGreaterThan(3 * 1024 * 1024)
    const big = { batch: [event('1', { properties: { text: 'x'.repeat(1024 * 1024) } })] }
    expect(await suite.sendJson('/v1/batch', big)).toMatchObject({ status: 200 })
    expect(await heldBytes()).toBeLessThanOrEqual(4 * 1024 * 1024)
  })

  test('give way to others after a while, even with a good key', async () => {
    await suite.serve({ limits: { bytes: 8 * 1024 * 1024 } })
    await suite.sendJson('/v1/track', event('known'))
    const stalled = Array.from({ length: 4 }, () => stall(suite.server.key))
    const busy = await suite.sendJson('/v1/track', event('1')).then(({ status }) => status)
    expect([200, 429]).toContain(busy)
    await expect
      .poll(() => suite.sendJson('/v1/track', event('2')).then(({ status }) => status), {
        timeout: 10_000,
      })
      .toBe(200)
    const answers = await Promise.race(stalled.map(({ answer }) => answer))
    expect(answers).toMatch('429 Too Many Requests')
  })
})

describe('while the database is away', () => {
  /** A database that is away until it is told to come back. */
  const awayDatabase = () => {
    const state = { isAway: false, asked: 0 }
    const query: Database['query'] = (statement) => {
      if (state.isAway) state.asked += 1
      return state.isAway
        ? Promise.reject(new Error('Connection terminated'))
        : suite.db.query(statement)
    }
    return { state, db: { ...suite.db, query } }
  }

  test('events are held until it is back, and then get their 200', async () => {
    const { state, db } = awayDatabase()
    const keys = keyChecker({ db: suite.db })
    onTestFinished(() => keys.close())
    await suite.serve({ db, keys })
    await suite.sendJson('/v1/track', event('before'))
    state.isAway = true
    const sending = suite.sendJson('/v1/track', event('during'))
    await expect.poll(() => suite.server.collector.trouble()).toBe('Connection terminated')
    state.isAway = false
    expect(await sending).toMatchObject({ status: 200 })
    expect(await suite.keys()).toEqual(['before', 'during'])
    expect(suite.server.collector.trouble()).toBeUndefined()
  })

  test('so is a request whose key has to be asked for', async () => {
    const { state, db } = awayDatabase()
    await suite.serve({ db })
    state.isAway = true
    const sending = suite.sendJson('/v1/track', event('1'))
    await expect.poll(() => state.asked).toBeGreaterThan(1)
    state.isAway = false
    expect(await sending).toMatchObject({ status: 200 })
  })

  test('what waited too long is given back with 429 and whole seconds', async () => {
    const gone = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', name: 'gone' })
    onTestFinished(() => gone.close())
    const [keys, limits] = [keyChecker({ db: suite.db }), { holdMs: 50 }]
    onTestFinished(() => keys.close())
    for (const db of [gone, { ...suite.db, query: () => new Promise<never>(() => {}) }]) {
      await suite.serve({ db, keys, limits })
      const answer = await suite.sendJson('/v1/track', event('1'))
      expect(answer).toMatchObject({ status: 429, body: { title: 'Busy' } })
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/)
    }
  })

  test('so is a request whose key is asked for and never answered', async () => {
    const keys = { check: () => new Promise<never>(() => {}) }
    await suite.serve({ keys, limits: { holdMs: 50 } })
    expect(await suite.sendJson('/v1/track', event('1'))).toMatchObject({ status: 429 })
  })

  test('a body whose key cannot be asked for in time holds nothing once it is answered', async () => {
    const { state, db } = awayDatabase()
    await suite.serve({ db, limits: { holdMs: 200 } })
    await suite.sendJson('/v1/track', event('known'))
    state.isAway = true
    const body = gzipSync(JSON.stringify(event('1')))
    expect(await suite.sendJson('/v1/track', event('1'))).toMatchObject({ status: 429 })
    expect(await suite.send('/v1/track', { body })).toMatchObject({ status: 429 })
    expect(await heldBytes()).toBe(0)
  })

  test('browsers are still told where to send, also when it never answers', async () => {
    const { state, db } = awayDatabase()
    const silent = { check: () => new Promise<never>(() => {}) }
    for (const away of [{ db }, { keys: silent }]) {
      await suite.serve(away)
      state.isAway = true
      const path = `/v1/projects/${suite.server.key}/settings`
      expect(await suite.send(path, { method: 'GET' })).toMatchObject({ status: 200 })
    }
  })
})
