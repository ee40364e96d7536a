import { listTables, publishedTable, publishTable, rank, why } from '../../personalization/index.ts'
import type { placementEndpoints } from '../api/placements.ts'
import type { AppContext } from '../context.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'

/** Placements, their variant table and experiments over HTTP. */
export function placementHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof placementEndpoints> {
  const { placements, experiments } = context.workspace
  return {
    async listPlacements() {
      return {
        placements: placements.map(({ name, variants, fallback, coverage, restrictions }) => ({
          name,
          variants: variants.map(({ weight = 1, ...variant }) => ({ ...variant, weight })),
          fallback,
          coverage,
          restrictions,
          experiment: experiments.find(({ placement }) => placement === name)?.name ?? null,
        })),
      }
    },
    async showVariantTable() {
      const table = await publishedTable(context.db)
      return { table: table ?? null, publications: await listTables(context.db) }
    },
    async publishVariantTable(_, { name: by }) {
      return publishTable(context, rank(placements, experiments), by)
    },
    async why({ params: { name }, query }) {
      const table = await publishedTable(context.db)
      const explanation = table && why(table, name, query)
      if (!explanation) throw notFound(`no published placement is named '${name}'`)
      return explanation
    },
    async listExperiments() {
      return {
        experiments: experiments.map(({ name, placement, control, alpha, metric }) => ({
          name,
          placement,
          control,
          alpha,
          metric: { name: metric.name, goal: metric.goal, means: metric.means },
        })),
      }
    },
  }
}
