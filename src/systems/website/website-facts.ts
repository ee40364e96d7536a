import type { SignalContext } from '../../contracts/define.ts'
import type { Fact } from '../../core/fact.ts'
import {
  account,
  anonymousId,
  email,
  goal,
  identity,
  money,
  namesSomething,
  person,
  touch,
  userId,
  type Identifier,
} from '../../pipeline/processing/define.ts'
import { eventTime } from './event-time.ts'
import { visitOf } from './visit.ts'
import type { WebsiteEvent } from './website-event.ts'

export interface WebsiteFactOptions {
  readonly ownHosts?: readonly string[] | undefined
  /** What content a path shows, if it shows any: its slug, or `collection/slug`. */
  readonly contentOf: (path: string) => string | undefined
}

/**
 * The facts of one event. Every event that names a user and a browser joins the two.
 *
 * A visit has many page views and one arrival, and a signal is looked at alone, so what counts as a
 * touch is decided by what the page view itself says: it came by a campaign, from another site or
 * from nowhere, or it shows content. A step from one of our own pages to another is no touch unless
 * it shows content, and then it has no channel: the arrival has that credit.
 */
export function websiteFacts(
  event: WebsiteEvent,
  { receivedAt }: Pick<SignalContext, 'receivedAt'>,
  options: WebsiteFactOptions,
): Fact[] {
  const who = whoOf(event)
  const at = eventTime({ ...event, receivedAt })
  const known = who.length > 1 && event.type !== 'identify' ? [identity({ same: who })] : []
  const [first] = who
  if (!first) return []
  switch (event.type) {
    case 'page':
      return [...known, ...pageTouch(event, first, at, options)]
    case 'screen':
      return [...known, ...campaignTouch(event, first, at, options)]
    case 'track':
      return [...known, goalOf(event, first, at), ...campaignTouch(event, first, at, options)]
    case 'identify':
      return identified(event, who)
    case 'group':
      return [...known, ...grouped(event, first)]
    case 'alias':
      return [...known, aliased(event, first)]
  }
}

/**
 * The names of whoever did it, the surest first. A website that writes its id of nobody as text says
 * `undefined`: what the browser is called stands for them then.
 */
function whoOf({ userId: user, anonymousId: anonymous }: WebsiteEvent): Identifier[] {
  return [
    ...(user || user === 0 ? [userId(String(user))] : []),
    ...(anonymous || anonymous === 0 ? [anonymousId(String(anonymous))] : []),
  ].filter(namesSomething)
}

function pageTouch(
  event: WebsiteEvent,
  who: Identifier,
  at: Date,
  { ownHosts, contentOf }: WebsiteFactOptions,
): Fact[] {
  const { arrival, path, internal } = visitOf(event, ownHosts)
  const content = path === undefined ? undefined : contentOf(path)
  const place = { person: who, at, landingPage: path, content }
  if (!internal) return [touch({ ...place, ...arrival })]
  return content === undefined ? [] : [touch(place)]
}

/**
 * An action or a screen that came by a campaign. In a browser the page view has said so already.
 */
function campaignTouch(
  event: WebsiteEvent,
  who: Identifier,
  at: Date,
  { ownHosts }: WebsiteFactOptions,
): Fact[] {
  if (event.context?.['page']) return []
  const { arrival, path, tagged } = visitOf(event, ownHosts)
  return tagged ? [touch({ person: who, at, landingPage: path, ...arrival })] : []
}

function goalOf(event: WebsiteEvent, who: Identifier, at: Date): Fact {
  const properties = event.properties ?? {}
  const amount = properties['revenue'] ?? properties['value']
  return goal({
    name: String(event.event),
    person: who,
    at,
    value: moneyOf(amount, properties['currency']),
  })
}

/** An amount counts only with its currency; without one it would have to be guessed. */
function moneyOf(amount: unknown, currency: unknown) {
  if (typeof amount !== 'number' && typeof amount !== 'string') return undefined
  try {
    return money(amount, String(currency).toUpperCase())
  } catch {
    return undefined
  }
}

function identified(event: WebsiteEvent, who: readonly Identifier[]): Fact[] {
  const traits = event.traits ?? (event.context?.['traits'] as WebsiteEvent['traits']) ?? {}
  const address = textOf(traits['email'])
  const isAddress = address !== undefined && /^[^\s@]+@[^\s@]+$/.test(address)
  const [first, ...browsers] = who
  // Known by name, the address comes second; a browser alone is less sure than an address.
  const mail = isAddress ? [email(address)] : []
  const same = first!.startsWith('user:') ? [first!, ...mail, ...browsers] : [...mail, ...who]
  const fullName = [textOf(traits['firstName']), textOf(traits['lastName'])].filter(Boolean)
  const company = traits['company'] as Record<string, unknown> | undefined
  return [
    ...(same.length > 1 ? [identity({ same })] : []),
    person({
      id: same[0]!,
      email: isAddress ? address : undefined,
      name: textOf(traits['name']) ?? fullName.join(' '),
      account: textOf(company?.['id']),
      createdAt: timeOf(traits['createdAt']),
    }),
  ]
}

function grouped(event: WebsiteEvent, who: Identifier): Fact[] {
  const traits = event.traits ?? {}
  const group = String(event.groupId)
  return [
    account({
      id: group,
      name: textOf(traits['name']),
      domain: textOf(traits['domain']) ?? hostOf(textOf(traits['website'])),
      createdAt: timeOf(traits['createdAt']),
    }),
    person({ id: who, account: group }),
  ]
}

/** The product says that one name became another, and does not say of which sort the old one was. */
function aliased(event: WebsiteEvent, who: Identifier): Fact {
  const previous = String(event.previousId)
  return identity({ same: [who, userId(previous), anonymousId(previous)], certain: true })
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

const hostOf = (website: string | undefined): string | undefined =>
  website && URL.parse(website)?.hostname.replace(/^www\./, '')

/** A time in ISO 8601, or seconds or milliseconds since 1970, as traits hold either. */
function timeOf(value: unknown): Date | undefined {
  const number = typeof value === 'number' && value > 0 ? value : undefined
  const at = new Date(
    number === undefined ? (textOf(value) ?? Number.NaN) : number < 1e11 ? number * 1_000 : number,
  )
  return Number.isNaN(at.getTime()) ? undefined : at
}
