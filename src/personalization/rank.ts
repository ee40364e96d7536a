import type { TablePlacement, VariantTable } from '../edge/index.ts'
import type { Placement } from './define.ts'

/** As much of an experiment as ranking needs. */
export interface RankedExperiment {
  readonly name: string
  readonly placement: string
}

/**
 * Puts the variant table together from what the workspace declares. Pure; the version comes with the
 * publication. An experiment's name seeds the hash of its placement, so a new experiment deals its
 * units anew, independently of every other one.
 */
export function rank(
  placements: readonly Placement[],
  experiments: readonly RankedExperiment[],
): VariantTable {
  return {
    format: 1,
    version: 0,
    placements: placements.map((each) =>
      ranked(
        each,
        experiments.find(({ placement }) => placement === each.name),
      ),
    ),
  }
}

function ranked(
  { name, coverage, variants, fallback, restrictions }: Placement,
  experiment: RankedExperiment | undefined,
): TablePlacement {
  return {
    name,
    seed: experiment?.name ?? name,
    coverage,
    variants: variants.map(({ name, weight = 1, content }) => ({ name, weight, content })),
    fallback,
    restrictions: restrictions.map(({ regions, variants, because }) => ({
      regions,
      variants,
      because,
    })),
    ...(experiment ? { experiment: experiment.name } : {}),
  }
}
