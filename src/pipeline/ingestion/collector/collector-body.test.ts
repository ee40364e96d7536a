import { request as httpRequest } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { basic, collectorSuite, event } from '../../../../test/harness/collector-suite.ts'

const suite = collectorSuite()

describe('a body', () => {
  const json = JSON.stringify({ batch: [event('1')] })

  test.each([
    ['gzip', gzipSync(json)],
    ['x-gzip', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['deflate', deflateRawSync(json)],
    ['br', brotliCompressSync(json)],
    ['identity', Buffer.from(json)],
    ['', gzipSync(json)],
  ])('may be packed as %s, whatever its media type', async (encoding, body) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    }
    expect(await suite.send('/v1/batch', { body, headers })).toMatchObject({ status: 200 })
    expect(await suite.keys()).toEqual(['1'])
  })

  test('may begin with a byte order mark', async () => {
    expect(await suite.send('/v1/batch', { body: `\uFEFF${json}` })).toMatchObject({ status: 200 })
  })

  test.each([
    ['{"batch": [}', 11, '"}" is not expected at position 11, line 1'],
    ['{"batch":\n[{"a": tru', 17, 'line 2'],
    ['{"batch": [1, 2', 15, 'it ends'],
    ['', 0, 'it ends'],
    [Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]), 2, 'not UTF-8'],
  ])('that is not JSON is refused with its position: %s', async (body, position, says) => {
    const answer = await suite.send('/v1/batch', { body })
    expect(answer).toMatchObject({ status: 400, body: { title: 'Not JSON', position } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body['detail']).toContain(says)
  })

  test('of 5 MB is refused, as sent', async () => {
    const answer = await suite.send('/v1/batch', { body: 'x'.repeat(5 * 1024 * 1024) })
    expect(answer).toMatchObject({ status: 413, body: { as: 'sent', limit: 4_194_304 } })
  })

  test('of 4 MB is taken', async () => {
    const padding = ' '.repeat(4 * 1024 * 1024 - json.length)
    expect(await suite.send('/v1/batch', { body: json + padding })).toMatchObject({ status: 200 })
  })

  test('of more than 10,000 events is refused at once, not told to try again', async () => {
    const answer = await suite.send('/v1/batch', { body: `{"batch":[${'{},'.repeat(10_000)}{}]}` })
    expect(answer).toMatchObject({
      status: 413,
      body: { detail: expect.stringContaining('10001 events'), limit: 10_000 },
    })
    expect(await suite.held()).toEqual([])
  })

  test('that is all brackets is refused before it is parsed', async () => {
    const answer = await suite.send('/v1/batch', {
      body: `{"batch":[${'{},'.repeat(1_000_000)}{}]}`,
    })
    expect(answer).toMatchObject({ status: 413, body: { title: 'Too many parts' } })
  })

  test('with many brackets takes the memory for what it becomes first', async () => {
    await suite.serve({ limits: { bytes: 400_000 } })
    const full = event('full', { lists: Array.from({ length: 8_000 }, () => []) })
    expect(await suite.sendJson('/v1/track', full)).toMatchObject({ status: 429 })
    const half = event('half', { lists: Array.from({ length: 4_000 }, () => []) })
    expect(await suite.sendJson('/v1/track', half)).toMatchObject({ status: 200 })
    expect(await suite.server.metrics.text()).toMatch(/held_bytes\{[^}]*\} 0\n/)
  })

  test('of 2,500 events, the most that a client may send, is taken', async () => {
    const batch = Array.from({ length: 2_500 }, (_, n) => event(`${n}`))
    const context = { library: { name: 'ours', version: '1.0.0' } }
    expect(await suite.sendJson('/v1/batch', { batch, context })).toMatchObject({ status: 200 })
    expect(await suite.keys()).toHaveLength(2_500)
  })

  test('that says much of many events is refused before it is written out for each', async () => {
    const context = { page: 'x'.repeat(30_000) }
    const batch = Array.from({ length: 1_000 }, (_, n) => event(`${n}`))
    expect(await suite.sendJson('/v1/batch', { batch, context })).toMatchObject({
      status: 413,
      body: { title: 'Batch too large', limit: 8_388_608 },
    })
    expect(await suite.keys()).toEqual([])
  })

  test('that is written out for its events takes the memory for it first', async () => {
    await suite.serve({ limits: { bytes: 100_000 } })
    const context = { page: 'x'.repeat(10_000) }
    const batch = Array.from({ length: 10 }, (_, n) => event(`${n}`))
    expect(await suite.sendJson('/v1/batch', { batch, context })).toMatchObject({ status: 429 })
    expect(await suite.sendJson('/v1/batch', { batch: batch.slice(1, 6), context })).toMatchObject({
      status: 200,
    })
    expect(await suite.server.metrics.text()).toMatch(/held_bytes\{[^}]*\} 0\n/)
  })

  test('that grows too large when it is unpacked is refused, and not unpacked further', async () => {
    const body = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32))
    const headers = { 'content-encoding': 'gzip' }
    const before = process.memoryUsage.rss()
    expect(await suite.send('/v1/batch', { body, headers })).toMatchObject({
      status: 413,
      body: { as: 'decompressed' },
    })
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('that is not what it says it is packed as is refused', async () => {
    const headers = { 'content-encoding': 'br' }
    expect(await suite.send('/v1/batch', { body: json, headers })).toMatchObject({ status: 400 })
    const zstd = { 'content-encoding': 'zstd' }
    expect(await suite.send('/v1/batch', { body: json, headers: zstd })).toMatchObject({
      status: 415,
    })
  })

  test('that stops half-way leaves nothing held', async () => {
    await new Promise<void>((resolve) => {
      const headers = { authorization: basic(suite.server.key), 'content-length': '1000' }
      const sending = httpRequest(`${suite.server.url}/v1/batch`, { method: 'POST', headers })
      sending.on('error', () => resolve())
      sending.write('{"batch":[', () => sending.destroy(new Error('gone')))
    })
    await expect.poll(() => suite.server.metrics.text()).toMatch(/held_bytes\{[^}]*\} 0\n/)
  })
})
