/** Header names of the platforms that know where a request comes from: country, then part of it. */
const platforms = [
  ['cf-ipcountry', 'cf-region-code'],
  ['x-vercel-ip-country', 'x-vercel-ip-country-region'],
  ['x-linchpin-region', undefined],
] as const

/** Header names are in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Where the request comes from, as `'DE'` or `'US-CA'`; undefined when nobody says so in a form that
 * can be understood. The platform is asked before the page: what a page claims is only a hint.
 */
export function regionOf(headers: Headers, claimed: string | undefined): string | undefined {
  for (const [country, part] of platforms) {
    const found = headers[country]
    if (found === undefined) continue
    const within = part === undefined ? undefined : headers[part]
    return typeof within === 'string'
      ? (knownRegion(`${String(found)}-${within}`) ?? knownRegion(found))
      : knownRegion(found)
  }
  return knownRegion(claimed)
}

/**
 * The region in upper case, or undefined for what is none. `XX` and `ZZ` are how platforms say "unknown";
 * `EU` and `AP` are many countries, `UK` and `EL` one under a name that no restriction has.
 */
function knownRegion(region: string | string[] | undefined): string | undefined {
  if (typeof region !== 'string') return undefined
  const upper = region.toUpperCase()
  return /^(?!XX|ZZ|EU|AP|UK|EL)[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(upper) ? upper : undefined
}
