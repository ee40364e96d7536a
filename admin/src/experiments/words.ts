import type { Answer } from '../app/client.ts'
import { formatCount } from '../ui/format.ts'
import type { Tone } from '../ui/mark.tsx'

export type Listed = Answer<'listExperiments'>['experiments'][number]
export type Experiment = Answer<'showExperiment'>
export type ExperimentArm = Experiment['arms'][number]
export type ExperimentDay = Experiment['days'][number]

/** Where an experiment stands, in a word or two. */
export const states: Readonly<
  Record<Listed['state'], { label: string; tone: Tone; about: string }>
> = {
  running: { label: 'Running', tone: 'accent', about: 'Visitors are being dealt variants.' },
  waiting: {
    label: 'Waiting',
    tone: 'plain',
    about: 'It is published, and nobody has been dealt a variant yet.',
  },
  quiet: {
    label: 'Quiet',
    tone: 'warn',
    about:
      'It is published, and nobody new has seen it for more than three days: look whether the page still asks for the placement.',
  },
  'not-published': {
    label: 'Not published',
    tone: 'plain',
    about: 'The variant table in force does not carry it: `linchpin publish` does.',
  },
}

/** The names that exposures set aside have in the facts, in words. */
export const asideWords: Readonly<Record<string, string>> = {
  'one-variant': 'Shown where only one variant is allowed',
  'not-covered': 'Shown to visitors whom the placement leaves out on purpose',
  'no-unit': 'Shown to visitors without an id',
  'no-propensity': 'Shown without a logged chance',
}

/** A difference of shares as visitors of a hundred: +1.8. */
export const ofHundred = (share: number): string =>
  formatCount(share * 100, { sign: true, digits: Math.abs(share) < 0.01 ? 2 : 1 })

/** A difference of shares as people count it: +1.8 in 100. */
export const inHundred = (share: number): string => `${ofHundred(share)} in 100`
