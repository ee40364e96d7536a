import { publishedTable } from '../../personalization/index.ts'
import type { Experiment } from '../../pipeline/feedback/define.ts'
import {
  examineExperiment,
  experimentState,
  type Examination,
} from '../../pipeline/feedback/index.ts'
import type { experimentEndpoints } from '../api/experiments.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'

/** Experiments over HTTP: what each comes to, and how it came to it. */
export function experimentHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof experimentEndpoints> {
  const { experiments } = context.workspace
  const deps = { warehouse: context.facts, clock: context.clock }
  const entryOf = async (experiment: Experiment, found: Examination) => {
    const { name, placement, control, alpha, metric } = experiment
    const table = await publishedTable(context.db)
    const isPublished = table?.placements.some((each) => each.experiment === name) ?? false
    const { finding, firstDay, lastDay } = found
    return {
      name,
      placement,
      control,
      alpha,
      finding,
      firstDay,
      lastDay,
      metric: { name: metric.name, goal: metric.goal, means: metric.means },
      state: experimentState(isPublished, lastDay, context.clock.now()),
      units: found.arms.reduce((sum, { units }) => sum + units, 0),
    }
  }
  return {
    async listExperiments() {
      await context.facts.caughtUp()
      const asOf = context.clock.now()
      const entries = experiments.map(async (experiment) =>
        entryOf(experiment, await examineExperiment(deps, experiment)),
      )
      return { experiments: await Promise.all(entries), asOf }
    },
    async showExperiment({ params: { name } }) {
      const experiment = experiments.find((each) => each.name === name)
      if (!experiment) throw notFound(unknown(name, experiments))
      await context.facts.caughtUp()
      const asOf = context.clock.now()
      const found = await examineExperiment(deps, experiment)
      const { sampleRatio, several, setAside } = found
      return {
        ...(await entryOf(experiment, found)),
        sampleRatio,
        several,
        setAside,
        asOf,
        arms: found.arms.map((arm) => ({
          ...armOf(arm),
          expected: arm.expected,
          refused: arm.compared && !arm.compared.ok ? arm.compared.error : null,
        })),
        days: found.days.map(({ day, arms, sampleRatio }) => ({
          day,
          sampleRatio,
          arms: arms.map(armOf),
        })),
      }
    },
  }
}

const armOf = ({ arm, units, conversions, conversion, compared }: Examination['arms'][number]) => ({
  arm,
  units,
  conversions,
  conversion,
  compared: compared?.ok ? compared.value : null,
})

const unknown = (name: string, experiments: readonly Experiment[]): string =>
  experiments.length > 0
    ? `there is no experiment '${name}'; there are ${experiments.map((each) => each.name).join(', ')}`
    : `there is no experiment '${name}'; the workspace defines none`
