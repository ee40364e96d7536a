import { collector, defineSource, websiteEvents } from 'linchpin'

/** What the website promises: events as the SDKs of the Segment family send them. */
export const events = websiteEvents({ owner: 'web', content: '/blog/:slug' })

export const website = defineSource({ name: 'website', contract: events, from: collector() })
