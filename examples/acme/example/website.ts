import type { Conversion, Page, Person, Visit } from './people.ts'
import { randomOf } from './random.ts'

/** What the SDK of the website sends. */
export type WebEvent = Readonly<Record<string, unknown>> & { readonly timestamp: string }

const site = 'https://acme.example'
const agents = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
] as const
const crawler = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

export const pathOf = (page: Page): string =>
  page.kind === 'post' ? `/blog/${page.slug}` : page.kind === 'home' ? '/' : '/pricing'

/** A page view as the SDK sends it; the first of a visit says where it came from. */
export function pageEvent(
  messageId: string,
  who: { readonly anonymousId: string; readonly userAgent?: string },
  page: { readonly at: number; readonly path: string },
  from: { readonly referrer?: string; readonly query?: string },
): WebEvent {
  const { referrer, query } = from
  return {
    type: 'page',
    messageId,
    anonymousId: who.anonymousId,
    timestamp: new Date(page.at).toISOString(),
    properties: {
      path: page.path,
      url: `${site}${page.path}${query ? `?${query}` : ''}`,
      ...(referrer ? { referrer } : {}),
    },
    ...(who.userAgent ? { context: { userAgent: who.userAgent } } : {}),
  }
}

/** How a person is known to the website, and what they give away when they fill in a form. */
export interface Visitor {
  readonly person: Person
  readonly email?: string
  readonly name?: string
}

export const deviceOf = ({ number }: Person, elsewhere: boolean): string =>
  `acme-${number.toString(36)}${elsewhere ? '-b' : ''}`

/** Everything that a person's browsers sent. */
export function eventsOf({ person, email, name }: Visitor): WebEvent[] {
  const events = person.visits.flatMap((visit, n) => visitEvents(person, visit, n))
  const { conversion } = person
  if (!conversion || email === undefined) return events
  events.push(...conversionEvents(person, conversion, { email, name }))
  // Who logs in on another device says so there, and both devices are one person from then on.
  const later = person.visits.find(
    ({ elsewhere, pages }) => elsewhere && pages[0]!.at > conversion.at,
  )
  if (later) {
    const at = new Date(later.pages[0]!.at + 2_000).toISOString()
    events.push(identifyEvent(`${deviceOf(person, true)}-i`, deviceOf(person, true), at, { email }))
  }
  return events
}

function visitEvents(person: Person, visit: Visit, n: number): WebEvent[] {
  const random = randomOf(`visit ${person.number} ${n}`)
  const anonymousId = deviceOf(person, visit.elsewhere)
  const arrival = random.pick(visit.channel.arrivals)
  const userAgent = agents[(person.number + (visit.elsewhere ? 1 : 0)) % agents.length]!
  return visit.pages.map((page, p) => {
    const from = p === 0 ? arrival : { referrer: `${site}${pathOf(visit.pages[p - 1]!)}` }
    const place = { at: page.at, path: pathOf(page) }
    return pageEvent(`${anonymousId}-${n}-${p}`, { anonymousId, userAgent }, place, from)
  })
}

function conversionEvents(
  person: Person,
  { kind, at }: Conversion,
  traits: { readonly email: string; readonly name?: string | undefined },
): WebEvent[] {
  const visit = person.visits.findLast(({ pages }) => pages[0]!.at <= at) ?? person.visits[0]!
  const anonymousId = deviceOf(person, visit.elsewhere)
  const timestamp = new Date(at).toISOString()
  const page = { path: kind === 'Trial Started' ? '/' : '/form' }
  const goal = {
    type: 'track',
    event: kind,
    messageId: `${anonymousId}-g`,
    anonymousId,
    timestamp,
    context: { page },
  }
  return [goal, identifyEvent(`${anonymousId}-f`, anonymousId, timestamp, traits)]
}

const identifyEvent = (
  messageId: string,
  anonymousId: string,
  timestamp: string,
  traits: Readonly<Record<string, unknown>>,
): WebEvent => ({ type: 'identify', messageId, anonymousId, timestamp, traits })

/** What a crawler looks at in the night. The contract leaves it out, and counts it. */
export const crawlerEvent = (number: number, at: number, path: string): WebEvent =>
  pageEvent(
    `acme-bot-${number}`,
    { anonymousId: `acme-bot-${number}`, userAgent: crawler },
    { at, path },
    {},
  )

/** What a faulty tag on one old page sends: an action without its name. It is held apart. */
export const namelessEvent = (number: number, at: number): WebEvent => ({
  type: 'track',
  messageId: `acme-nameless-${number}`,
  anonymousId: `acme-nameless-${number}`,
  timestamp: new Date(at).toISOString(),
  properties: { path: '/legacy/contact', label: 'submit' },
})
