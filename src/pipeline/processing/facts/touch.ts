import { factTable, may, needs } from '../fact-table.ts'

/** A moment at which a person met our marketing: a visit, a form, a webinar. */
export const touch = factTable('touch', {
  /** One of the person's identifiers. */
  person: needs('identifier'),
  at: needs('time'),
  /** `Organic Search`, `Paid Social`, `Email` …: see `channelOf`. */
  channel: may('text'),
  source: may('text'),
  medium: may('text'),
  campaign: may('text'),
  landingPage: may('text'),
  /** The content that was met: its id, or its slug where only one has it. */
  content: may('text'),
  referrer: may('text'),
})
