import { reachedAt } from './reached-at.ts'

/** Where the app finds the edge: `LINCHPIN_EDGE_URL`, or the edge of this machine. */
export function edgeUrlOf(env: NodeJS.ProcessEnv): string {
  const { LINCHPIN_EDGE_URL: url, LINCHPIN_HOST: host = '', LINCHPIN_EDGE_PORT: port } = env
  if (url) return new URL(url).origin
  return reachedAt(host, port ?? '4401')
}
