import { defineExperiment, defineMetric, definePlacement } from 'linchpin'

/** The headline of the home page. */
export const hero = definePlacement({
  name: 'hero',
  fallback: 'calm',
  variants: [
    { name: 'calm', content: { title: 'Know what brings pipeline' } },
    { name: 'bold', content: { title: 'Twice the pipeline from the same content' } },
  ],
  restrictions: [
    { regions: ['DE'], variants: ['bold'], because: 'a claim of figures needs its source there' },
  ],
})

const trialRate = defineMetric({
  name: 'trial-rate',
  goal: 'Trial Started',
  means: 'The share of visitors who start a trial',
})

export const heroWording = defineExperiment({
  name: 'hero-wording',
  placement: 'hero',
  metric: trialRate,
  control: 'calm',
})
