/**
 * The address at which this machine reaches what listens at a host and port. Who listens everywhere is
 * reached on the loopback address.
 */
export function reachedAt(host: string, port: number | string): string {
  const isEverywhere = ['', '0.0.0.0', '::', 'localhost'].includes(host)
  const reached = isEverywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${reached}:${port}`
}
