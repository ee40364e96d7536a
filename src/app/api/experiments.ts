import { t } from '../../core/schema.ts'
import { count, endpoint, object, orNull, time } from './endpoint.ts'

const finding = t.Object({
  tone: t.Enum(['nobody', 'early', 'better', 'worse', 'even', 'broken']),
  title: t.String({ description: 'what it comes to so far, in a sentence' }),
  because: t.Array(t.String()),
})
const entry = {
  name: t.String(),
  placement: t.String(),
  control: t.String(),
  alpha: t.Number({ description: 'how likely a false alarm may be over the whole run' }),
  metric: t.Object({ name: t.String(), goal: t.String(), means: t.String() }),
  state: t.Enum(['not-published', 'waiting', 'running', 'quiet']),
  finding,
  units: count('people who were dealt an arm'),
  firstDay: orNull(t.String({ format: 'date' })),
  lastDay: orNull(t.String({ format: 'date', description: 'when somebody new was dealt an arm' })),
}
const compared = t.Object({
  estimate: t.Number({ description: 'the share of the arm less that of the control' }),
  low: t.Number({ description: 'the always-valid interval' }),
  high: t.Number(),
  p: t.Number(),
})
const arm = {
  arm: t.String(),
  units: count(),
  conversions: count(),
  conversion: orNull(t.Number()),
  compared: orNull(compared),
}

export const experimentEndpoints = {
  listExperiments: endpoint({
    method: 'GET',
    path: '/api/experiments',
    summary: 'The experiments that the workspace defines, each with what it comes to so far',
    answer: t.Object({ experiments: t.Array(t.Object(entry)), asOf: time() }),
  }),
  showExperiment: endpoint({
    method: 'GET',
    path: '/api/experiments/:name',
    summary: 'How an experiment stands, and how it stood at the end of each day',
    params: object({ name: t.String() }),
    answer: t.Object({
      ...entry,
      arms: t.Array(
        t.Object({
          ...arm,
          expected: t.Number({ description: 'the units it should have, by the shares logged' }),
          refused: orNull(
            t.Enum(['no-units', 'no-variance'], { description: 'why it cannot be compared yet' }),
          ),
        }),
        { description: 'the control first' },
      ),
      sampleRatio: t.Number({
        description:
          'at most so likely does chance alone ever share people out so; below 0.001 trust no figure',
      }),
      several: count('people who saw several arms, counted under the first'),
      setAside: t.Array(t.Object({ because: t.String(), exposures: count() }), {
        description: 'exposures that chance had no part in, left out',
      }),
      days: t.Array(
        t.Object({
          day: t.String({ format: 'date' }),
          sampleRatio: t.Number(),
          arms: t.Array(t.Object(arm)),
        }),
        { description: 'at the end of each day, in UTC; the last is today' },
      ),
      asOf: time(),
    }),
    problems: [404],
  }),
}
