import {
  channelOf,
  csv,
  defineContract,
  defineSource,
  money,
  quarantine,
  spend,
  standardPaths,
  t,
} from 'linchpin'
import { ads } from '../systems/systems.ts'

/** What a day of each campaign cost and brought. */
const adSpend = defineContract({
  name: 'ads.spend',
  version: '1.0.0',
  from: ads,
  owner: 'growth',
  payload: t.Object({
    day: t.String({ format: 'date' }),
    source: t.String(),
    medium: t.String(),
    campaign: t.String(),
    cost: t.Number({ minimum: 0 }),
    impressions: t.Integer({ minimum: 0 }),
    clicks: t.Integer({ minimum: 0 }),
  }),
  key: (row) => `${row.day} ${row.source} ${row.campaign}`,
  means: 'Cost is what the platform bills, without tax. The last three days may still change.',
  fresh: { within: '7d' },
  call: { timeout: '30s', budget: { calls: 500, per: 'day' } },
  failures: {
    ...standardPaths({ owner: 'growth' }),
    violation: quarantine({ route: 'integrations' }),
    malformed: quarantine({ route: 'integrations' }),
  },
  becomes: (row) => [
    spend({
      at: row.day,
      amount: money(row.cost, 'EUR'),
      // The same rule that names the channel of a visit, so that cost and return meet in one row.
      channel: channelOf(row),
      source: row.source,
      campaign: row.campaign,
      impressions: row.impressions,
      clicks: row.clicks,
    }),
  ],
  becomesWith: [channelOf],
  runbook: 'runbooks/ads.md',
})

export const adSpendFiles = defineSource({
  name: 'ads-spend',
  contract: adSpend,
  from: csv('imports/ads-spend'),
  every: '10m',
})
