import { factTable, may, needs } from '../fact-table.ts'

/** What a day of advertising cost and brought. */
export const spend = factTable('spend', {
  at: needs('time'),
  amount: needs('money'),
  channel: may('text'),
  source: may('text'),
  campaign: may('text'),
  impressions: may('integer'),
  clicks: may('integer'),
})
