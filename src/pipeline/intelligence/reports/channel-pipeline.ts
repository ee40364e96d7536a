import { defineReport } from '../define.ts'
import { pipelineBehind } from '../pipeline-behind.ts'
import { pipelineFigures } from '../pipeline-figures.ts'
import { pipelineColumns, pipelineTable } from '../pipeline-table.ts'

/** Which channels bring leads, pipeline and revenue, and what they cost: by any dimension of the touch. */
export const channelPipeline = defineReport({
  name: 'channel-pipeline',
  title: 'From channel to revenue',
  takes: {
    period: 'the date of the touch, lead, deal, payment or cost',
    by: ['channel', 'campaign', 'source', 'medium', 'landingPage', 'content', 'topic'],
    credit: true,
  },
  columns: ({ by }) => pipelineColumns(by),
  async rows(query, { by, credit, lookback, from, to }) {
    const question = { by, credit, lookback, from, to, contentOnly: false }
    return pipelineTable(by, await pipelineFigures(query, question))
  },
  behind(_, { by, credit, lookback, from, to }, figure) {
    return pipelineBehind({ by, credit, lookback, from, to, contentOnly: false }, figure)
  },
})
