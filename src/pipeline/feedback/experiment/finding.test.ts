import { describe, expect, test } from 'vitest'
import { defineExperiment, defineMetric } from '../define.ts'
import { findingOf, inVisitors } from './finding.ts'
import { judge } from './judge.ts'

const metric = defineMetric({ name: 'trials', goal: 'Trial', means: 'Share who start a trial.' })
const hero = defineExperiment({ name: 'hero', placement: 'hero', metric, control: 'calm' })

/** Arms by name, each with its units and conversions, dealt alike. */
const told = (arms: Record<string, [units: number, conversions: number]>, several = 0) => {
  const names = Object.keys(arms)
  const dealt = names.map((arm) => ({
    arm,
    table: 1,
    region: 'DE',
    propensity: 1 / names.length,
    several: arm === names[0] ? several : 0,
    units: arms[arm]![0],
    conversions: arms[arm]![1],
  }))
  return findingOf(hero, judge(hero, dealt))
}

describe('what an experiment comes to, in words', () => {
  test.each([
    ['nobody', {}, 'Nobody has been dealt a variant yet'],
    [
      'early',
      { calm: [20, 0], bold: [21, 3] },
      'Too early to say: in one of the variants nobody has converted, or everybody',
    ],
    [
      'early',
      { calm: [400, 40], bold: [410, 45] },
      /^Too early to say: bold lies between −\d+ and \+\d+ in 100 visitors$/,
    ],
    [
      'better',
      { calm: [2000, 200], bold: [2000, 300] },
      'Bold converts more: between +1 and +9 in 100 visitors',
    ],
    [
      'worse',
      { calm: [2000, 300], bold: [2000, 200] },
      'Bold converts less: between −9 and −1 in 100 visitors',
    ],
    [
      'even',
      { calm: [200_000, 60_000], bold: [200_000, 60_010] },
      /^No difference that matters: between −\d+ and \+\d+ in 1,000 visitors$/,
    ],
    [
      'broken',
      { calm: [1000, 100], bold: [800, 120] },
      'The split is not as planned: do not trust this',
    ],
    [
      'better',
      { calm: [3000, 300], bold: [3000, 480], wild: [3000, 500] },
      /^Wild converts more: /,
    ],
    [
      'worse',
      { calm: [3000, 600], bold: [3000, 300], wild: [3000, 310] },
      'Calm converts most: every other variant does worse',
    ],
  ] as const)('%s', (tone, arms, title) => {
    const found = told(arms as never)
    expect(found.title).toMatch(title)
    expect(found.tone).toBe(tone)
    for (const sentence of found.because) expect(sentence).toMatch(/^[A-Z].*\.$/)
  })

  test('says the rates, and that peeking costs nothing', () => {
    expect(told({ calm: [2000, 200], bold: [2000, 300] }).because).toEqual([
      'Bold converts 15.0% of 2,000 visitors, calm 10.0% of 2,000 visitors.',
      'Look as often as you like: over the whole run, a false alarm has a chance of at most 5%.',
    ])
  })

  test.each([
    [1, '1 visitor saw more than one variant and counts under the first.'],
    [1_200, '1,200 visitors saw more than one variant and count under the first.'],
  ])('says that %d saw several, and where they count', (several, sentence) => {
    expect(told({ calm: [2000, 200], bold: [2000, 300] }, several).because).toContain(sentence)
  })

  test('never hides a variant that does worse behind one that does better', () => {
    const { title, because } = told({ calm: [3000, 450], bold: [3000, 750], wild: [3000, 150] })
    expect(title).toMatch(/^Bold converts more/)
    expect(because[1]).toMatch(/^Wild does worse: between −\d+ and −\d+ in 100 visitors\.$/)
  })

  test('waits for the variant that nobody converted in, and names the one that does worse', () => {
    const { tone, title, because } = told({
      calm: [3000, 450],
      bold: [3000, 150],
      wild: [3000, 0],
    })
    expect(tone).toBe('early')
    expect(title).toBe(
      'Too early to say: in one of the variants nobody has converted, or everybody',
    )
    expect(because.slice(0, 2)).toEqual([
      'How sure a figure is can be said once a variant has both.',
      expect.stringMatching(/^Bold does worse: between −\d+ and −\d+ in 100 visitors\.$/),
    ])
  })
})

test.each([
  [0.018, 0.082, '+1 and +9 in 100 visitors'],
  [-0.082, -0.018, '−9 and −1 in 100 visitors'],
  [0.0012, 0.0089, '+1 and +9 in 1,000 visitors'],
  [-0.003, 0.004, '−3 and +4 in 1,000 visitors'],
  [0.004, 0.09, '+4 and +90 in 1,000 visitors'],
  [-0.5, 0.5, '−50 and +50 in 100 visitors'],
])('a difference from %d to %d is one between %s', (low, high, words) => {
  expect(inVisitors({ low, high })).toBe(words)
})
