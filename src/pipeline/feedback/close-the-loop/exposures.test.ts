import { expect, test } from 'vitest'
import { decode, judge } from '../../../contracts/index.ts'
import { exposures } from './exposures.ts'

const shown = {
  id: 'e1-1',
  at: '2026-05-04T10:00:00.000Z',
  unit: 'anonymous:7f3a',
  region: 'US-CA',
  placement: 'hero',
  variant: 'calm',
  propensity: 0.25,
  table: 3,
  experiment: 'hero-2026',
}
const factsOf = (raw: unknown) => {
  const decoded = decode(exposures, raw)
  if (!decoded.ok) throw new Error(decoded.error.reason)
  return exposures.becomes(decoded.value, { key: 'e1-1', receivedAt: new Date() })
}

test('an exposure becomes one fact with the probability of what was shown', () => {
  const { id, ...values } = shown
  expect(factsOf(shown)).toEqual([
    { fact: 'exposure', id, values: { ...values, at: new Date(shown.at) } },
  ])
  const { unit: _, experiment: __, ...nobody } = shown
  const [fact] = factsOf({ ...nobody, propensity: 1, fallback: 'no-unit' })
  expect(fact?.values).toMatchObject({ fallback: 'no-unit', variant: 'calm' })
  expect(fact?.values).not.toHaveProperty('unit')
})

test('its id makes it one event, and no propensity is taken on trust', () => {
  expect(exposures.keep).toBe('first')
  expect(judge(exposures, shown, new Date())).toMatchObject({ ok: true, value: { key: 'e1-1' } })
  for (const wrong of [{ propensity: 0 }, { propensity: 1.1 }, { at: 'noon' }, { id: '' }]) {
    expect(judge(exposures, { ...shown, ...wrong }, new Date())).toMatchObject({
      ok: false,
      error: { mode: 'violation', at: Object.keys(wrong)[0] },
    })
  }
})
