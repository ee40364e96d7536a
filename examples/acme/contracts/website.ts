import { collector, defineSource, quarantine, websiteEvents } from 'linchpin'
import { website } from '../systems/systems.ts'

/** What the website and the product promise: events as the SDKs of the Segment family send them. */
const events = websiteEvents({
  owner: 'web',
  system: website,
  ownHosts: ['acme.example'],
  content: '/blog/:slug',
  fresh: { within: '1h' },
  failures: { violation: quarantine({ route: 'web', due: '2d' }) },
  runbook: 'runbooks/website.md',
  decision: '0005',
})

export const websiteSource = defineSource({ name: 'website', contract: events, from: collector() })
