/** The host of a referring page without `www.`, in lower case; undefined when there is none. */
export function referrerHost(referrer: string | null | undefined): string | undefined {
  const host = referrer ? URL.parse(referrer.trim())?.hostname : undefined
  return host ? bare(host) : undefined
}

/** Whether a host is one of ours, or a subdomain of one, or the other way round. */
export function isOwnHost(host: string, ownHosts: readonly string[]): boolean {
  const mine = bare(host)
  return ownHosts.some((own) => {
    const ours = bare(own)
    return mine === ours || mine.endsWith(`.${ours}`) || ours.endsWith(`.${mine}`)
  })
}

const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '')
