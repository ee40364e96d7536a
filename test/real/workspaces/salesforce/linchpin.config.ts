// Opportunities of a Salesforce account, in which all rows are deleted: they have amounts, but no pipeline.
import { join } from 'node:path'
import {
  csv,
  defineContract,
  defineSource,
  defineSystem,
  defineWorkspace,
  money,
  opportunity,
  standardPaths,
  t,
} from 'linchpin'
import { sharedDataFolder } from '../../../harness/shared-data.ts'

const opportunities = defineContract({
  name: 'salesforce.opportunities',
  version: '1.0.0',
  from: defineSystem({ name: 'salesforce', title: 'Salesforce' }),
  owner: 'revops',
  payload: t.Object({
    id: t.String(),
    is_deleted: t.Boolean(),
    is_closed: t.Boolean(),
    is_won: t.Boolean(),
    amount: t.Optional(t.Number()),
    stage_name: t.String(),
    created_date: t.String({ format: 'date-time' }),
    close_date: t.Optional(t.String({ format: 'date-time' })),
  }),
  key: (deal) => deal.id,
  failures: standardPaths({ owner: 'revops' }),
  becomes: (deal) =>
    deal.is_deleted
      ? []
      : [
          opportunity({
            id: deal.id,
            amount: deal.amount === undefined ? null : money(deal.amount, 'USD'),
            stage: deal.stage_name,
            status: deal.is_won ? 'won' : deal.is_closed ? 'lost' : 'open',
            createdAt: deal.created_date,
            closedAt: deal.close_date,
          }),
        ],
})

export default defineWorkspace({
  name: 'salesforce',
  sources: [
    defineSource({
      name: 'opportunities',
      contract: opportunities,
      from: csv(
        join(sharedDataFolder, 'vendor-table-seeds/dbt_salesforce/sf_opportunity_data.csv'),
      ),
    }),
  ],
})
