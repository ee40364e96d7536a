import { isIP } from 'node:net'

/**
 * The network that an address is of: a /24 of IPv4, a /48 of IPv6, which is what one subscriber may have
 * to choose addresses from.
 */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(address)?.[1]
  if (v4 !== undefined) return `${v4}.0/24`
  if (isIP(address) !== 6) return address
  const [before = '', after] = address.split('%')[0]!.toLowerCase().split('::')
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean))
  const zeros = after === undefined ? 0 : 8 - head!.length - tail!.length
  const groups = [...head!, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...tail!]
  const [a, b, c] = groups.map((group) => Number.parseInt(group, 16).toString(16))
  return `${a}:${b}:${c}::/48`
}
