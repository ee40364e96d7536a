import { day, hour, type Person, type Span } from './people.ts'
import { companyName, personName } from './names.ts'
import { randomOf } from './random.ts'

/** A person whom sales knows. */
export interface Lead {
  readonly id: string
  readonly person: Person
  readonly name: string
  readonly email: string
  readonly company: Company
  readonly at: number
}

export interface Company {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly at: number
}

export interface Deal {
  readonly id: string
  readonly company: Company
  readonly contacts: readonly Lead[]
  /** Whole euros. */
  readonly amount: number
  readonly createdAt: number
  readonly proposedAt: number
  /** When it was or will be decided, and how. */
  readonly closedAt: number
  readonly isWon: boolean
}

export interface Sales {
  readonly companies: readonly Company[]
  readonly leads: readonly Lead[]
  readonly deals: readonly Deal[]
}

const sureness = { 'Trial Started': 1.05, 'Demo Requested': 1.7, 'Guide Downloaded': 0.55 } as const

/** What sales made of those who filled in a form: contacts, their companies, and deals with several of them. */
export function makeSales(people: readonly Person[], span: Span): Sales {
  const companies: Company[] = []
  const leads: Lead[] = []
  const deals: Deal[] = []
  const random = randomOf('sales')
  const found = (at: number): Company => {
    const number = 1001 + companies.length
    const company = { id: `C-${number}`, ...companyName(random, number), at }
    companies.push(company)
    return company
  }
  const converted = people
    .filter((person) => person.conversion)
    .sort((a, b) => a.conversion!.at - b.conversion!.at)
  for (const person of converted) {
    const { kind, at } = person.conversion!
    // Colleagues come within days of each other, about the same thing.
    const near = leads
      .slice(-60)
      .filter((lead) => lead.person.topic === person.topic && at - lead.at < 21 * day)
    const company = near.length > 0 && random.chance(0.62) ? random.pick(near).company : found(at)
    const id = `P-${20_001 + leads.length}`
    const { given, family } = personName(random)
    const email = `${given}.${family}.${leads.length + 1}@${company.domain}`.toLowerCase()
    const lead = { id, person, name: `${given} ${family}`, email, company, at }
    leads.push(lead)
    if (!random.chance(0.079 * person.topic.deals * sureness[kind])) continue
    const contacts = [lead, ...near.filter((each) => each.company === company)].slice(0, 4)
    deals.push(makeDeal(5_001 + deals.length, contacts, span))
  }
  return { companies, leads, deals: oddities(deals) }
}

function makeDeal(number: number, contacts: readonly Lead[], { until }: Span): Deal {
  const random = randomOf(`deal ${number}`)
  const { person, at, company } = contacts[0]!
  const createdAt = Math.min(
    at + 2 * hour + random.wait(5 * day),
    until - random.whole(1, 20) * hour,
  )
  const proposedAt = createdAt + (4 + random.wait(9)) * day
  const size = Math.exp(9.5 + 0.4 * normal(random.next(), random.next()))
  return {
    id: `D-${number}`,
    company,
    contacts,
    amount: Math.max(1_200, Math.round((size * person.topic.amount) / 100) * 100),
    createdAt: Math.max(createdAt, at),
    proposedAt,
    closedAt: proposedAt + (6 + random.wait(24)) * day,
    isWon: random.chance(0.46),
  }
}

/** The Box-Muller transform: two numbers in [0, 1) become one of the normal distribution. */
const normal = (a: number, b: number): number =>
  Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b)

/** One deal was closed on the phone, weeks before anybody of it came to the website: no touch may be credited. */
function oddities(deals: readonly Deal[]): Deal[] {
  const odd = deals.findIndex(({ isWon }, n) => isWon && n > deals.length / 3)
  return deals.map((deal, n) => {
    if (n !== odd) return deal
    const firstVisit = Math.min(
      ...deal.contacts.map(({ person }) => person.visits[0]!.pages[0]!.at),
    )
    const closedAt = firstVisit - 9 * day
    return { ...deal, closedAt, proposedAt: closedAt - 8 * day, createdAt: closedAt - 15 * day }
  })
}

export type Stage = 'Qualified' | 'Proposal' | 'Closed won' | 'Closed lost'

/** How a deal stood at a moment, and since when. */
export function stageAt(deal: Deal, at: number): { stage: Stage; since: number } {
  if (deal.closedAt <= at) {
    return { stage: deal.isWon ? 'Closed won' : 'Closed lost', since: deal.closedAt }
  }
  return deal.proposedAt <= at
    ? { stage: 'Proposal', since: deal.proposedAt }
    : { stage: 'Qualified', since: deal.createdAt }
}
