import { describe, expect, test } from 'vitest'
import { collectorSuite, event } from '../../../../test/harness/collector-suite.ts'

const suite = collectorSuite()

describe('events', () => {
  test.each([
    ['/v1/track', 'track'],
    ['/v1/identify', 'identify'],
    ['/v1/page', 'page'],
    ['/v1/screen', 'screen'],
    ['/v1/group', 'group'],
    ['/v1/alias', 'alias'],
    ['/v1/t', 'track'],
    ['/v1/i', 'identify'],
    ['/v1/p/', 'page'],
    ['/v1/s', 'screen'],
    ['/v1/g', 'group'],
    ['/v1/a', 'alias'],
  ])('at %s are of the type %s', async (path, type) => {
    const answer = await suite.sendJson(path, {
      messageId: '1',
      userId: 'u',
      writeKey: suite.server.key,
    })
    expect(answer).toMatchObject({ status: 200, body: { success: true } })
    expect((await suite.stored())[0]!.payload).toEqual({ type, messageId: '1', userId: 'u' })
  })

  test.each(['/v1/batch', '/v1/b', '/v1/import', '/v1/m', '/beacon/v1/batch'])(
    'at %s come in batches and are kept as they were sent',
    async (path) => {
      const text = '{ "type":"track", "messageId":"a", "userId":"u", "n":12345678901234567890 }'
      const answer = await suite.send(path, {
        body: `{"batch": [ ${text} , {"x":[{}]} ],"sentAt":null}`,
      })
      expect(answer.body).toEqual({ success: true })
      expect((await suite.stored()).map((row) => row.text)).toEqual([text])
      expect(await suite.held()).toHaveLength(1)
    },
  )

  test('are told what their batch says of all of them', async () => {
    const context = { library: { name: 'ours' }, ip: '192.0.2.1' }
    const batch = [event('1', { context: { ip: '192.0.2.2' } }), event('2')]
    await suite.sendJson('/v1/batch', {
      batch,
      context,
      integrations: { All: true },
      sentAt: '2026-05-04T10:00:00Z',
    })
    expect((await suite.stored()).map(({ payload }) => payload)).toEqual([
      {
        ...event('1'),
        context: { library: { name: 'ours' }, ip: '192.0.2.2' },
        integrations: { All: true },
        sentAt: '2026-05-04T10:00:00Z',
      },
      { ...event('2'), context, integrations: { All: true }, sentAt: '2026-05-04T10:00:00Z' },
    ])
  })

  test.each([
    'just now',
    '2026-05-04',
    '2026-13-04T10:00:00Z',
    `2026-05-04T10:00:00Z${'0'.repeat(30)}`,
    `2026-05-04T10:00:00Z${' '.repeat(30)}`,
  ])('are not held to a time of sending that cannot be read: %s', async (sentAt) => {
    await suite.sendJson('/v1/batch', { batch: [event('1')], sentAt })
    expect((await suite.stored()).map(({ payload }) => payload)).toEqual([event('1')])
  })

  test.each(['2026-05-04T10:00:00.123456+02:00', '2026-05-04 10:00:00 UTC'])(
    'are told when their batch was sent: %s',
    async (sentAt) => {
      await suite.sendJson('/v1/batch', { batch: [event('1')], sentAt })
      expect((await suite.stored())[0]!.payload).toEqual({ ...event('1'), sentAt })
    },
  )

  test('that are sent twice are kept once', async () => {
    const body = { batch: [event('1'), event('2')] }
    await suite.sendJson('/v1/batch', body)
    await suite.sendJson('/v1/batch', { batch: [...body.batch, event('3')] })
    expect(await suite.keys()).toEqual(['1', '2', '3'])
  })

  test('without an id are told from others by what they say and when, so a retry is known', async () => {
    const one = { type: 'track', userId: 'u', timestamp: '2026-05-04T10:00:00Z' }
    const body = { batch: [one, one, { ...one, userId: 'v' }] }
    await suite.sendJson('/v1/batch', { ...body, sentAt: '2026-05-04T10:00:01Z' })
    await suite.sendJson('/v1/batch', { ...body, sentAt: '2026-05-04T10:00:09Z' })
    expect(await suite.keys()).toHaveLength(3)
  })

  test('without an id and a time are each a new one', async () => {
    await suite.sendJson('/v1/track', { userId: 'u' })
    await suite.sendJson('/v1/track', { userId: 'u' })
    expect(await suite.keys()).toHaveLength(2)
  })

  test('that break the contract or are no objects are held apart, and the rest is kept', async () => {
    const batch = [event('1'), { type: 'merge', messageId: 'x', userId: 'u' }, 7, null, event('2')]
    expect(await suite.sendJson('/v1/batch', { batch })).toMatchObject({ status: 200 })
    expect(await suite.keys()).toEqual(['1', '2'])
    expect((await suite.held()).map(({ raw }) => String(raw))).toEqual([
      '{"type":"merge","messageId":"x","userId":"u"}',
      '7',
      'null',
    ])
  })

  test('of more than 32 KB are held apart, whole', async () => {
    const large = event('large', { text: 'é'.repeat(17_000) })
    expect(await suite.sendJson('/v1/batch', { batch: [large, event('1')] })).toMatchObject({
      status: 200,
    })
    expect(await suite.keys()).toEqual(['1'])
    const [row] = await suite.held()
    expect(row).toMatchObject({ mode: 'violation', reason: expect.stringContaining('32768 bytes') })
    expect(JSON.parse(String(row!.raw))).toEqual(large)
  })

  test('that their batch makes larger than 32 KB are held apart with what it says of them, and the rest is kept', async () => {
    const context = { page: 'x'.repeat(20_000) }
    const large = event('large', { text: 'y'.repeat(15_000) })
    const integrations = { CRM: true }
    const batch = [event('1'), large]
    expect(await suite.sendJson('/v1/batch', { batch, context, integrations })).toMatchObject({
      status: 200,
    })
    expect((await suite.stored()).map(({ payload }) => payload)).toEqual([
      { ...event('1'), context, integrations },
    ])
    const [row] = await suite.held()
    expect(row!.reason).toContain('with what its batch says of all events, it has more than 32768')
    // A replay finds it nowhere else.
    expect(JSON.parse(String(row!.raw))).toEqual({ ...large, context, integrations })
  })

  test('are held apart as they came where their batch says more than an event may have', async () => {
    const batch = Array.from({ length: 3 }, (_, n) => event(`${n}`))
    const context = { page: 'x'.repeat(40_000) }
    expect(await suite.sendJson('/v1/batch', { batch, context })).toMatchObject({ status: 200 })
    const raws = (await suite.held()).map(({ raw }) => String(raw))
    expect(raws).toEqual(batch.map((each) => JSON.stringify(each)))
  })

  test('whose numbers make them larger than 32 KB when they are written out are held apart', async () => {
    const text = `{"type":"track","messageId":"1","userId":"u","writeKey":"k","n":[${'1e20,'.repeat(5_000)}0]}`
    await suite.send('/v1/batch', { body: `{"batch":[${text}]}` })
    const [row] = await suite.held()
    expect(row!.reason).toContain('written out, it has more than 32768 bytes')
    expect(String(row!.raw)).toBe(text)
  })

  test.each([
    ['{"batch":[EVENT],"context":DEEP}', 'what its batch says of all events is nested too deeply'],
    ['{"b\\u0061tch":[EVENT,DEEP]}', 'an event of its batch is nested too deeply'],
  ])('of a body %s are held apart', async (body, reason) => {
    const deep = `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
    const sent = body.replace('EVENT', JSON.stringify(event('1'))).replace('DEEP', deep)
    expect(await suite.send('/v1/batch', { body: sent })).toMatchObject({ status: 200 })
    expect(await suite.held()).toMatchObject([{ reason }])
  })

  test.each([
    ['{"batch":7}', 'no list'],
    ['[]', 'not a JSON object'],
    ['"x"', 'not a JSON object'],
  ])('a body %s that is JSON and no batch is held apart, not lost', async (body, reason) => {
    expect(await suite.send('/v1/batch', { body })).toMatchObject({ status: 200 })
    expect(await suite.held()).toMatchObject([{ reason: expect.stringContaining(reason) }])
  })

  test('that no database could keep are held apart, and cost no other request anything', async () => {
    const deep = `{"type":"track","messageId":"deep","userId":"u","x":${'['.repeat(14_000)}${']'.repeat(14_000)}}`
    const answers = await Promise.all([
      suite.sendJson('/v1/track', event('1')),
      suite.send('/v1/batch', { body: `{"batch":[${JSON.stringify(event('2'))},${deep}]}` }),
      suite.sendJson('/v1/track', event('n\0ul')),
      suite.sendJson('/v1/track', event('\ud800')),
      suite.sendJson('/v1/track', event('3', { text: '\0 \ud800' })),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect((await suite.keys()).toSorted()).toEqual(['1', '2', '3'])
    expect(await suite.held()).toHaveLength(3)
  })
})

describe('a path', () => {
  test('that does not exist, or a wrong method, gets a problem document', async () => {
    expect(await suite.send('/v1/merge')).toMatchObject({
      status: 404,
      body: { title: 'Not found' },
    })
    const answer = await suite.send('/v1/batch', { method: 'GET' })
    expect(answer).toMatchObject({ status: 405, body: { detail: '/v1/batch takes POST, not GET' } })
    expect(answer.headers.get('allow')).toBe('POST')
  })

  test('of somebody else is left alone', async () => {
    const answer = await fetch(`${suite.server.url}/edge/v1/placements/hero`)
    expect(await answer.text()).toBe('not the collector')
  })
})
