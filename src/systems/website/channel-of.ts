import { kindOf, type HostKind } from './known-hosts.ts'
import { isOwnHost, referrerHost } from './referrer.ts'

/** The channels of marketing reports, as web analytics group them. */
export type Channel =
  | 'Affiliates'
  | 'AI Assistant'
  | 'Audio'
  | 'Cross-network'
  | 'Direct'
  | 'Display'
  | 'Email'
  | 'Mobile Push Notifications'
  | 'Organic Search'
  | 'Organic Shopping'
  | 'Organic Social'
  | 'Organic Video'
  | 'Paid Other'
  | 'Paid Search'
  | 'Paid Shopping'
  | 'Paid Social'
  | 'Paid Video'
  | 'Referral'
  | 'SMS'
  | 'Unassigned'

/** How somebody came: campaign parameters, or else the page that they came from. */
export interface Arrival {
  readonly source?: string | null | undefined
  readonly medium?: string | null | undefined
  readonly campaign?: string | null | undefined
  /** The address of the page that they came from. */
  readonly referrer?: string | null | undefined
  /** Our own hosts; coming from one of them, or of their subdomains, is coming from nowhere else. */
  readonly ownHosts?: readonly string[] | undefined
}

const paid = /cp|^ppc$|^retargeting$|^paid/
const shoppingCampaign = /(^|[^a-df-z])shop|shopping/
const mail = /^e[-_ ]?mail$/

const display = ['display', 'banner', 'expandable', 'interstitial', 'cpm']
const social = ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media']
const unknown = ['', '(none)', '(not set)']

/**
 * The channel of an arrival, by the rules of the default channel group of Google Analytics 4 (its
 * help page "Default channel group"), with one more for AI assistants. The first rule that fits wins.
 *
 * @example channelOf({ source: 'google', medium: 'cpc' }) // 'Paid Search'
 */
export function channelOf(arrival: Arrival): Channel {
  const [source, medium] = [plain(arrival.source), plain(arrival.medium)]
  const campaign = plain(arrival.campaign)
  if (source === '(direct)' && unknown.includes(medium)) return 'Direct'
  if (!unknown.includes(source) || !unknown.includes(medium) || campaign !== '') {
    return channelOfTags(source, medium, campaign)
  }
  const host = referrerHost(arrival.referrer)
  if (!host || isOwnHost(host, arrival.ownHosts ?? [])) return 'Direct'
  const kind = kindOf(host)
  return kind ? organic[kind] : 'Referral'
}

const plain = (text: string | null | undefined): string => (text ?? '').trim().toLowerCase()

/** The channel of a place that somebody came from without parameters. */
const organic = {
  search: 'Organic Search',
  social: 'Organic Social',
  video: 'Organic Video',
  shopping: 'Organic Shopping',
  email: 'Email',
  assistant: 'AI Assistant',
} as const satisfies Record<HostKind, Channel>

function channelOfTags(source: string, medium: string, campaign: string): Channel {
  const kind = kindOf(source)
  const isPaid = paid.test(medium)
  const isShopping = kind === 'shopping' || shoppingCampaign.test(campaign)
  if (campaign.includes('cross-network')) return 'Cross-network'
  // A marketplace that is named as the source without a medium lists products for money.
  const isListing = kind === 'shopping' && medium === '' && !source.includes('shopping')
  if (isListing || (isPaid && isShopping)) return 'Paid Shopping'
  if (isPaid && kind === 'search') return 'Paid Search'
  if (isPaid && kind === 'social') return 'Paid Social'
  if (isPaid && kind === 'video') return 'Paid Video'
  if (display.includes(medium)) return 'Display'
  if (isPaid) return 'Paid Other'
  if (isShopping) return 'Organic Shopping'
  if (kind === 'assistant') return 'AI Assistant'
  if (kind === 'social' || social.includes(medium)) return 'Organic Social'
  if (kind === 'video' || medium.includes('video')) return 'Organic Video'
  if (kind === 'search' || medium === 'organic') return 'Organic Search'
  return channelOfMedium(source, medium, kind)
}

function channelOfMedium(source: string, medium: string, kind: HostKind | undefined): Channel {
  if (['referral', 'app', 'link'].includes(medium)) return 'Referral'
  if (kind === 'email' || mail.test(source) || mail.test(medium)) return 'Email'
  if (medium === 'affiliate' || medium === 'affiliates') return 'Affiliates'
  if (medium === 'audio') return 'Audio'
  if (source === 'sms' || medium === 'sms') return 'SMS'
  if (medium.endsWith('push') || /mobile|notification/.test(medium) || source === 'firebase') {
    return 'Mobile Push Notifications'
  }
  return 'Unassigned'
}
