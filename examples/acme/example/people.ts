import { busyness, channels, regions, topics, truth, type Channel, type Topic } from './market.ts'
import { randomOf, type Random } from './random.ts'
import type { Post } from './read-posts.ts'

export const day = 86_400_000
export const hour = 3_600_000
const minute = 60_000

/** What is looked at in a visit: the home page, the prices, or a post. */
export type Page = { readonly at: number } & (
  { readonly kind: 'home' | 'pricing' } | { readonly kind: 'post'; readonly slug: string }
)

export interface Visit {
  readonly channel: Channel
  readonly pages: readonly Page[]
  /** Made with the person's other device. */
  readonly elsewhere: boolean
}

/** What somebody did that made a lead of them. */
export interface Conversion {
  readonly kind: 'Trial Started' | 'Demo Requested' | 'Guide Downloaded'
  readonly at: number
}

export interface Person {
  readonly number: number
  readonly topic: Topic
  readonly region: string
  /** Which headline they see. */
  readonly hero: 'calm' | 'proof'
  /** Which button they would see where both are allowed. */
  readonly button: 'talk' | 'annual'
  readonly visits: readonly Visit[]
  readonly conversion?: Conversion
}

/** From when to when the history goes, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly until: number
}

const visitsEach = 1.62

/** Everybody who came, in the order in which they first did. Moments after the span's end have not happened yet. */
export function makePeople(span: Span, visits: number, posts: readonly Post[]): Person[] {
  const arrivals = firstVisits(span, Math.round(visits / visitsEach))
  const byTopic = Map.groupBy(posts, ({ topic }) => topic)
  return arrivals.map((at, number) => makePerson(number, at, span, byTopic))
}

/** When people first came: more from month to month, by day rather than by night. */
function firstVisits({ from, until }: Span, count: number): number[] {
  const random = randomOf('arrivals')
  const moments: number[] = []
  while (moments.length < count) {
    const at = from + random.next() * (until - from)
    const grown = 0.62 + 0.38 * ((at - from) / (until - from))
    if (random.chance((grown * busyness(new Date(at))) / 2.5)) moments.push(at)
  }
  return moments.sort((a, b) => a - b)
}

function makePerson(
  number: number,
  firstAt: number,
  { until }: Span,
  posts: ReadonlyMap<string, readonly Post[]>,
): Person {
  const random = randomOf(`person ${number}`)
  const topic = random.weighted(topics)
  const channel = random.weighted(channels)
  const { region } = random.weighted(regions)
  const hero = random.pick(['calm', 'proof'] as const)
  const button = random.pick(['talk', 'annual'] as const)
  const reads = (): string => {
    const about = random.chance(0.8) ? topic : random.weighted(topics)
    return random.pick(posts.get(about.name)!).slug
  }
  const visits: Visit[] = []
  const eager = Math.min(1.6, channel.quality * (0.5 + topic.leads / 2))
  for (let at = firstAt; at < until; at += 0.3 * hour + random.wait(5 * day)) {
    const isFirst = visits.length === 0
    visits.push({
      channel: isFirst || random.chance(0.25) ? channel : random.pick(returning),
      pages: makePages(random, at, reads, isFirst ? 0.64 : 0.5),
      elsewhere: !isFirst && number % 11 === 0,
    })
    if (!random.chance(0.34 + 0.06 * eager)) break
  }
  const conversion = convert(random, visits, { topic, channel, hero })
  return {
    number,
    topic,
    region,
    hero,
    button,
    visits,
    ...(conversion && conversion.at < until ? { conversion } : {}),
  }
}

/** How people come back: by themselves, by search, by the newsletter. */
const returning = ['Direct', 'Direct', 'Organic Search', 'Email'].map((name) =>
  channels.find((each) => each.name === name)!,
)

function makePages(random: Random, start: number, reads: () => string, onPost: number): Page[] {
  const landing = random.next()
  let at = start
  const look = (kind: 'home' | 'pricing' | 'post'): Page => {
    const page = kind === 'post' ? { kind, at, slug: reads() } : { kind, at }
    at += Math.round(random.wait(1.6 * minute)) + 5_000
    return page
  }
  const pages = [look(landing < onPost ? 'post' : landing < onPost + 0.28 ? 'home' : 'pricing')]
  if (random.chance(0.3)) pages.push(look('home'))
  if (random.chance(0.16)) pages.push(look('pricing'))
  if (random.chance(0.18)) pages.push(look('post'))
  return pages
}

/** The first form that they fill in, if any: its chance comes with the page that asks for it. */
function convert(
  random: Random,
  visits: readonly Visit[],
  { topic, channel, hero }: Pick<Person, 'topic' | 'hero'> & { channel: Channel },
): Conversion | undefined {
  const eagerness = topic.leads * channel.quality
  const chances = {
    home: { kind: 'Trial Started', chance: truth.trial[hero] },
    pricing: { kind: 'Demo Requested', chance: truth.demo },
    post: { kind: 'Guide Downloaded', chance: truth.guide },
  } as const
  // Each form is thought about once, on one of the pages that ask for it.
  const pages = visits.flatMap((visit) => visit.pages)
  for (const place of ['home', 'pricing', 'post'] as const) {
    const asked = pages.filter(({ kind }) => kind === place)
    if (asked.length === 0) continue
    const { kind, chance } = chances[place]
    if (random.chance(Math.min(0.9, chance * eagerness))) {
      return { kind, at: random.pick(asked).at + random.whole(20_000, 90_000) }
    }
  }
  return undefined
}
