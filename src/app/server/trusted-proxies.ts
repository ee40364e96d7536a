import { BlockList, isIP } from 'node:net'

/** Says where a request comes from: the socket's other end, or whom a proxy of ours had at its own. */
export type Origin = (socket: string, forwarded: string | undefined) => string

/**
 * Reads which proxies are believed when they say whom they pass on, as addresses and networks:
 * `127.0.0.1, 10.0.0.0/8`. Nobody else is, since everybody can write that header.
 * @throws RangeError naming what is neither
 */
export function trustedProxies(text = ''): Origin {
  const ours = new BlockList()
  for (const each of text.split(/[\s,]+/).filter(Boolean)) add(ours, each)
  const isOurs = (address: string): boolean => {
    const family = isIP(address)
    return family !== 0 && ours.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
  return (socket, forwarded) => {
    if (!isOurs(socket)) return socket
    const hops = (forwarded ?? '').split(',').map(withoutPort)
    // Each proxy adds at the end whom it had; what stands before those is the visitor's own word.
    const visitor = hops.findLast((hop) => !isOurs(hop)) ?? ''
    return isIP(visitor) ? visitor : socket
  }
}

function add(list: BlockList, text: string): void {
  const [address = '', size] = text.split('/')
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  try {
    if (size === undefined) list.addAddress(address, family)
    else list.addSubnet(address, /^\d+$/.test(size) ? Number(size) : -1, family)
  } catch {
    throw new RangeError(
      `LINCHPIN_PROXY names '${text}'; write addresses or networks: 127.0.0.1, 10.0.0.0/8`,
    )
  }
}

/** Some proxies write the port too: `192.0.2.7:4711`, `[2001:db8::7]:4711`. */
function withoutPort(hop: string): string {
  const [, v4, v6] = /^(?:([\d.]+)(?::\d+)?|\[([^\]]+)\](?::\d+)?)$/.exec(hop.trim()) ?? []
  return v4 ?? v6 ?? hop.trim()
}
