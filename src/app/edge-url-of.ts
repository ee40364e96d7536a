/**
 * Where the app finds the edge: `LINCHPIN_EDGE_URL`, or the edge of this machine. An edge that listens
 * on every address is asked on the loopback one.
 */
export function edgeUrlOf(env: NodeJS.ProcessEnv): string {
  const { LINCHPIN_EDGE_URL: url, LINCHPIN_HOST: host = '', LINCHPIN_EDGE_PORT: port } = env
  if (url) return new URL(url).origin
  const isEverywhere = ['', '0.0.0.0', '::', 'localhost'].includes(host)
  const reached = isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${reached}:${port ?? '4401'}`
}
