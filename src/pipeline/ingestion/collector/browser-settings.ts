/**
 * What a Segment browser SDK is told before it sends: to send everything here. Without the key and
 * the host it would send to its vendor, and without the sample rate its own counts as well.
 */
export const browserSettings = (key: string, { host, pathname, protocol }: URL): object => ({
  integrations: {
    'Segment.io': {
      apiKey: key,
      apiHost: `${host}${pathname.replace(/\/$/, '')}/v1`,
      protocol: protocol.slice(0, -1),
    },
  },
  metrics: { sampleRate: 0 },
})

/** The same for a RudderStack browser SDK: a source without destinations, and no reports to the vendor. */
export const sourceConfig = (key: string, name: string, updatedAt: Date): object => ({
  source: {
    id: name,
    name,
    writeKey: key,
    enabled: true,
    workspaceId: 'linchpin',
    destinations: [],
    connections: [],
    dataplanes: {},
    config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
  },
  updatedAt,
})
