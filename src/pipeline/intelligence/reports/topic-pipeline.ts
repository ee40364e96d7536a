import { defineReport } from '../define.ts'
import { pipelineBehind } from '../pipeline-behind.ts'
import { pipelineFigures } from '../pipeline-figures.ts'
import { pipelineColumns, pipelineTable } from '../pipeline-table.ts'

/** What content cost is not in the facts. */
const ofSpend: ReadonlySet<string> = new Set(['spend', 'costPerLead', 'return'])

/**
 * Which topics bring leads, pipeline and revenue. Only touches that met published content are
 * credited: the last post that somebody read before the deal, not the price list they clicked after it.
 */
export const topicPipeline = defineReport({
  name: 'topic-pipeline',
  title: 'From topic to revenue',
  takes: {
    period: 'the date of the touch, lead, deal, payment or cost',
    by: ['topic', 'content'],
    credit: true,
  },
  columns: ({ by }) => pipelineColumns(by).filter(({ name }) => !ofSpend.has(name)),
  async rows(query, { by, credit, lookback, from, to }) {
    const question = { by, credit, lookback, from, to, contentOnly: true }
    return pipelineTable(by, await pipelineFigures(query, question))
  },
  behind(_, { by, credit, lookback, from, to }, figure) {
    return pipelineBehind({ by, credit, lookback, from, to, contentOnly: true }, figure)
  },
})
