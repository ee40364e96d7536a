import type { ExampleHistory, ExampleVisit } from 'linchpin'
import { companiesFile, contactsFiles, correctedDeals, dealsFiles } from './crm-files.ts'
import { exposuresOf } from './exposures.ts'
import { busyness, channels, regions, topics, truth } from './market.ts'
import { adSpendFiles, invoicesFiles } from './money-files.ts'
import { day, hour, makePeople, type Span } from './people.ts'
import { randomFrom, randomOf } from './random.ts'
import { readPosts, type Post } from './read-posts.ts'
import { makeSales } from './sales.ts'
import { webinarFiles } from './webinar-files.ts'
import { crawlerEvent, eventsOf, namelessEvent, pageEvent, type WebEvent } from './website.ts'

const days = 180
const visits = 60_000

/**
 * Half a year of Acme up to a moment. The same moment and scale give the same history, so it can be
 * loaded again and nothing doubles. The world behind it is `market.ts`; here it is only written down.
 *
 * @param scale how much of it, from 0 to 1
 */
export function history({ until, scale }: { until: Date; scale: number }): ExampleHistory {
  const span: Span = { from: until.getTime() - days * day, until: until.getTime() }
  const posts = readPosts()
  const people = makePeople(span, visits * scale, posts)
  const sales = makeSales(people, span)
  const leads = new Map(sales.leads.map((lead) => [lead.person, lead]))
  const events = people.flatMap((person) => {
    const { email, name } = leads.get(person) ?? {}
    return eventsOf({ person, ...(email && name ? { email, name } : {}) })
  })
  return {
    files: [
      companiesFile(sales, span),
      ...contactsFiles(sales, span),
      ...dealsFiles(sales, span),
      ...invoicesFiles(sales, span),
      ...adSpendFiles(span, scale),
      ...webinarFiles(sales, span),
      correctedDeals(sales, span),
    ],
    events: inOrder(withDirt(events, span, posts), span),
    exposures: people
      .flatMap(exposuresOf)
      .filter(({ at }) => Date.parse(at) < span.until)
      .sort((a, b) => (a.at < b.at ? -1 : 1)),
  }
}

/** Crawlers, events that are sent twice because nobody heard the answer, and a tag that forgets the name. */
function withDirt(events: readonly WebEvent[], span: Span, posts: readonly Post[]): WebEvent[] {
  const random = randomOf('dirt')
  const crawlers = Array.from({ length: Math.round(events.length / 90) }, (_, n) => {
    const at = span.from + random.next() * (span.until - span.from)
    return crawlerEvent(n, at, `/blog/${random.pick(posts).slug}`)
  })
  const nameless = Array.from({ length: 5 }, (_, n) => namelessEvent(n, span.until - n * 7 * hour))
  const twice = events.filter(() => random.chance(0.004))
  return [...events, ...crawlers, ...nameless, ...twice]
}

const inOrder = (events: readonly WebEvent[], { until }: Span): WebEvent[] =>
  events
    .filter(({ timestamp }) => Date.parse(timestamp) <= until)
    .sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1))

/** How many visits a second begin at a moment, while the program runs. */
export const visitsPerSecond = (now: Date): number => Math.min(1.5, 0.15 + 0.45 * busyness(now))

/** A visit that happens now: whom the edge is asked for, and what follows from its answer. */
export function visit(now: Date, chance: () => number): ExampleVisit {
  const random = randomFrom(chance)
  const anonymousId = `acme-live-${Math.floor(chance() * 2 ** 48).toString(36)}`
  const topic = random.weighted(topics)
  const channel = random.weighted(channels)
  const { region } = random.weighted(regions)
  const arrival = random.pick(channel.arrivals)
  const place = random.weighted(landings)
  const post = random.pick(readers.filter((each) => each.topic === topic.name))
  const path = place.path ?? `/blog/${post.slug}`
  const at = now.getTime()
  return {
    unit: `anonymous:${anonymousId}`,
    region,
    ...(place.placement ? { placement: place.placement } : {}),
    events: (variant) => {
      const first = pageEvent(`${anonymousId}-0`, { anonymousId }, { at, path }, arrival)
      const eagerness = topic.leads * channel.quality
      const form = place.form(variant)
      if (!random.chance(Math.min(0.9, form.chance * eagerness))) return [first]
      const goal = { type: 'track', event: form.kind, messageId: `${anonymousId}-g`, anonymousId }
      return [
        first,
        { ...goal, context: { page: { path } }, timestamp: new Date(at).toISOString() },
      ]
    },
  }
}

const readers = readPosts()
const guide = { kind: 'Guide Downloaded', chance: truth.guide }
const demo = { kind: 'Demo Requested', chance: truth.demo }
const landings = [
  { weight: 55, path: undefined, placement: undefined, form: () => guide },
  {
    weight: 30,
    path: '/',
    placement: 'hero',
    form: (variant: string | undefined) => ({
      kind: 'Trial Started',
      chance: variant === 'proof' ? truth.trial.proof : truth.trial.calm,
    }),
  },
  { weight: 15, path: '/pricing', placement: 'pricing-cta', form: () => demo },
]
