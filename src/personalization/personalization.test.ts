import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/harness/test-database.ts'
import type { Database } from '../platform/database/index.ts'
import { answerFrom } from '../edge/index.ts'
import { definePlacement, eea, eu } from './define.ts'
import { listTables, publishedTable, publishTable, rank, tableChannel, why } from './index.ts'

const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Hello' } },
    { name: 'bold', content: { title: 'Hi!' }, weight: 3 },
  ],
  restrictions: [{ regions: ['DE'], variants: ['bold'], because: 'the claim needs a source' }],
})
const experiment = { name: 'hero-2026', placement: 'hero' }

describe('rank', () => {
  test('puts placements and their experiments into one table', () => {
    expect(rank([hero], [experiment])).toEqual({
      format: 1,
      version: 0,
      placements: [
        {
          name: 'hero',
          seed: 'hero-2026',
          experiment: 'hero-2026',
          coverage: 1,
          fallback: 'calm',
          variants: [
            { name: 'calm', weight: 1, content: { title: 'Hello' } },
            { name: 'bold', weight: 3, content: { title: 'Hi!' } },
          ],
          restrictions: [
            { regions: ['DE'], variants: ['bold'], because: 'the claim needs a source' },
          ],
        },
      ],
    })
    expect(rank([hero], []).placements[0]).not.toHaveProperty('experiment')
  })
})

describe('publishing', () => {
  let db: Database
  const clock = { now: () => new Date('2026-05-04T10:00:00Z') }
  beforeAll(async () => {
    db = await testDatabase()
  })

  test('makes a new version only of new content, and tells the edges of it', async () => {
    const heard: string[] = []
    const told = Promise.withResolvers<void>()
    const stop = await db.listen(tableChannel, (version) => {
      heard.push(version)
      if (version === '3') told.resolve()
    })
    const one = rank([hero], [])
    const two = rank([hero], [experiment])
    expect(await publishedTable(db)).toBeUndefined()
    expect(await publishTable({ db, clock }, one)).toEqual({ version: 1, isNew: true })
    expect(await publishTable({ db, clock }, one)).toEqual({ version: 1, isNew: false })
    expect(await publishTable({ db, clock }, two)).toEqual({ version: 2, isNew: true })
    expect(await publishTable({ db, clock }, one, 'ana')).toEqual({ version: 3, isNew: true })
    await told.promise
    await stop()
    expect(heard).toEqual(['1', '2', '3'])
    expect(await publishedTable(db)).toEqual({ ...one, version: 3 })
    expect(await publishedTable(db, 2)).toEqual({ ...two, version: 2 })
    const history = await listTables(db)
    expect(history.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
      [3, 'ana'],
      [2, 'workspace'],
      [1, 'workspace'],
    ])
    expect(history[0]!.digest).toBe(history[2]!.digest)
    expect(await listTables(db, 1)).toHaveLength(1)
  })

  test('gives processes that publish at once one version', async () => {
    const table = rank([{ ...hero, name: 'footer' }], [])
    const results = await Promise.all([1, 2, 3, 4].map(() => publishTable({ db, clock }, table)))
    expect(new Set(results.map(({ version }) => version)).size).toBe(1)
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1)
  })
})

describe('why', () => {
  const table = { ...rank([hero], [experiment]), version: 4 }

  test('explains a choice by the numbers that made it', () => {
    const free = why(table, 'hero', { unit: 'user:42', region: 'FR' })!
    expect(free.restricted).toEqual([])
    expect(free.arms).toEqual([
      { variant: 'calm', from: 0, to: 2500, propensity: 0.25 },
      { variant: 'bold', from: 2500, to: 10_000, propensity: 0.75 },
    ])
    const arm = free.arms.find(({ from, to }) => free.bucket! >= from && free.bucket! < to)!
    expect(free.choice).toMatchObject({
      variant: arm.variant,
      propensity: arm.propensity,
      table: 4,
    })
  })

  test('names the restrictions and their reasons, all of them where the region is not known', () => {
    const restricted = why(table, 'hero', { unit: 'user:42' })!
    expect(restricted.restricted.map(({ because }) => because)).toEqual([
      'the claim needs a source',
    ])
    expect(restricted.choice).toMatchObject({ variant: 'calm', propensity: 1 })
    expect(why(table, 'hero', {})).toMatchObject({ choice: { fallback: 'no-unit' } })
    expect(why(table, 'footer', {})).toBeUndefined()
  })
})

describe('definePlacement', () => {
  const variants = [
    { name: 'a', content: 1 },
    { name: 'b', content: 2 },
  ]
  const spec = { name: 'p', variants, fallback: 'a' }
  const because = 'a test'

  test.each([
    ['variants', { variants: [variants[0]!] }],
    ['variants', { variants: [...variants, { name: 'c', content: undefined }] }],
    ['variants', { variants: [...variants, { name: 'c', content: 1n }] }],
    ['variants', { variants: [...variants, { name: 'c', content: 1, weight: -1 }] }],
    ['fallback', { fallback: 'c' }],
    ['coverage', { coverage: 1.5 }],
    ['coverage', { coverage: Number.NaN }],
    ['restrictions', { restrictions: [{ regions: ['DE'], variants: ['a'], because }] }],
    ['restrictions', { restrictions: [{ regions: [], variants: ['b'], because }] }],
    ['restrictions', { restrictions: [{ regions: ['DE'], variants: [], because }] }],
    ['restrictions', { restrictions: [{ regions: ['DE', 'DU'], variants: ['b'], because }] }],
    ['restrictions', { restrictions: [{ regions: ['XX'], variants: ['b'], because }] }],
    ['restrictions', { restrictions: [{ regions: [''], variants: ['b'], because }] }],
  ])('says what is wrong with %s', (field, wrong) => {
    expect(() => definePlacement({ ...spec, ...wrong })).toThrow(`definePlacement 'p': ${field}: `)
  })

  test.each([
    ['UK', `write 'GB'`],
    ['UK-ENG', `write 'GB-ENG'`],
    ['EL', `write 'GR'`],
    ['EU', 'spread eu, as'],
    ['EEA', 'spread eea, as'],
    ['us-ca', `write 'US-CA'`],
    ['Germany', `write 'DE'`],
    ['DU', `write a code of ISO 3166-1 or 3166-2, as 'DE' or 'US-CA'`],
  ])('says what to write instead of the region %s', (region, instead) => {
    const restrictions = [{ regions: [region], variants: ['b'], because }]
    expect(() => definePlacement({ ...spec, restrictions })).toThrow(
      `definePlacement 'p': restrictions: '${region}' is no region; ${instead}`,
    )
  })

  test('forbids in all the countries of a union, whichever platform names them', () => {
    const regions = [...eu, 'GB', 'XK']
    const placement = definePlacement({
      ...spec,
      restrictions: [{ regions, variants: ['b'], because }],
    })
    const answer = answerFrom({ ...rank([placement], []), version: 1 })
    const shownIn = (country: string) => {
      const answers = Array.from({ length: 20 }, (_, n) => {
        const url = `/edge/v1/placements/p?unit=user:${n}`
        return answer({ method: 'GET', url, headers: { 'cf-ipcountry': country } }).body
      })
      return [...new Set(answers.map((body) => (JSON.parse(body) as { variant: string }).variant))]
    }
    expect(regions.map(shownIn)).toEqual(regions.map(() => ['a']))
    expect(shownIn('CH').toSorted()).toEqual(['a', 'b'])
    expect([new Set(eu).size, new Set(eea).size]).toEqual([27, 30])
    expect(
      definePlacement({ ...spec, restrictions: [{ regions: eea, variants: ['b'], because }] }),
    ).toMatchObject({ restrictions: [{ regions: eea }] })
  })
})
