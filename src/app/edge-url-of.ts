import { EnvironmentError } from './environment-error.ts'
import { isWebAddress } from './is-web-address.ts'
import { reachedAt } from './reached-at.ts'

/**
 * Where the app finds the edge: `LINCHPIN_EDGE_URL`, or the edge of this machine.
 * @throws EnvironmentError naming what is no address of the web
 */
export function edgeUrlOf(env: Readonly<Record<string, string | undefined>>): string {
  const { LINCHPIN_EDGE_URL: url, LINCHPIN_HOST: host = '', LINCHPIN_EDGE_PORT: port } = env
  if (!url) return reachedAt(host, port ?? '4401')
  if (isWebAddress(url)) return new URL(url).origin
  throw new EnvironmentError(
    `LINCHPIN_EDGE_URL is '${url}'; write the edge's whole address: http://localhost:4401`,
  )
}
