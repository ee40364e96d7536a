import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerFrom, type EdgeAnswer } from './answer.ts'
import { exposureRecord } from './exposure.ts'
import { ofrepFrom } from './ofrep.ts'
import { readVariantTable, type VariantTable } from './variant-table.ts'

const table: VariantTable = {
  format: 1,
  version: 3,
  placements: [
    {
      name: 'hero',
      seed: 'hero',
      coverage: 1,
      variants: [
        { name: 'calm', weight: 1, content: { title: 'Grüß Gott' } },
        { name: 'bold', weight: 3, content: { title: 'Hi!' } },
      ],
      fallback: 'calm',
      restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'a test' }],
    },
  ],
}
const hero = table.placements[0]!
const answer = answerFrom(table)
const get = (path: string, headers = {}) =>
  answer({ method: 'GET', url: `/edge/v1/placements/${path}`, headers })
const header = ({ headers }: EdgeAnswer, name: string) =>
  headers[headers.findIndex((each, n) => n % 2 === 0 && each === name) + 1]
const bodyOf = ({ body }: EdgeAnswer) => JSON.parse(body) as Record<string, unknown>

describe('answer', () => {
  test('gives the variant and what to log of it', () => {
    const given = get('hero?unit=anonymous%3Aa+b&region=de')
    expect(given.status).toBe(200)
    expect(bodyOf(given)).toEqual({
      placement: 'hero',
      variant: 'calm',
      content: { title: 'Grüß Gott' },
      propensity: 1,
      table: 3,
    })
    expect(Number(header(given, 'content-length'))).toBe(Buffer.byteLength(given.body))
    expect(header(given, 'cache-control')).toBe('private, no-store')
    expect(header(given, 'access-control-allow-origin')).toBe('*')
    expect(JSON.parse(exposureRecord('1-1', '2026-05-04T10:00:00.000Z', given.exposure!))).toEqual({
      id: '1-1',
      at: '2026-05-04T10:00:00.000Z',
      unit: 'anonymous:a b',
      region: 'DE',
      placement: 'hero',
      variant: 'calm',
      propensity: 1,
      table: 3,
    })
  })

  test('explains a choice without showing it, and keeps the reasons of restrictions to itself', () => {
    const unit = 'unit=anonymous%3Aa+b'
    for (const query of [unit, `${unit}&region=de`, `${unit}&region=FR`, '', 'unit=nonsense']) {
      const shown = bodyOf(get(`hero?${query}`))
      const explained = get(`hero/why?${query}`)
      expect(explained).toMatchObject({ status: 200 })
      expect(explained).not.toHaveProperty('exposure')
      expect(explained).not.toHaveProperty('fallback')
      expect(header(explained, 'cache-control')).toBe('private, no-store')
      expect(bodyOf(explained)['choice']).toEqual(shown)
      expect(explained.body).not.toContain('a test')
    }
    expect(bodyOf(get(`hero/why?${unit}&region=de`))).toMatchObject({
      region: 'DE',
      arms: [{ variant: 'calm', from: 0, to: 10_000, propensity: 1 }],
      restricted: [{ regions: ['DE'], variants: ['bold'] }],
    })
    expect(bodyOf(get(`hero/why?${unit}&region=FR`))['bucket']).toBeGreaterThanOrEqual(0)
    expect(bodyOf(get('hero/why?unit=nonsense'))).not.toHaveProperty('bucket')
    expect(get('footer/why').status).toBe(404)
    expect(get('why').status).toBe(404)
  })

  test('believes the platform about the region before it believes the page', () => {
    const regionOf = (headers: object) =>
      get('hero?unit=user:1&region=FR', headers).exposure?.region
    expect(regionOf({})).toBe('FR')
    expect(regionOf({ 'cf-ipcountry': 'DE' })).toBe('DE')
    expect(regionOf({ 'cf-ipcountry': 'US', 'cf-region-code': 'CA' })).toBe('US-CA')
    expect(regionOf({ 'x-vercel-ip-country': 'AT' })).toBe('AT')
    expect(regionOf({ 'x-linchpin-region': 'us-ny' })).toBe('US-NY')
    // The platform says that it does not know: then nobody does.
    expect(regionOf({ 'cf-ipcountry': 'XX' })).toBeUndefined()
    expect(regionOf({ 'cf-ipcountry': 'T1' })).toBeUndefined()
    // Restrictions are written in the codes of countries, so of these none would hold.
    for (const vague of ['EU', 'AP', 'ZZ', 'UK', 'EL', 'UK-ENG']) {
      expect(regionOf({ 'x-linchpin-region': vague })).toBeUndefined()
    }
  })

  test('shows the fallback to nobody in particular, counted, and revalidated by its ETag', () => {
    const given = get('hero')
    expect(bodyOf(given)).toMatchObject({ variant: 'calm', fallback: 'no-unit' })
    expect(given.fallback).toEqual({ placement: 'hero', reason: 'no-unit' })
    expect(given.exposure).toMatchObject({ unit: undefined })
    const etag = header(given, 'etag')
    const again = get('hero', { 'if-none-match': etag })
    expect(again).toMatchObject({ status: 304, body: '', fallback: { reason: 'no-unit' } })
    expect(again.exposure).toBeDefined()
  })

  test('logs no text that is no identifier', () => {
    const given = get('hero?unit=%00')
    expect(given.fallback?.reason).toBe('bad-unit')
    expect(given.exposure?.unit).toBeUndefined()
    expect(get('hero?unit=user:%E0%A4%A').status).toBe(200)
  })

  test('answers HEAD without showing anything', () => {
    const given = answer({ method: 'HEAD', url: '/edge/v1/placements/hero', headers: {} })
    expect(given).toMatchObject({ status: 200, body: '' })
    expect(given.exposure).toBeUndefined()
    expect(given.fallback).toBeUndefined()
  })

  test('refuses with problem documents that say what to do', () => {
    const unknown = get('foot%22er?unit=user:1')
    expect(unknown.status).toBe(404)
    expect(header(unknown, 'content-type')).toBe('application/problem+json')
    expect(bodyOf(unknown)['detail']).toContain(`no placement 'foot"er'`)
    const post = answer({ method: 'POST', url: '/edge/v1/placements/hero', headers: {} })
    expect(post.status).toBe(405)
    expect(header(post, 'allow')).toBe('GET, HEAD, OPTIONS')
    const early = answerFrom(undefined)({
      method: 'GET',
      url: '/edge/v1/placements/hero',
      headers: {},
    })
    expect(early.status).toBe(503)
    expect(header(early, 'retry-after')).toBe('5')
    const preflight = answer({ method: 'OPTIONS', url: '/edge/v1/placements/hero', headers: {} })
    expect(preflight.status).toBe(204)
    expect(header(preflight, 'access-control-allow-methods')).toContain('GET')
  })
})

describe('a published table', () => {
  test('is read back as it was written, and refused when it is not one', () => {
    expect(readVariantTable(JSON.stringify(table))).toEqual({ ok: true, value: table })
    const refusal = (text: string) => {
      const read = readVariantTable(text)
      return read.ok ? '' : read.error
    }
    expect(refusal('{')).toContain('not JSON')
    expect(refusal('null')).toContain('no format')
    expect(refusal('{"format":2}')).toContain('format 2, and this edge knows format 1')
    expect(refusal('{"format":1,"version":1}')).toContain('no list of placements')
    const lost = { ...table, placements: [{ ...table.placements[0], fallback: 'gone' }] }
    expect(refusal(JSON.stringify(lost))).toContain(`'hero' is not complete`)
  })

  test.each([
    { placements: [null] },
    { placements: [{ ...hero, name: { toString: 1 } }] },
    { placements: [{ ...hero, restrictions: [null] }] },
    { placements: [{ ...hero, restrictions: [{ regions: [1], variants: ['bold'] }] }] },
    { placements: [{ ...hero, restrictions: [{ regions: ['DE'], variants: [hero.fallback] }] }] },
    { placements: [{ ...hero, coverage: 2 }] },
    { placements: [{ ...hero, experiment: {} }] },
    { format: { toString: 1 } },
  ])('is refused, not thrown at, when it is broken: %j', (broken) => {
    expect(readVariantTable(JSON.stringify({ ...table, ...broken }))).toMatchObject({ ok: false })
  })

  test('is one that can be chosen from, or it is refused, whatever it says', () => {
    const anywhere = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 })
    const hostile = fc.oneof(fc.jsonValue(), fc.constantFrom(null, '', {}, [], [null], -1, 1e308))
    fc.assert(
      fc.property(anywhere, hostile, (path, value) => {
        const read = readVariantTable(JSON.stringify(replacedAt(table, path, value)))
        if (!read.ok) return
        const [ask, evaluate] = [answerFrom(read.value), ofrepFrom(read.value)]
        for (const country of ['DE', 'US', 'XX']) {
          const headers = { 'cf-ipcountry': country }
          ask({ method: 'GET', url: '/edge/v1/placements/hero?unit=user:1', headers })
          const body = '{"context":{"targetingKey":"user:1"}}'
          evaluate({ method: 'POST', url: '/ofrep/v1/evaluate/flags', headers, body })
        }
      }),
      { numRuns: 1_000 },
    )
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => !readVariantTable(text).ok))
  })
})

/** The value with one of its parts replaced: the path says how to get there, whatever there is. */
function replacedAt(whole: unknown, [step, ...rest]: readonly number[], part: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return part
  const keys = Object.keys(whole)
  const key = keys[step % keys.length]
  const replaced = Object.entries(whole).map(([name, each]) => [
    name,
    name === key ? replacedAt(each, rest, part) : (each as unknown),
  ])
  return Array.isArray(whole) ? replaced.map(([, each]) => each) : Object.fromEntries(replaced)
}
