/** The calls that make one event each. */
export type EventType = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias'

/** What a path of the collector asks for. */
export type CollectorRoute =
  /** Events: one of the type that the path names, or a batch in which each says its type. */
  | { readonly name: 'events'; readonly method: 'POST'; readonly type: EventType | undefined }
  /** What a browser SDK asks before it sends anything. */
  | { readonly name: 'settings'; readonly method: 'GET'; readonly key: string }
  | { readonly name: 'source-config'; readonly method: 'GET' }

const types: readonly EventType[] = ['track', 'identify', 'page', 'screen', 'group', 'alias']

/** Each call also goes by its first letter; `m` takes batches and, from browsers, the SDK's own counts. */
const events = new Map<string, CollectorRoute>(
  [
    ...types.flatMap((type) => [[type, type] as const, [type[0]!, type] as const]),
    ...['batch', 'b', 'import', 'm'].map((name) => [name, undefined] as const),
  ].map(([name, type]) => [`/v1/${name}`, { name: 'events', method: 'POST', type }]),
)
const others = new Map<string, CollectorRoute>([
  ['/beacon/v1/batch', { name: 'events', method: 'POST', type: undefined }],
  ['/sourceConfig', { name: 'source-config', method: 'GET' }],
])

/** The paths, as an error lists them. */
export const eventPaths = ['/v1/batch', ...types.map((type) => `/v1/${type}`)]

/** What the path asks for; `'unknown'` where only the collector could know it; undefined where it is not ours. */
export function routeOf(path: string): CollectorRoute | 'unknown' | undefined {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  const found = events.get(plain) ?? others.get(plain)
  if (found) return found
  const key = /^\/v1\/projects\/([\w-]+)\/settings$/.exec(plain)?.[1]
  if (key) return { name: 'settings', method: 'GET', key }
  return plain.startsWith('/v1/') ? 'unknown' : undefined
}
