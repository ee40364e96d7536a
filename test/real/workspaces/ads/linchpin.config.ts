// Daily figures of three ad platforms, as a warehouse loader lands them. Each counts money in its own
// way: Google in millionths, Facebook in the account's currency, LinkedIn in dollars and in local money.
import { join } from 'node:path'
import {
  csv,
  defineContract,
  defineReport,
  defineSource,
  defineSystem,
  defineWorkspace,
  micros,
  money,
  spend,
  standardPaths,
  t,
} from 'linchpin'
import { sharedDataFolder } from '../../../harness/shared-data.ts'

const tables = join(sharedDataFolder, 'vendor-table-seeds')
const paths = standardPaths({ owner: 'paid-media' })

const google = defineContract({
  name: 'google-ads.account-days',
  version: '1.0.0',
  from: defineSystem({ name: 'google-ads' }),
  owner: 'paid-media',
  means: 'cost_micros is what Google billed, in millionths of a dollar.',
  payload: t.Object({
    _fivetran_id: t.String(),
    date: t.String({ format: 'date' }),
    cost_micros: t.Integer(),
    clicks: t.Integer(),
    impressions: t.Integer(),
  }),
  key: (row) => `${row._fivetran_id} ${row.date}`,
  failures: paths,
  becomes: (row) => [
    spend({
      at: row.date,
      amount: micros(row.cost_micros, 'USD'),
      channel: 'Paid Search',
      source: 'google',
      clicks: row.clicks,
      impressions: row.impressions,
    }),
  ],
})

const facebook = defineContract({
  name: 'facebook-ads.ad-days',
  version: '1.0.0',
  from: defineSystem({ name: 'facebook-ads' }),
  owner: 'paid-media',
  payload: t.Object({
    ad_id: t.String(),
    date: t.String({ format: 'date' }),
    spend: t.Number(),
    inline_link_clicks: t.Optional(t.Integer()),
    impressions: t.Integer(),
  }),
  key: (row) => `${row.ad_id} ${row.date}`,
  failures: paths,
  becomes: (row) => [
    spend({
      at: row.date,
      amount: money(row.spend, 'USD'),
      channel: 'Paid Social',
      source: 'facebook',
      clicks: row.inline_link_clicks,
      impressions: row.impressions,
    }),
  ],
})

const linkedin = defineContract({
  name: 'linkedin-ads.campaign-days',
  version: '1.0.0',
  from: defineSystem({ name: 'linkedin-ads' }),
  owner: 'paid-media',
  means: 'Days on which nothing was spent come without cost and impressions.',
  payload: t.Object({
    campaign_id: t.String(),
    day: t.String({ format: 'date' }),
    cost_in_usd: t.Optional(t.Number()),
    clicks: t.Integer(),
    impressions: t.Optional(t.Integer()),
  }),
  key: (row) => `${row.campaign_id} ${row.day}`,
  failures: paths,
  becomes: (row) => [
    spend({
      at: row.day,
      amount: money(row.cost_in_usd ?? 0, 'USD'),
      channel: 'Paid Social',
      source: 'linkedin',
      campaign: row.campaign_id,
      clicks: row.clicks,
      impressions: row.impressions,
    }),
  ],
})

const platforms = defineReport({
  name: 'ad-platforms',
  title: 'What each ad platform cost and brought',
  columns: [
    { name: 'source', title: 'Platform', form: 'text' },
    { name: 'days', title: 'Rows', form: 'count' },
    { name: 'spend', title: 'Spend, USD', form: 'number' },
    { name: 'clicks', title: 'Clicks', form: 'count' },
    { name: 'impressions', title: 'Impressions', form: 'count' },
  ],
  rows: (query) => query`
    select source, count(*) as days, sum(amount_micros) / 1e6 as spend,
      sum(clicks) as clicks, sum(impressions) as impressions
    from spend group by source order by source`,
})

export default defineWorkspace({
  name: 'ads',
  reports: [platforms],
  sources: [
    defineSource({
      name: 'google-ads',
      contract: google,
      from: csv(join(tables, 'dbt_google_ads/account_stats_data.csv')),
    }),
    defineSource({
      name: 'facebook-ads',
      contract: facebook,
      from: csv(join(tables, 'dbt_facebook_ads/facebook_ads_basic_ad_data.csv')),
    }),
    defineSource({
      name: 'linkedin-ads',
      contract: linkedin,
      from: csv(join(tables, 'dbt_linkedin/linkedin_ad_analytics_by_campaign_data.csv')),
    }),
  ],
})
