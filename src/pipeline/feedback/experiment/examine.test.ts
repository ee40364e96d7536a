import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../../test/harness/fact-warehouse.ts'
import type { Fact } from '../../../core/fact.ts'
import { runReport } from '../../intelligence/index.ts'
import { exposure, goal } from '../../processing/define.ts'
import { defineExperiment, defineMetric } from '../define.ts'
import { examineExperiment } from './examine.ts'
import { experimentState } from './experiment-state.ts'
import { experimentResult } from './result.ts'
import { lastDealt } from './store.ts'

const { warehouse, put, empty } = await factWarehouse()
beforeEach(empty)

const metric = defineMetric({ name: 'trials', goal: 'Trial', means: 'Share who start a trial.' })
const hero = defineExperiment({ name: 'hero', placement: 'hero', metric, control: 'calm' })
const now = new Date('2026-05-10T15:00:00Z')
const clock = { now: () => now }
const on = (day: number, hour = 9) => new Date(Date.UTC(2026, 4, day, hour))
const examine = () => examineExperiment({ warehouse, clock }, hero)

const shown = (unit: string, variant: string, at: Date, more: object = {}) =>
  exposure({
    at,
    placement: 'hero',
    experiment: 'hero',
    unit,
    variant,
    propensity: 0.5,
    table: 1,
    ...more,
  })
const converts = (person: string, at: Date) => goal({ name: 'Trial', person, at })

describe('the curve of an experiment', () => {
  test('has a point for each day up to now, as the counts stood then', async () => {
    await put([
      shown('a', 'calm', on(7)),
      shown('b', 'bold', on(7)),
      shown('c', 'calm', on(8)),
      shown('c', 'bold', on(9)),
      converts('a', on(9)),
      converts('c', on(8, 20)),
    ])
    const { days, firstDay, lastDay, several } = await examine()
    expect(
      days.map((day) => [
        day.day,
        ...day.arms.map((arm) => `${arm.arm} ${arm.conversions}/${arm.units}`),
        day.several,
      ]),
    ).toEqual([
      ['2026-05-07', 'calm 0/1', 'bold 0/1', 0],
      ['2026-05-08', 'calm 1/2', 'bold 0/1', 0],
      ['2026-05-09', 'calm 2/2', 'bold 0/1', 1],
      ['2026-05-10', 'calm 2/2', 'bold 0/1', 1],
    ])
    expect({ firstDay, lastDay, several }).toEqual({
      firstDay: '2026-05-07',
      lastDay: '2026-05-08',
      several: 1,
    })
  })

  test('ends where the report stands, whatever happened, and wrong clocks too', async () => {
    const unit = fc.integer({ min: 0, max: 30 }).map((n) => `anonymous:${n}`)
    const at = fc.integer({ min: -500, max: 20 }).map((day) => on(day))
    const facts: fc.Arbitrary<Fact[]> = fc.array(
      fc.oneof(
        fc.tuple(unit, fc.constantFrom('calm', 'bold', 'wild'), at).map((given) => shown(...given)),
        fc.tuple(unit, at).map((given) => converts(...given)),
        fc
          .tuple(
            unit,
            fc.constant('calm'),
            at,
            fc.constantFrom({ propensity: 1 }, { propensity: 0.2, fallback: 'not-covered' }),
          )
          .map((given) => shown(...given)),
      ),
      { maxLength: 120 },
    )
    await fc.assert(
      fc.asyncProperty(facts, async (made) => {
        await empty()
        await put(made)
        const { days, arms, lastDay } = await examine()
        const deps = { warehouse, clock, reports: [experimentResult([hero])] }
        const { rows } = await runReport(deps, 'experiment-result', { of: 'hero' })
        const asReported = arms.map(({ arm, units, conversions, compared }) => ({
          arm,
          units,
          conversions,
          low: compared?.ok ? compared.value.low : null,
          high: compared?.ok ? compared.value.high : null,
        }))
        expect(rows).toMatchObject(asReported)
        expect(days.at(-1)?.arms ?? arms).toEqual(arms)
        expect((await lastDealt(warehouse)).get('hero') ?? null).toBe(lastDay)
        expect(days.length).toBeLessThanOrEqual(400)
      }),
      { numRuns: 20 },
    )
  })
})

test.each([
  [false, '2026-05-10', 'not-published'],
  [true, null, 'waiting'],
  [true, '2026-05-08', 'running'],
  [true, '2026-05-02', 'quiet'],
] as const)('published: %s, somebody new last on %s: %s', (published, lastDay, state) => {
  expect(experimentState(published, lastDay, now)).toBe(state)
})
