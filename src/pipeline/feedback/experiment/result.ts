import { defineReport, type Report, type ReportColumn } from '../../intelligence/define.ts'
import type { Experiment } from '../define.ts'
import { lastStanding } from './standings.ts'
import { dealtByDay, exposuresSetAside, personsBehind } from './store.ts'
import { worstSampleRatio } from './verdict.ts'

const madeOf = ['units', 'conversions']

const columns: readonly ReportColumn[] = [
  { name: 'arm', title: 'Arm', form: 'text' },
  { name: 'units', title: 'Units', form: 'count', means: 'People who were dealt this arm first.' },
  {
    name: 'conversions',
    title: 'Conversions',
    form: 'count',
    means: 'Those who reached the goal after they first saw it.',
  },
  {
    name: 'conversion',
    title: 'Conversion',
    form: 'percent',
    means: 'Conversions / units.',
    madeOf,
  },
  {
    name: 'difference',
    title: 'Difference',
    form: 'percent',
    means: 'In percentage points, to the control.',
    madeOf,
  },
  {
    name: 'low',
    title: 'At least',
    form: 'percent',
    means: 'The always-valid interval: it holds however often one looks.',
    madeOf,
  },
  { name: 'high', title: 'At most', form: 'percent', means: 'The other end of it.', madeOf },
  {
    name: 'p',
    title: 'p',
    form: 'number',
    means: 'Always valid too, so it may be looked at daily.',
    madeOf,
  },
  {
    name: 'sampleRatioP',
    title: 'Sample ratio p',
    form: 'number',
    means: `Whether units were shared out as logged; always valid too, and below ${worstSampleRatio} they were not.`,
    madeOf: ['units'],
  },
  { name: 'verdict', title: 'Verdict', form: 'text' },
]

/** How the arms of an experiment did, in figures that may be looked at at any time. */
export const experimentResult = (experiments: readonly Experiment[]): Report =>
  defineReport({
    name: 'experiment-result',
    title: 'What did the experiment show?',
    takes: {
      of: { what: 'experiment', oneOf: experiments.map(({ name }) => name), needed: true },
    },
    columns,
    async rows(query, { of }) {
      const experiment = experiments.find(({ name }) => name === of)!
      const [dealt, aside] = await Promise.all([
        dealtByDay(query, experiment),
        exposuresSetAside(query, experiment.name),
      ])
      // The gamma function it takes is many files, and only who asks for this report needs them.
      const { resultOf } = await import('./result-of.ts')
      return resultOf(experiment, lastStanding(dealt), aside)
    },
    behind: (_, { of }, figure) =>
      personsBehind(
        experiments.find(({ name }) => name === of)!,
        figure,
      ),
  })
