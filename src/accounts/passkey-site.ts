import { isIP } from 'node:net'

/** The one address at which passkeys are made and used. */
export interface Site {
  readonly origin: string
  /** What a passkey is bound to: the host's name. */
  readonly rpId: string
}

/**
 * Where passkeys work, by the address that people were told; undefined when they cannot work there.
 * A request has no say in it: what it claims as its host could be another program's on this machine.
 */
export function siteOf(url: string): Site | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, origin } = new URL(url)
  const isName = hostname !== '' && !hostname.startsWith('[') && isIP(hostname) === 0
  const isOurs = hostname === 'localhost' || hostname.endsWith('.localhost')
  const isGuarded = protocol === 'https:' || (protocol === 'http:' && isOurs)
  return isName && isGuarded ? { origin, rpId: hostname } : undefined
}
