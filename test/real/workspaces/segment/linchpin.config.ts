// A website and a product that send events with an SDK that speaks Segment's protocol.
import { collector, defineSource, defineSystem, defineWorkspace, websiteEvents } from 'linchpin'

const events = websiteEvents({
  system: defineSystem({ name: 'website', title: 'Website' }),
  owner: 'web',
})

export default defineWorkspace({
  name: 'segment',
  sources: [defineSource({ name: 'website', contract: events, from: collector() })],
})
