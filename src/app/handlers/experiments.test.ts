import { expect, test } from 'vitest'
import { callerNamed } from '../../../test/harness/caller.ts'
import { testContext } from '../../../test/harness/test-context.ts'
import { definePlacement } from '../../personalization/define.ts'
import { publishTable, rank } from '../../personalization/index.ts'
import { defineExperiment, defineMetric } from '../../pipeline/feedback/define.ts'
import { exposures } from '../../pipeline/feedback/index.ts'
import { accept } from '../../pipeline/ingestion/index.ts'
import { handlersOf } from './handlers.ts'

const metric = defineMetric({ name: 'trials', goal: 'Trial', means: 'Share who start a trial.' })
const names = ['fresh', 'returning', 'settled', 'fallback', 'nobody']
const placements = names.map((name) =>
  definePlacement({
    name,
    fallback: 'calm',
    variants: [
      { name: 'calm', content: 1 },
      { name: 'bold', content: 2 },
    ],
  }),
)
const experiments = names.map((name) =>
  defineExperiment({ name, placement: name, metric, control: 'calm' }),
)
const day = 86_400_000

/** What an edge logs of an experiment, so many days ago. */
const shown = (experiment: string, unit: string, days: number, more: object = {}) => ({
  id: `${experiment} ${unit} ${days}`,
  at: new Date(Date.now() - days * day).toISOString(),
  placement: experiment,
  experiment,
  unit,
  variant: 'calm',
  propensity: 0.5,
  table: 1,
  ...more,
})

test('the overview counts as running what the experiments say is running', async () => {
  const context = await testContext({ placements, experiments })
  await publishTable(context, rank(placements, experiments))
  const records = [
    shown('fresh', 'anonymous:1', 9),
    shown('fresh', 'anonymous:2', 1),
    shown('returning', 'anonymous:1', 9),
    shown('returning', 'anonymous:1', 0),
    shown('settled', 'anonymous:1', 9),
    shown('settled', 'anonymous:2', 0, { propensity: 1 }),
    shown('fallback', 'anonymous:1', 9),
    shown('fallback', 'anonymous:2', 0, { propensity: 1, fallback: 'not-covered' }),
  ]
  await accept(
    context,
    exposures,
    records.map((raw) => ({ raw })),
    { source: 'an edge', receivedAt: new Date() },
  )
  await context.facts.caughtUp()
  const handlers = handlersOf(context)
  const asked = [{ params: {}, query: {}, body: {} }, callerNamed('a test')] as const
  const listed = (await handlers.listExperiments(...asked)).experiments
  expect(listed.map(({ name, state }) => [name, state])).toEqual([
    ['fresh', 'running'],
    ['returning', 'quiet'],
    ['settled', 'quiet'],
    ['fallback', 'quiet'],
    ['nobody', 'waiting'],
  ])
  const { feedback } = await handlers.showOverview(...asked)
  expect(feedback.running).toBe(1)
})
