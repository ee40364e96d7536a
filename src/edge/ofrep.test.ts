import { describe, expect, test } from 'vitest'
import { answerFrom } from './answer.ts'
import { exposureRecord } from './exposure.ts'
import { ofrepFrom, ofrepPath } from './ofrep.ts'
import type { TablePlacement, VariantTable } from './variant-table.ts'

const placement = (name: string, more: Partial<TablePlacement> = {}): TablePlacement => ({
  name,
  seed: name,
  coverage: 1,
  variants: [
    { name: 'calm', weight: 1, content: { title: 'Grüß Gott' } },
    { name: 'bold', weight: 3, content: { title: 'Hi!' } },
  ],
  fallback: 'calm',
  restrictions: [],
  ...more,
})
const table: VariantTable = {
  format: 1,
  version: 3,
  placements: [
    placement('hero', {
      experiment: 'hero-wording',
      restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'a test' }],
    }),
    placement('a/b', { variants: [{ name: 'calm', weight: 1, content: 'text' }] }),
    placement('off', { coverage: 0 }),
    placement('forbidden', {
      variants: [
        { name: 'calm', weight: 0, content: 1 },
        { name: 'bold', weight: 1, content: 2 },
      ],
      restrictions: [{ regions: ['FR'], variants: ['bold'], because: 'a test' }],
    }),
  ],
}
const evaluate = ofrepFrom(table)
const post = (key: string, body: unknown, headers = {}, method = 'POST') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const given = evaluate({ method, url: `${ofrepPath}${key}`, headers, body: text })
  const pairs = given.headers.flatMap((name, n) => (n % 2 ? [] : [[name, given.headers[n + 1]]]))
  return {
    ...given,
    said: Object.fromEntries(pairs) as Record<string, string>,
    json: given.body === '' ? undefined : (JSON.parse(given.body) as Record<string, unknown>),
  }
}
const context = (more: object = {}) => ({ context: { targetingKey: 'user:42', ...more } })

describe('one placement', () => {
  test('is what the placement’s own address gives, and an exposure', () => {
    const own = answerFrom(table)
    for (let n = 0; n < 50; n++) {
      for (const region of ['FR', 'DE', undefined]) {
        const unit = `anonymous:${n}`
        const query = `unit=${unit}${region ? `&region=${region}` : ''}`
        const url = `/edge/v1/placements/hero?${query}`
        const shown = own({ method: 'GET', url, headers: {} })
        const { variant, content, propensity } = JSON.parse(shown.body) as Record<string, unknown>
        const asked = post('/hero', { context: { targetingKey: unit, region } })
        expect(asked).toMatchObject({
          status: 200,
          json: { key: 'hero', value: content, variant, metadata: { propensity, table: 3 } },
        })
        const record = (given: typeof shown) => exposureRecord('1', 'now', given.exposure!)
        expect(record(asked)).toBe(record(shown))
      }
    }
  })

  test('says why', () => {
    const reason = (key: string, more = {}) => post(key, context(more)).json?.['reason']
    expect(reason('/hero', { region: 'FR' })).toBe('SPLIT')
    expect(reason('/hero', { region: 'DE' })).toBe('TARGETING_MATCH')
    expect(reason('/a%2Fb')).toBe('STATIC')
    expect(reason('/off')).toBe('DISABLED')
    expect(reason('/forbidden', { region: 'FR' })).toBe('TARGETING_MATCH')
    const fallen = post('/forbidden', context({ region: 'FR' }))
    expect(fallen.fallback).toEqual({ placement: 'forbidden', reason: 'nothing-allowed' })
    expect(fallen.json?.['metadata']).toMatchObject({ fallback: 'nothing-allowed', region: 'FR' })
    expect(post('/hero', context()).json?.['metadata']).toMatchObject({
      experiment: 'hero-wording',
    })
  })

  test('of a unit that is said to be elsewhere than it seems to be is judged most strictly', () => {
    const country = { 'cf-ipcountry': 'US', 'cf-region-code': 'NY' }
    const regionOf = (region: string | undefined, headers = {}) =>
      post('/hero', context(region ? { region } : {}), headers).exposure?.region
    expect(regionOf('fr')).toBe('FR')
    expect(regionOf(undefined, country)).toBe('US-NY')
    expect(regionOf('US', country)).toBe('US-NY')
    expect(regionOf('US-NY', { 'cf-ipcountry': 'US' })).toBe('US')
    expect(regionOf('FR', country)).toBeUndefined()
    // Two parts of France, though one's name begins like the other's.
    const lyon = { 'cf-ipcountry': 'FR', 'cf-region-code': '69M' }
    expect(regionOf('FR-69', lyon)).toBeUndefined()
    // Somewhere, but nobody knows where: not where the page's server is.
    for (const unclear of ['UK', 'Germany', 'XX']) {
      expect(regionOf(unclear, country)).toBeUndefined()
    }
    expect(post('/hero', context({ region: 'FR' }), country).json?.['variant']).toBe('calm')
  })

  test.each([
    ['nothing', '/hero', '', 400, 'PARSE_ERROR'],
    ['half of one', '/hero', '{"context":', 400, 'PARSE_ERROR'],
    ['no context', '/hero', {}, 400, 'INVALID_CONTEXT'],
    ['null', '/hero', 'null', 400, 'INVALID_CONTEXT'],
    ['a list', '/hero', { context: [] }, 400, 'INVALID_CONTEXT'],
    ['no targetingKey', '/hero', { context: {} }, 400, 'TARGETING_KEY_MISSING'],
    ['a key without its kind', '/hero', context({ targetingKey: '42' }), 400, 'INVALID_CONTEXT'],
    [
      'half of a character',
      '/hero',
      context({ targetingKey: 'user:\ud800' }),
      400,
      'INVALID_CONTEXT',
    ],
    ['a number as key', '/hero', context({ targetingKey: 42 }), 400, 'INVALID_CONTEXT'],
    ['a region that is no text', '/hero', context({ region: 1 }), 400, 'INVALID_CONTEXT'],
    ['an unknown placement', '/nosuch', context(), 404, 'FLAG_NOT_FOUND'],
    ['a prototype’s name', '/__proto__', context(), 404, 'FLAG_NOT_FOUND'],
  ])('is refused for %s', (_, key, body, status, errorCode) => {
    const given = post(key, body)
    expect(given).toMatchObject({ status, json: { key: key.slice(1), errorCode } })
    expect(given.json?.['errorDetails']).toEqual(expect.stringMatching(/\w/))
    expect(given).not.toHaveProperty('exposure')
  })
})

describe('all placements', () => {
  test('are fetched at once, shown to nobody yet, and not fetched again unchanged', () => {
    const { said, json, ...given } = post('', context({ region: 'FR' }))
    expect(given).not.toHaveProperty('exposure')
    expect(json).toMatchObject({ metadata: { table: 3 } })
    const flags = json?.['flags'] as { key: string }[]
    expect(flags.map(({ key }) => key)).toEqual(['hero', 'a/b', 'off', 'forbidden'])
    expect(flags[0]).toEqual(post('/hero', context({ region: 'FR' })).json)
    const held = { 'if-none-match': said['etag'] }
    expect(post('', context({ region: 'FR' }), held)).toMatchObject({ status: 304, body: '' })
    for (const other of [context({ region: 'DE' }), { context: { targetingKey: 'user:43' } }]) {
      expect(post('', other, held).status).toBe(200)
    }
  })

  test('say of each that nobody was named', () => {
    const { status, json } = post('', { context: {} })
    expect(status).toBe(200)
    const nobody = { errorCode: 'TARGETING_KEY_MISSING' }
    expect(json).toMatchObject({ flags: table.placements.map(() => nobody) })
    expect(post('', '[').json).toMatchObject({ errorCode: 'PARSE_ERROR' })
  })

  test('say of each that half of a character names nobody', () => {
    const { status, json } = post('', '{"context":{"targetingKey":"user:\\ud800"}}')
    expect(status).toBe(200)
    const nobody = { errorCode: 'INVALID_CONTEXT' }
    expect(json).toMatchObject({ flags: table.placements.map(() => nobody) })
  })
})

test('pages may ask from anywhere; other methods and a missing table are refused', () => {
  const preflight = post('/hero', '', {}, 'OPTIONS')
  expect(preflight.status).toBe(204)
  expect(preflight.said).toMatchObject({ 'access-control-allow-origin': '*' })
  expect(preflight.said['access-control-allow-headers']).toContain('content-type')
  expect(post('', context()).said['access-control-expose-headers']).toBe('etag')
  expect(post('/hero', '', {}, 'GET')).toMatchObject({
    status: 405,
    said: { allow: 'POST, OPTIONS' },
  })
  const without = ofrepFrom(undefined)
  const request = { url: `${ofrepPath}/hero`, headers: {}, body: '' }
  expect(without({ ...request, method: 'POST' }).status).toBe(503)
  expect(without({ ...request, method: 'OPTIONS' }).status).toBe(204)
})
