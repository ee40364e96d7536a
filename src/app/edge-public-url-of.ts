import { EnvironmentError } from './environment-error.ts'
import { isWebAddress } from './is-web-address.ts'

/**
 * The address by which browsers come to the edge, where LINCHPIN_EDGE_PUBLIC_URL says it. What a request
 * says of it is the proxy's word, and a proxy may pass on its own address of the edge.
 * @throws EnvironmentError naming what is no address of the web
 */
export function edgePublicUrlOf(
  env: Readonly<Record<string, string | undefined>>,
): URL | undefined {
  const told = env['LINCHPIN_EDGE_PUBLIC_URL']
  if (!told) return undefined
  if (isWebAddress(told)) return new URL(told)
  throw new EnvironmentError(
    `LINCHPIN_EDGE_PUBLIC_URL is '${told}'; write the whole address by which browsers come to the edge: https://events.example`,
  )
}
