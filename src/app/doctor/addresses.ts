import { edgePublicUrlOf } from '../edge-public-url-of.ts'
import { ok, warn, type Finding } from './finding.ts'

/** Whether browsers are told an address of the edge that is theirs to reach. */
export function checkAddresses(env: Readonly<Record<string, string | undefined>>): Finding {
  const told = edgePublicUrlOf(env)
  if (told) return ok('addresses', `browsers are told to send to ${told.href}`)
  const url = env['LINCHPIN_URL']
  if (!url?.startsWith('https:')) {
    return ok('addresses', 'browsers are told to send where they asked; no proxy is known of')
  }
  return warn(
    'addresses',
    `people come by ${url}, and the edge's own address is not set: behind a proxy that does not pass on the host, browsers are told to send their events to 127.0.0.1`,
    'Set LINCHPIN_EDGE_PUBLIC_URL to the address by which browsers come to the edge',
  )
}
