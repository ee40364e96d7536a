// Web events as Snowplow's tracker wrote them: page views are touches, the rest tells who is who.
import { join } from 'node:path'
import {
  anonymousId,
  channelOf,
  csv,
  defineContract,
  defineSource,
  defineSystem,
  defineWorkspace,
  standardPaths,
  t,
  touch,
} from 'linchpin'
import { sharedDataFolder } from '../../../harness/shared-data.ts'

const optional = t.Optional(t.String())

const events = defineContract({
  name: 'snowplow.events',
  version: '1.0.0',
  from: defineSystem({ name: 'snowplow', title: 'Snowplow' }),
  owner: 'web',
  keep: 'first',
  payload: t.Object({
    event_id: t.String(),
    event_name: t.String(),
    derived_tstamp: t.String({ format: 'date-time' }),
    domain_userid: t.String({ minLength: 1 }),
    page_urlhost: optional,
    page_urlpath: optional,
    page_referrer: optional,
    mkt_source: optional,
    mkt_medium: optional,
    mkt_campaign: optional,
  }),
  key: (event) => event.event_id,
  failures: standardPaths({ owner: 'web' }),
  becomes: (event) =>
    event.event_name !== 'page_view'
      ? []
      : [
          touch({
            person: anonymousId(event.domain_userid),
            at: event.derived_tstamp,
            channel: channelOf({
              source: event.mkt_source,
              medium: event.mkt_medium,
              campaign: event.mkt_campaign,
              referrer: event.page_referrer,
              ownHosts: [event.page_urlhost ?? ''],
            }),
            source: event.mkt_source,
            medium: event.mkt_medium,
            campaign: event.mkt_campaign,
            landingPage: event.page_urlpath,
          }),
        ],
})

export default defineWorkspace({
  name: 'web',
  sources: [
    defineSource({
      name: 'events',
      contract: events,
      from: csv(join(sharedDataFolder, 'web-events-snowplow/source/snowplow_web_events.csv')),
    }),
  ],
})
