import { defineExperiment, defineMetric, definePlacement } from 'linchpin'

/** The headline of the home page. */
export const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    {
      name: 'calm',
      content: { title: 'Hosting that your auditors sign off', button: 'Start a trial' },
    },
    {
      name: 'proof',
      content: { title: '412 audits passed. None failed.', button: 'Start a trial' },
    },
  ],
})

const trialRate = defineMetric({
  name: 'trial-rate',
  goal: 'Trial Started',
  means: 'The share of visitors who start a trial after they first saw the headline.',
})

/** Does a figure in the headline bring more trials than a promise? */
export const heroHeadline = defineExperiment({
  name: 'hero-headline',
  placement: 'hero',
  metric: trialRate,
  control: 'calm',
})
