import { describe, expect, test } from 'vitest'
import { collectorSuite, event, eventSource } from '../../../../test/harness/collector-suite.ts'
import { sql } from '../../../platform/database/index.ts'
import { revokeKey } from '../../../platform/secrets/index.ts'
import { csv } from '../define.ts'

const suite = collectorSuite()

describe('the write key', () => {
  const body = JSON.stringify({ batch: [event('1')] })

  test('is the user name of Basic credentials, or stands in the body or the query', async () => {
    const bare = `Basic ${Buffer.from(suite.server.key).toString('base64')}`
    const inBody = JSON.stringify({ batch: [event('2')], writeKey: `${suite.server.key}:` })
    expect(
      await suite.send('/v1/b', { body, key: null, headers: { authorization: bare } }),
    ).toMatchObject({ status: 200 })
    expect(await suite.send('/v1/b', { body: inBody, key: null })).toMatchObject({ status: 200 })
    expect(
      await suite.send(`/v1/b?writeKey=${suite.server.key}`, { body, key: null }),
    ).toMatchObject({
      status: 200,
    })
  })

  test.each([null, '', 'wrong', `lp_write_${'x'.repeat(43)}`])('%j is refused', async (key) => {
    const answer = await suite.send('/v1/batch', { body, key })
    expect(answer).toMatchObject({ status: 401, body: { title: 'Unknown write key' } })
    expect(await suite.keys()).toEqual([])
  })

  test('is refused at the next request after it was revoked', async () => {
    expect(await suite.send('/v1/batch', { body })).toMatchObject({ status: 200 })
    const [row] = await suite.db.query<{ id: number }>(sql`select max(id) as id from access_key`)
    await revokeKey({ db: suite.db }, row!.id)
    expect(await suite.send('/v1/batch', { body })).toMatchObject({ status: 401 })
  })

  test('writes to the source in its scope; without one there must be only one', async () => {
    const files = { ...eventSource('files'), from: csv('exports') }
    await suite.serve({ sources: [suite.site, files] })
    expect(await suite.send('/v1/batch', { body })).toMatchObject({ status: 200 })
    await suite.serve({ sources: [suite.site, eventSource('app')], scope: 'app' })
    await suite.send('/v1/batch', { body })
    expect(
      await suite.db.query(sql`select contract, source from signal order by position`),
    ).toEqual([
      { contract: 'web.events', source: 'site' },
      { contract: 'app.events', source: 'app' },
    ])
  })

  test.each([
    [[], undefined, 'has no collector source'],
    [
      [suite.site],
      'gone',
      'the source "gone", which does not exist: the workspace\'s collector sources are "site"',
    ],
    [[suite.site, eventSource('two')], undefined, 'there are several: "site", "two"'],
  ])('without a source to write to is told so', async (sources, scope, says) => {
    await suite.serve({ sources, ...(scope ? { scope } : {}) })
    const answer = await suite.send('/v1/batch', { body })
    expect(answer).toMatchObject({ status: 404, body: { detail: expect.stringContaining(says) } })
  })
})

describe('a browser', () => {
  const headers = { origin: 'https://www.acme.com' }

  test('may send from any site, and try again', async () => {
    const answer = await suite.send('/v1/p', { method: 'OPTIONS', headers, key: null })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://www.acme.com')
    expect(answer.headers.get('access-control-max-age')).toBe('86400')
    expect(answer.headers.get('access-control-allow-headers')!.split(', ')).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'x-retry-count',
        'anonymousid',
        'sentat',
        'rsa-retry-reason',
      ]),
    )
  })

  test('may read every answer, and how long to wait', async () => {
    const answer = await suite.send('/v1/p', { body: '{', headers })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://www.acme.com')
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after')
  })

  test('is told to send everything here and nothing to a vendor', async () => {
    const answer = await suite.send(`/v1/projects/${suite.server.key}/settings`, {
      method: 'GET',
      headers,
      key: null,
    })
    expect(answer.body).toEqual({
      integrations: {
        'Segment.io': {
          apiKey: suite.server.key,
          apiHost: `${new URL(suite.server.url).host}/v1`,
          protocol: 'http',
        },
      },
      metrics: { sampleRate: 0 },
    })
    const config = await suite.send('/sourceConfig/?p=npm', { method: 'GET', headers })
    expect(config.body).toMatchObject({
      source: { enabled: true, destinations: [], writeKey: suite.server.key },
    })
  })

  test('is told the public address, with its path, where one is given', async () => {
    await suite.serve({ publicUrl: new URL('https://acme.com/events/') })
    const path = `/v1/projects/${suite.server.key}/settings`
    expect((await suite.send(path, { method: 'GET' })).body).toMatchObject({
      integrations: { 'Segment.io': { apiHost: 'acme.com/events/v1', protocol: 'https' } },
    })
  })

  test('with an unknown key is told so', async () => {
    const none = `lp_write_${'x'.repeat(43)}`
    expect(await suite.send(`/v1/projects/${none}/settings`, { method: 'GET' })).toMatchObject({
      status: 401,
    })
  })

  test('that sends counts of its own work is thanked, and they are nobody’s events', async () => {
    const series = [{ type: 'Counter', metric: 'x', value: 1 }]
    expect(await suite.sendJson('/v1/m', { series })).toMatchObject({ status: 200 })
    expect([await suite.keys(), await suite.held()]).toEqual([[], []])
  })
})
