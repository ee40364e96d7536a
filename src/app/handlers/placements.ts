import {
  isInForce,
  listTables,
  publishedTable,
  publishTable,
  rank,
  shown,
  why,
} from '../../personalization/index.ts'
import type { Placement } from '../../personalization/define.ts'
import type { placementEndpoints } from '../api/placements.ts'
import type { AppContext } from '../context.ts'
import { daysBack } from '../days-back.ts'
import { probePlacement } from '../probe-placement.ts'
import type { Handlers } from '../server/handlers.ts'
import { notFound } from '../server/refusal.ts'

/** Placements, their variant table and experiments over HTTP. */
export function placementHandlers(
  context: AppContext,
): Pick<Handlers, keyof typeof placementEndpoints> {
  const { placements, experiments } = context.workspace
  const find = (name: string): Placement => {
    const found = placements.find((each) => each.name === name)
    if (!found) throw notFound(`the workspace has no placement named '${name}'`)
    return found
  }
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
      const publications = await listTables(context.db)
      const inForce = await isInForce(context.db, rank(placements, experiments))
      return { table: table ?? null, publications, inForce }
    },
    async publishVariantTable(_, { name: by }) {
      return publishTable(context, rank(placements, experiments), by)
    },
    async showExposures({ params: { name }, query: { days } }) {
      const { restrictions } = find(name)
      await context.facts.caughtUp()
      const asOf = context.clock.now()
      const question = { placement: name, from: daysBack(asOf, days) }
      return { ...(await shown(context.facts, question, restrictions)), asOf }
    },
    async probe({ params: { name }, query }) {
      return probePlacement(context, find(name).name, query)
    },
    async why({ params: { name }, query }) {
      const table = await publishedTable(context.db)
      const explanation = table && why(table, name, query)
      if (!explanation) throw notFound(`no published placement is named '${name}'`)
      return explanation
    },
  }
}
