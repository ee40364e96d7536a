import { DefinitionError } from '../../core/definition-error.ts'

/** A figure that an experiment is judged by: the share of units that reach a goal. */
export interface Metric {
  readonly kind: 'metric'
  readonly name: string
  /** The goal's name, as the `goal` facts carry it. */
  readonly goal: string
  readonly means: string
}

/** A comparison of variants on people who were assigned by chance. */
export interface Experiment {
  readonly kind: 'experiment'
  readonly name: string
  /** The placement whose variants are compared, by name. */
  readonly placement: string
  readonly metric: Metric
  /** The variant that the others are compared with. */
  readonly control: string
  /** How likely a false alarm may be over the whole run. Default 0.05. */
  readonly alpha: number
}

/**
 * Declares a metric.
 *
 * @example defineMetric({ name: 'trial-rate', goal: 'Trial Started', means: 'Share of visitors who start a trial' })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineMetric(spec: Omit<Metric, 'kind'>): Metric {
  const where = `defineMetric '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (!spec.goal) throw new DefinitionError(where, 'goal', `write the goal's name`)
  if (!spec.means) throw new DefinitionError(where, 'means', 'write in words what it measures')
  return { kind: 'metric', ...spec }
}

/**
 * Declares an experiment on a placement.
 *
 * @example defineExperiment({ name: 'hero-2026', placement: 'hero', metric: trialRate, control: 'calm' })
 * @throws DefinitionError that names the field and what to write instead
 */
export function defineExperiment(
  spec: Omit<Experiment, 'kind' | 'alpha'> & { alpha?: number },
): Experiment {
  const where = `defineExperiment '${spec?.name}'`
  if (!spec.name) throw new DefinitionError(where, 'name', 'write a name')
  if (!spec.placement) throw new DefinitionError(where, 'placement', `write the placement's name`)
  if (spec.metric?.kind !== 'metric') {
    throw new DefinitionError(where, 'metric', 'write the metric, made by defineMetric({ … })')
  }
  if (!spec.control)
    throw new DefinitionError(where, 'control', 'write the variant to compare with')
  const alpha = spec.alpha ?? 0.05
  if (!(alpha > 0 && alpha < 1)) {
    throw new DefinitionError(where, 'alpha', 'write a probability, for example 0.05')
  }
  return { kind: 'experiment', ...spec, alpha }
}
