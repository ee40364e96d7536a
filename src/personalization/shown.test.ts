import { beforeAll, expect, test } from 'vitest'
import { factWarehouse } from '../../test/harness/fact-warehouse.ts'
import { exposure } from '../pipeline/processing/define.ts'
import { shown } from './index.ts'

const { warehouse, put } = await factWarehouse()
const at = (day: number) => new Date(Date.UTC(2026, 4, day, 9))
const hero = { placement: 'hero', table: 1, propensity: 0.5 }
const restriction = { regions: ['DE'], variants: ['bold'], because: 'the claim needs a source' }

beforeAll(() =>
  put([
    exposure({ ...hero, at: at(1), variant: 'calm', unit: 'user:1', region: 'DE' }),
    exposure({ ...hero, at: at(1), variant: 'calm', unit: 'user:1', region: 'DE-BY' }),
    exposure({ ...hero, at: at(2), variant: 'bold', unit: 'user:2', region: 'FR' }),
    exposure({ ...hero, at: at(3), variant: 'bold', unit: 'user:2', region: 'FR', table: 2 }),
    exposure({ ...hero, at: at(3), variant: 'calm', unit: 'user:3', region: 'FR', table: 2 }),
    exposure({ ...hero, at: at(3), variant: 'calm', fallback: 'no-unit', table: 2 }),
    exposure({ ...hero, at: at(3), variant: 'other', placement: 'footer', unit: 'user:9' }),
  ]),
)

test('counts who saw what where, and why', async () => {
  expect(await shown(warehouse, { placement: 'hero' }, [restriction])).toEqual({
    shown: 6,
    units: 3,
    variants: [
      { variant: 'calm', shown: 4, units: 2, fallbacks: 1 },
      { variant: 'bold', shown: 2, units: 1, fallbacks: 0 },
    ],
    regions: [
      {
        region: 'FR',
        shown: 3,
        fallbacks: 0,
        variants: [
          { variant: 'bold', shown: 2 },
          { variant: 'calm', shown: 1 },
        ],
      },
      { region: 'DE', shown: 1, fallbacks: 0, variants: [{ variant: 'calm', shown: 1 }] },
      { region: 'DE-BY', shown: 1, fallbacks: 0, variants: [{ variant: 'calm', shown: 1 }] },
      { region: null, shown: 1, fallbacks: 1, variants: [{ variant: 'calm', shown: 1 }] },
    ],
    elsewhere: { regions: 0, shown: 0 },
    fallbacks: [{ reason: 'no-unit', shown: 1 }],
    // In all of Germany, and, most strictly, where the region is not known.
    restrictions: [{ ...restriction, held: 3 }],
    tables: [
      { version: 2, shown: 3, firstAt: at(3), lastAt: at(3) },
      { version: 1, shown: 3, firstAt: at(1), lastAt: at(2) },
    ],
  })
})

test('counts from a day on', async () => {
  const { shown: count, units } = await shown(warehouse, { placement: 'hero', from: at(3) }, [])
  expect([count, units]).toEqual([3, 2])
})

test('has nothing to say of what was never shown', async () => {
  expect(await shown(warehouse, { placement: 'nowhere' }, [])).toMatchObject({
    shown: 0,
    units: 0,
    variants: [],
    regions: [],
  })
})

test('leaves rare regions out, and says how many', async () => {
  const codes = Array.from({ length: 120 }, (_, n) =>
    String.fromCodePoint(65 + Math.floor(n / 26), 65 + (n % 26)),
  )
  const wide = { ...hero, placement: 'wide', at: at(1), variant: 'calm', unit: 'user:1' }
  await put(codes.map((region) => exposure({ ...wide, region })))
  const { regions, elsewhere, shown: count } = await shown(warehouse, { placement: 'wide' }, [])
  expect([count, regions.length]).toEqual([120, 100])
  expect(elsewhere).toEqual({ regions: 20, shown: 20 })
})
