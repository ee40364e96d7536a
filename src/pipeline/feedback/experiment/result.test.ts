import { beforeEach, describe, expect, test } from 'vitest'
import { factWarehouse } from '../../../../test/harness/fact-warehouse.ts'
import { rowsBehind, runReport } from '../../intelligence/index.ts'
import { exposure, goal } from '../../processing/define.ts'
import { defineExperiment, defineMetric } from '../define.ts'
import { expectedShares, neverDealt } from './expected-shares.ts'
import { experimentResult } from './result.ts'

const { warehouse, put, link, empty } = await factWarehouse()
beforeEach(empty)

const trials = defineMetric({
  name: 'trial-rate',
  goal: 'Trial Started',
  means: 'Share of visitors who start a trial.',
})
const hero = defineExperiment({
  name: 'hero-2026',
  placement: 'hero',
  metric: trials,
  control: 'calm',
})
const now = new Date('2026-05-04T10:00:00Z')
const at = (minute: number) => new Date(now.getTime() + minute * 60_000)

const run = (of?: string) =>
  runReport(
    { warehouse, clock: { now: () => now }, reports: [experimentResult([hero])] },
    'experiment-result',
    { of },
  )
const shown = (unit: string, variant: string, minute = 0, more: object = {}) =>
  exposure({
    at: at(minute),
    placement: 'hero',
    experiment: 'hero-2026',
    unit,
    variant,
    propensity: 0.5,
    table: 1,
    ...more,
  })
const converts = (unit: string, minute = 5) =>
  goal({ name: 'Trial Started', person: unit, at: at(minute) })

let people = 0
/** So many people who are dealt a variant, of whom so many convert; each may be dealt another one after that. */
const arm = (variant: string, units: number, conversions: number, more = {}, later?: string) =>
  Array.from({ length: units }, (_, n) => {
    people += 1
    const unit = `anonymous:${people}`
    return [
      shown(unit, variant, 0, more),
      ...(later === undefined ? [] : [shown(unit, later, 3, { ...more, table: 2 })]),
      ...(n < conversions ? [converts(unit)] : []),
    ]
  }).flat()

describe('experiment-result', () => {
  test('compares each arm with the control, and says it in words', async () => {
    await put([...arm('calm', 2_000, 200), ...arm('bold', 2_000, 300)])
    const { rows } = await run('hero-2026')
    expect(rows).toEqual([
      {
        arm: 'calm',
        units: 2000,
        conversions: 200,
        conversion: 0.1,
        difference: null,
        low: null,
        high: null,
        p: null,
        sampleRatioP: 1,
        verdict: 'The control.',
      },
      {
        arm: 'bold',
        units: 2000,
        conversions: 300,
        conversion: 0.15,
        difference: expect.closeTo(0.05, 12) as number,
        low: expect.closeTo(0.018131, 6) as number,
        high: expect.closeTo(0.081869, 6) as number,
        p: expect.closeTo(0.000146, 6) as number,
        sampleRatioP: 1,
        verdict: expect.stringMatching(
          /^Better than calm: converts 1\.\d+ to 8\.\d+ points more\.$/,
        ) as string,
      },
    ])
  })

  test('counts a person by the first exposure, and goals only from then on', async () => {
    await link('user:1', 'anonymous:phone', 'anonymous:laptop')
    await put([
      shown('anonymous:phone', 'calm', 10),
      shown('anonymous:laptop', 'calm', 20),
      converts('user:1', 15),
      shown('anonymous:early', 'calm', 10),
      converts('anonymous:early', 9),
      goal({ name: 'Another Goal', person: 'anonymous:early', at: at(30) }),
    ])
    const { rows } = await run('hero-2026')
    expect(rows[0]).toMatchObject({ arm: 'calm', units: 2, conversions: 1 })
  })

  test('counts who saw several arms under the first, whatever came later, and says how many', async () => {
    await link('user:1', 'anonymous:phone', 'anonymous:laptop')
    await put([
      shown('anonymous:phone', 'calm'),
      shown('anonymous:laptop', 'bold', 5),
      converts('user:1', 10),
      shown('anonymous:a', 'bold'),
    ])
    const { rows, notes } = await run('hero-2026')
    expect(rows).toMatchObject([
      { arm: 'calm', units: 1, conversions: 1 },
      { arm: 'bold', units: 1, conversions: 0 },
    ])
    expect(notes[2]).toBe('People who saw several arms, counted under the first: 1.')
  })

  test('sees no difference where those who come with two devices convert most', async () => {
    // Of 400 people with two devices, dealt 80 to 20 on each, so many see both arms.
    await put([
      ...arm('calm', 1_680, 84, { propensity: 0.8 }),
      ...arm('bold', 420, 21, { propensity: 0.2 }),
      ...arm('calm', 256, 128, { propensity: 0.8 }),
      ...arm('calm', 64, 32, { propensity: 0.8 }, 'bold'),
      ...arm('bold', 64, 32, { propensity: 0.2 }, 'calm'),
      ...arm('bold', 16, 8, { propensity: 0.2 }),
    ])
    const { rows, notes } = await run('hero-2026')
    expect(rows).toMatchObject([
      { units: 2000, conversions: 244, sampleRatioP: 1 },
      { units: 500, conversions: 61, difference: expect.closeTo(0, 12) as number },
    ])
    expect(notes[2]).toBe('People who saw several arms, counted under the first: 128.')
  })

  test('takes changed weights for no fault, though half of the people return under them', async () => {
    await put([
      ...arm('calm', 1_000, 100),
      ...arm('bold', 600, 60),
      // From 50 to 50 to 90 to 10: four of five who return to bold see calm.
      ...arm('bold', 400, 40, {}, 'calm'),
    ])
    expect((await run('hero-2026')).rows[1]).toMatchObject({ units: 1000, sampleRatioP: 1 })
  })

  test('leaves out what chance did not decide on, and says how much', async () => {
    await put([
      shown('anonymous:a', 'calm'),
      shown('anonymous:b', 'calm', 0, { propensity: 1, fallback: 'not-covered' }),
      shown('anonymous:c', 'calm', 0, { propensity: 1, region: 'DE' }),
      shown('anonymous:d', 'calm', 0, { propensity: null }),
      shown('anonymous:e', 'calm', 0, { experiment: 'another' }),
    ])
    const { rows, notes } = await run('hero-2026')
    expect(rows.map((row) => [row['arm'], row['units']])).toEqual([['calm', 1]])
    expect(notes.slice(2)).toEqual([
      'People who saw several arms, counted under the first: 0.',
      'Exposures that chance had no part in, left out: no-propensity 1, not-covered 1, one-variant 1.',
    ])
  })

  test('warns when the units were not shared out as logged', async () => {
    await put([...arm('calm', 1_000, 100), ...arm('bold', 800, 120)])
    const { rows } = await run('hero-2026')
    expect(rows[1]).toMatchObject({ verdict: expect.stringContaining('Do not trust') as string })
    expect(rows[1]!['sampleRatioP']).toBeLessThan(0.001)
  })

  test('finds that an arm is lost, also where the placement leaves units out on purpose', async () => {
    await put([
      ...arm('calm', 500, 50),
      // At a coverage of a half, covered people still see one of two arms by 0.5.
      shown('anonymous:outside', 'calm', 0, { propensity: 1, fallback: 'not-covered' }),
    ])
    const { rows } = await run('hero-2026')
    expect(rows[0]!['sampleRatioP']).toBeLessThan(1e-9)
  })

  test('says that it is too early, in words and without figures', async () => {
    expect((await run('hero-2026')).rows).toMatchObject([
      { arm: 'calm', units: 0, conversion: null },
    ])
    await put([...arm('calm', 20, 0), ...arm('bold', 21, 3)])
    expect((await run('hero-2026')).rows[1]).toMatchObject({
      difference: null,
      low: null,
      p: null,
      verdict: 'Too early to tell: in one of the two arms nobody has converted yet, or everybody.',
    })
  })

  test('opens into the persons whom it counts', async () => {
    await link('user:1', 'anonymous:phone', 'anonymous:laptop')
    await put([
      ...arm('calm', 30, 4),
      ...arm('bold', 30, 5),
      shown('anonymous:phone', 'calm'),
      shown('anonymous:laptop', 'bold', 5),
      shown('anonymous:c', 'calm', 0, { propensity: 1, region: 'DE' }),
    ])
    const deps = { warehouse, clock: { now: () => now }, reports: [experimentResult([hero])] }
    const behind = (column: string, group: string) =>
      rowsBehind(deps, 'experiment-result', { of: 'hero-2026' }, { column, group }, { limit: 99 })
    const { rows } = await run('hero-2026')
    for (const row of rows) {
      for (const column of ['units', 'conversions']) {
        const { sum, rows: persons } = await behind(column, String(row['arm']))
        expect([column, row['arm'], sum, persons.length]).toEqual([
          column,
          row['arm'],
          row[column],
          row[column],
        ])
      }
    }
    const { rows: converted, leftOut } = await behind('conversions', 'bold')
    expect(converted[0]).toMatchObject({ at: at(0), converted: at(5), propensity: 0.5, adds: 1 })
    expect(leftOut).toEqual([
      { what: 'Exposures that chance had no part in: one-variant', amount: 1, currency: null },
    ])
  })

  test('asks which experiment, and knows those that there are', async () => {
    await expect(run()).rejects.toThrow("say which experiment with 'of': one of hero-2026")
    await expect(run('heroes')).rejects.toThrow(
      "there is no experiment 'heroes'; there are hero-2026",
    )
  })
})

describe('the shares that arms should have had', () => {
  const rows = (table: number, region: string, shares: Record<string, [number, number]>) =>
    Object.entries(shares).map(([arm, [propensity, units]]) => ({
      table,
      region,
      arm,
      propensity,
      units,
    }))

  test('follow the weights from table to table and the restrictions from region to region', () => {
    const expected = expectedShares([
      ...rows(1, 'US', { a: [0.5, 60], b: [0.5, 40] }),
      ...rows(2, 'US', { a: [0.2, 30], b: [0.8, 70] }),
      ...rows(2, 'DE', { a: [0.25, 1], c: [0.75, 3] }),
    ])
    expect([...expected].map(([arm, n]) => [arm, Math.round(n)])).toEqual([
      ['a', 71],
      ['b', 130],
      ['c', 3],
    ])
  })

  test('borrow what few units did not meet from a region that agrees', () => {
    const expected = expectedShares([
      ...rows(1, 'US', { a: [0.5, 50], b: [0.5, 50] }),
      ...rows(1, 'FR', { a: [0.5, 1] }),
    ])
    expect(Object.fromEntries(expected)).toEqual({ a: 50.5, b: 50.5 })
  })

  test('find an arm that was never dealt', () => {
    const dealt = rows(1, 'US', { a: [0.25, 50], b: [0.25, 50] })
    expect(Object.fromEntries(expectedShares(dealt))).toEqual({ a: 25, b: 25, [neverDealt]: 50 })
  })
})
