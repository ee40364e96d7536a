import { channelOf, type Channel } from './channel-of.ts'
import { kindOf } from './known-hosts.ts'
import { isOwnHost, referrerHost } from './referrer.ts'
import type { WebsiteEvent } from './website-event.ts'

/** Where an event says that somebody is and how they came. */
export interface Visit {
  readonly arrival: {
    readonly channel: Channel
    readonly source: string | undefined
    readonly medium: string | undefined
    readonly campaign: string | undefined
    /** The referring page without its query, which may hold what nobody meant to pass on. */
    readonly referrer: string | undefined
  }
  /** The page's path, without a slash at its end. */
  readonly path: string | undefined
  /** Came by a campaign. */
  readonly tagged: boolean
  /** Came from another page of the same site. */
  readonly internal: boolean
}

type Bag = Readonly<Record<string, unknown>>

/** What advertisers' click ids say when nobody wrote parameters beside them. */
const clickIds: readonly (readonly [parameter: string, source: string])[] = [
  ['gclid', 'google'],
  ['gbraid', 'google'],
  ['wbraid', 'google'],
  ['msclkid', 'bing'],
  ['li_fat_id', 'linkedin'],
  ['ttclid', 'tiktok'],
  ['twclid', 'twitter'],
]

/** Reads the arrival out of an event: campaign parameters first, then the referring page. */
export function visitOf(event: WebsiteEvent, ownHosts: readonly string[] = []): Visit {
  const context = event.context ?? {}
  const page = { ...bag(context['page']), ...dropEmpty(event.properties ?? {}) }
  const url = URL.parse(textOf(page['url']) ?? '') ?? undefined
  const own = url ? [...ownHosts, url.hostname] : ownHosts
  const referrer = textOf(page['referrer']) ?? textOf(bag(context['referrer'])['url'])
  const host = referrerHost(referrer)
  const tags = campaignOf(bag(context['campaign']), url)
  const tagged = Object.values(tags).some((value) => value !== undefined)
  const isOwn = host !== undefined && isOwnHost(host, own)
  const site = tagged || isOwn ? undefined : host
  return {
    arrival: {
      channel: channelOf({ ...tags, referrer, ownHosts: own }),
      source: tags.source ?? site,
      medium: tags.medium ?? (site && (kindOf(site) === 'search' ? 'organic' : 'referral')),
      campaign: tags.campaign,
      referrer: isOwn || !host ? undefined : referrer?.replace(/[?#].*$/s, ''),
    },
    path: pathOf(textOf(page['path']) ?? url?.pathname),
    tagged,
    internal: !tagged && isOwn,
  }
}

function campaignOf(campaign: Bag, url: URL | undefined) {
  const find = (name: string) => textOf(url?.searchParams.get(`utm_${name}`))
  const tags = {
    source: textOf(campaign['source']) ?? find('source'),
    medium: textOf(campaign['medium']) ?? find('medium'),
    campaign: textOf(campaign['name']) ?? find('campaign'),
  }
  if (tags.source ?? tags.medium) return tags
  const click = clickIds.find(([parameter]) => url?.searchParams.has(parameter))
  return click ? { ...tags, source: click[1], medium: 'cpc' } : tags
}

function pathOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : path.replace(/[?#].*$/s, '').replace(/(.)\/+$/, '$1')
}

const bag = (value: unknown): Bag =>
  typeof value === 'object' && value !== null ? (value as Bag) : {}
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
const dropEmpty = (from: Bag): Bag =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== '' && value !== null))
