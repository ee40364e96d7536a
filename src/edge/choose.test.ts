import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forbiddenIn } from './arms.ts'
import { choose } from './choose.ts'
import { prepareTable } from './prepare.ts'
import type { TablePlacement, TableRestriction, VariantTable } from './variant-table.ts'

const hero: TablePlacement = {
  name: 'hero',
  seed: 'hero-2026',
  coverage: 1,
  variants: [
    { name: 'calm', weight: 1, content: { title: 'Hello' } },
    { name: 'bold', weight: 1, content: { title: 'Hi!' } },
    { name: 'loud', weight: 2, content: { title: 'HI' } },
  ],
  fallback: 'calm',
  restrictions: [
    { regions: ['DE'], variants: ['bold'], because: 'the claim needs a source there' },
    { regions: ['US-CA'], variants: ['loud'], because: 'a rule of the state' },
  ],
  experiment: 'hero-2026',
}
const tableOf = (...placements: TablePlacement[]): VariantTable => ({
  format: 1,
  version: 7,
  placements,
})
const heroTable = prepareTable(tableOf(hero))
const visitors = Array.from({ length: 4_000 }, (_, n) => `anonymous:${n}`)
const seenIn = (region?: string) =>
  new Set(visitors.map((unit) => choose(heroTable, 'hero', { unit, region })!.variant))

describe('choose', () => {
  test('says what was chosen, how likely it was and from which table', () => {
    expect(choose(heroTable, 'hero', { unit: 'user:42', region: 'FR' })).toEqual({
      placement: 'hero',
      variant: expect.any(String),
      content: expect.anything(),
      propensity: expect.any(Number),
      table: 7,
      experiment: 'hero-2026',
    })
    expect(choose(heroTable, 'footer', { unit: 'user:42' })).toBeUndefined()
  })

  test('never shows a restricted variant, in the region, a part of it or where it may lie', () => {
    expect(seenIn('FR')).toEqual(new Set(['calm', 'bold', 'loud']))
    expect(seenIn('DE')).toEqual(new Set(['calm', 'loud']))
    expect(seenIn('DE-BY')).toEqual(new Set(['calm', 'loud']))
    expect(seenIn('US-CA')).toEqual(new Set(['calm', 'bold']))
    expect(seenIn('US-NY')).toEqual(new Set(['calm', 'bold', 'loud']))
    // The state is not known, so it may be the one with the rule.
    expect(seenIn('US')).toEqual(new Set(['calm', 'bold']))
  })

  test('treats an unknown region most strictly: only what is allowed everywhere', () => {
    expect(seenIn(undefined)).toEqual(new Set(['calm']))
    expect(choose(heroTable, 'hero', { unit: 'user:1' })).toMatchObject({
      variant: 'calm',
      propensity: 1,
    })
  })

  test('shows the fallback, and says why, when there is nobody or nothing to choose', () => {
    const why = (asker: object, placement = hero) =>
      choose(prepareTable(tableOf(placement)), 'hero', { region: 'DE', ...asker })
    expect(why({})).toMatchObject({ variant: 'calm', fallback: 'no-unit', propensity: 1 })
    for (const unit of [
      'ana',
      'user:',
      `user:${'x'.repeat(200)}`,
      'user:a\nb',
      'user:\ud800',
      ':x',
    ]) {
      expect(why({ unit })).toMatchObject({ variant: 'calm', fallback: 'bad-unit' })
    }
    const onlyBold = hero.variants.map((each) => ({
      ...each,
      weight: each.name === 'bold' ? 1 : 0,
    }))
    expect(why({ unit: 'user:1' }, { ...hero, variants: onlyBold })).toMatchObject({
      variant: 'calm',
      fallback: 'nothing-allowed',
    })
    expect(why({ unit: 'user:1' }, { ...hero, coverage: 0 })).toMatchObject({
      variant: 'calm',
      fallback: 'not-covered',
    })
  })
})

const regions = ['DE', 'DE-BY', 'FR', 'US', 'US-CA', 'US-NY', undefined]
const anyRegion = fc.constantFrom(...regions)
const anyUnit = fc.string({ minLength: 1, maxLength: 20 }).map((id) => `user:${id}`)
const placements = fc
  .record({
    seed: fc.string(),
    coverage: fc.double({ min: 0.05, max: 1, noNaN: true }),
    weights: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 6 }),
    restricted: fc.array(
      fc.record({
        regions: fc.subarray(['DE', 'FR', 'US', 'US-CA'], { minLength: 1 }),
        variants: fc.subarray(['v1', 'v2', 'v3']),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ seed, coverage, weights, restricted }): TablePlacement => {
    const variants = weights.map((weight, n) => ({ name: `v${n}`, weight, content: n }))
    const names = new Set(variants.map(({ name }) => name))
    const restrictions = restricted.map((each): TableRestriction => ({
      regions: each.regions,
      variants: each.variants.filter((name) => names.has(name)),
      because: 'a test',
    }))
    return { name: 'p', seed, coverage, variants, fallback: 'v0', restrictions }
  })

describe('every choice', () => {
  test('is the same for the same unit, and never restricted', () => {
    fc.assert(
      fc.property(placements, anyUnit, anyRegion, (placement, unit, region) => {
        const first = choose(prepareTable(tableOf(placement)), 'p', { unit, region })!
        const again = choose(prepareTable(tableOf(placement)), 'p', { unit, region })!
        expect(again).toEqual(first)
        expect(forbiddenIn(placement.restrictions, region)).not.toContain(first.variant)
        expect(first.fallback === undefined || first.variant === 'v0').toBe(true)
      }),
    )
  })

  test('has a propensity that is its share of the buckets: all of them sum to 1', () => {
    fc.assert(
      fc.property(placements, anyRegion, (placement, region) => {
        const arms = prepareTable(tableOf(placement)).placements.get('p')!.armsIn(region)
        const sum = arms.reduce((total, { propensity }) => total + propensity, 0)
        if (arms.length > 0) expect(sum).toBeCloseTo(1, 12)
        const forbidden = forbiddenIn(placement.restrictions, region)
        const allowed = placement.variants.filter(({ name }) => !forbidden.has(name))
        const weightOfAll = allowed.reduce((total, { weight }) => total + weight, 0)
        for (const { variant, propensity } of arms) {
          // One bucket at either end, out of those that are covered.
          const grain = 2 / (10_000 * placement.coverage)
          expect(Math.abs(propensity - variant.weight / weightOfAll)).toBeLessThan(grain)
        }
      }),
    )
  })

  test('stays, where a weight grows at the cost of the variant after it', () => {
    fc.assert(
      fc.property(anyUnit, fc.integer({ min: 1, max: 50 }), (unit, grown) => {
        const shown = (first: number) =>
          choose(
            prepareTable(
              tableOf({
                ...hero,
                restrictions: [],
                variants: [
                  { name: 'calm', weight: first, content: 1 },
                  { name: 'bold', weight: 100 - first, content: 2 },
                ],
              }),
            ),
            'hero',
            { unit, region: 'FR' },
          )!.variant
        if (shown(50) === 'calm') expect(shown(50 + grown)).toBe('calm')
      }),
    )
  })

  test('falls out over many units as its propensity says', () => {
    fc.assert(
      fc.property(placements, anyRegion, (placement, region) => {
        const table = prepareTable(tableOf(placement))
        const choices = visitors.map((unit) => choose(table, 'p', { unit, region })!)
        const chosen = choices.filter(({ fallback }) => fallback === undefined)
        for (const { variant, propensity: p } of table.placements.get('p')!.armsIn(region)) {
          const count = chosen.filter((each) => each.variant === variant.name).length
          // Five standard deviations and a little: the units are fixed, so a false alarm is rare and lasting.
          const deviation = Math.sqrt((p * (1 - p)) / chosen.length)
          expect(Math.abs(count / chosen.length - p)).toBeLessThan(5 * deviation + 0.01)
        }
      }),
      { numRuns: 30, seed: 1 },
    )
  })
})
